"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { type Change, changes, useChange } from "../../lib/client/mutations";
import { taskQuery } from "../../lib/client/task";
import type { ChangeView, ClaimView } from "../../lib/domain/views";
import { formatInstant } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { useNow, useTimeZone } from "../ui/now";
import { showToast } from "../ui/toast";
import type { ClaimActionsProps, ClaimChange } from "./actions";
import { LinkForm, LinkList } from "./links";
import { FinishForm, GiveBackForm, NoteForm } from "./steps";

type Step = "note" | "finish" | "giveBack";

/** The inside of ClaimActions. */
export function ClaimPanel({ claim, onChanged, isGuided = false }: ClaimActionsProps) {
  const t = useTranslations("task.claim");
  const [step, setStep] = useState<Step | null>(null);
  const run = useClaimChange(claim, onChanged);
  const stepId = useId();
  const close = () => setStep(null);
  const canRenew = claim.leaseEndsAt !== null;
  const renewalsLeft = claim.renewalsLeft ?? 0;
  const hasPullRequest = claim.links.some((link) => link.kind === "pull_request");
  const canFinish = claim.holderMayComplete && hasPullRequest;

  const stepButton = (name: Step, label: string) => (
    <Button
      size="small"
      aria-expanded={step === name}
      aria-controls={step === name ? stepId : undefined}
      onClick={() => setStep(step === name ? null : name)}
      className={step === name ? "bg-soft" : undefined}
    >
      {label}
    </Button>
  );

  return (
    <div className="flex grow flex-col gap-3">
      <LinkForm claim={claim} run={run} />
      <LinkList claim={claim} run={run} />
      {canFinish && step !== "finish" && (
        <Button look="primary" isWide onClick={() => setStep("finish")}>
          {t("complete")}
        </Button>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {canRenew && (
          <Button
            size="small"
            disabled={renewalsLeft === 0}
            isBusy={run.busy === "renewed"}
            title={t("renewsLeft", { count: renewalsLeft })}
            onClick={() => run("renewed", changes.renew(claim))}
          >
            {t("renew", { days: claim.renewDays })}
          </Button>
        )}
        {stepButton("note", t("note"))}
        {stepButton("giveBack", t("giveBack"))}
      </div>
      {canRenew && <p className="-mt-1 text-third text-xs">{t("renewsLeft", { count: renewalsLeft })}</p>}
      {step && (
        <div id={stepId} className="rounded-control bg-soft p-3">
          {step === "note" && <NoteForm claim={claim} run={run} onDone={close} />}
          {step === "finish" && <FinishForm claim={claim} run={run} onDone={close} />}
          {step === "giveBack" && <GiveBackForm claim={claim} run={run} onDone={close} />}
        </div>
      )}
      {!canFinish && (
        <div className="mt-auto flex flex-col gap-1.5 border-soft border-t pt-3 text-third text-xs">
          {claim.links.length === 0 && !isGuided && <p>{t("nextSteps")}</p>}
          <p>{claim.holderMayComplete ? t("completeNeedsLink") : t("completeByMaintainer")}</p>
        </div>
      )}
    </div>
  );
}

/** Makes a change of the claim and says in a toast what came of it. */
export interface RunChange {
  (what: ClaimChange, change: Change): Promise<ChangeView | null>;
  /** What is under way. */
  busy: ClaimChange | null;
  /** Why the last one was refused; `error` itself for what has a field of its own. */
  error: unknown;
  /** Forgets the refusal. */
  reset(): void;
}

/** Changes of a claim by its holder, each with a toast that says what came of it. */
export function useClaimChange(claim: ClaimView, onChanged?: ClaimActionsProps["onChanged"]): RunChange {
  const t = useTranslations("task.claim");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const now = useNow();
  const timeZone = useTimeZone();
  const client = useQueryClient();
  const change = useChange();
  const [busy, setBusy] = useState<ClaimChange | null>(null);
  const [error, setError] = useState<unknown>(null);
  const number = claim.task.number;

  const sentence = (what: ClaimChange, { task }: ChangeView): { title: string; description?: string } => {
    const link = task.links.filter((one) => one.claimId === claim.id).at(-1);
    const until = task.slotList.find((slot) => slot.holder?.claimId === claim.id)?.holder?.leaseEndsAt;
    if (what === "renewed" && until) {
      const date = formatInstant(Date.parse(until), { locale, format: "date", now, timeZone });
      return { title: t("renewed", { date }) };
    }
    if (what === "linked" && link) {
      const review = link.kind === "pull_request" ? { description: t("linkedReview") } : {};
      return { title: t("linkedAs", { label: link.label }), ...review };
    }
    if (what === "completed") return { title: t("completed") };
    if (what === "released") return { title: t("givenBack") };
    if (what === "noted") return { title: t("noted") };
    return { title: t("undone") };
  };

  const undo = (eventId: number) =>
    change.mutateAsync(changes.undo(number, eventId)).then(
      () => {
        showToast({ title: t("undone") });
        onChanged?.("undone");
      },
      (failure: unknown) => showToast({ title: errorSentence(errors, failure, locale), look: "error" }),
    );

  const run = async (what: ClaimChange, asked: Change) => {
    setBusy(what);
    setError(null);
    try {
      const before = client.getQueryData(taskQuery(number).queryKey);
      const view = await change.mutateAsync(asked);
      const { eventId } = view;
      const removed = before?.links.find((link) => !view.task.links.some((one) => one.id === link.id));
      showToast({
        ...(what === "unlinked" ? { title: t("unlinked", { label: removed?.label ?? "" }) } : sentence(what, view)),
        look: "success",
        ...(eventId === null ? {} : { undo: { label: say("undo"), run: () => void undo(eventId) } }),
      });
      onChanged?.(what);
      return view;
    } catch (failure) {
      setError(failure);
      // The form that asked stands beside its own field and says it there.
      if (what !== "linked" && what !== "noted") {
        showToast({ title: errorSentence(errors, failure, locale), look: "error" });
      }
      return null;
    } finally {
      setBusy(null);
    }
  };
  return Object.assign(run, { busy, error, reset: () => setError(null) });
}
