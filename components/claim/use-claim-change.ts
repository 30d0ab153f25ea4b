import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { type Change, changes, useChange } from "../../lib/client/mutations";
import { signInAgain } from "../../lib/client/sign-in-again";
import { taskQuery } from "../../lib/client/task";
import type { ChangeView, ClaimView } from "../../lib/domain/views";
import { formatInstant } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useNow, useTimeZone } from "../ui/now";
import { showToast } from "../ui/toast";
import type { ClaimActionsProps, ClaimChange } from "./actions";
import { type Part, partHash } from "./parts";

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

/** What is open in the panel when this is asked. */
const partOf: Partial<Record<ClaimChange, Part>> = { noted: "note", completed: "finish", released: "giveBack" };

/** The changes of one claim, one at a time. */
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
      const title = t("linkedAs", { label: link.label });
      if (link.kind === "pull_request") return { title, description: t("linkedReview") };
      return { title, ...(until ? { description: t("linkedRuns", { kind: link.kind }) } : {}) };
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
      // A tick shows itself, and is taken back where it was made.
      if (what === "ticked") return view;
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
      if (signInAgain(failure, partHash(claim, partOf[what], window.location))) return null;
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
