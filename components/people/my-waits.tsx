"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence } from "../../lib/client/errors";
import { type Change, changes, useChange } from "../../lib/client/mutations";
import { meQuery } from "../../lib/client/session";
import type { PersonRefView, WaitView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { StepBack } from "../task/step-back";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { TimeLeft } from "../ui/instant";
import { showToast } from "../ui/toast";
import { ClaimedTask, timeTag } from "./claim-words";

/** Where the reader is in line, what is held for them first. Nothing when they wait for nothing. */
export function MyWaits({ waits, person }: { waits: readonly WaitView[]; person: PersonRefView }) {
  const t = useTranslations("waitlist.mine");
  if (waits.length === 0) return null;
  const offered = waits.filter((wait) => wait.offer);
  const others = waits.filter((wait) => !wait.offer);
  return (
    <section aria-label={t("title")} className="flex flex-col gap-4">
      {offered.map((wait) => (
        <Card key={wait.task.number} look="accent">
          <Wait wait={wait} person={person} />
        </Card>
      ))}
      {others.length > 0 && (
        <div>
          <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
          <ul className="divide-y divide-soft rounded-card border border-line bg-surface">
            {others.map((wait) => (
              <li key={wait.task.number} className="px-4 py-3.5">
                <Wait wait={wait} person={person} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Wait({ wait, person }: { wait: WaitView; person: PersonRefView }) {
  const t = useTranslations("waitlist");
  const { run, busy } = useWaitChange();
  const { task, project, offer } = wait;
  const { number } = task;
  const claimed = { task, project, slot: { id: offer?.slotId ?? "", name: offer?.slotName ?? null } };
  const stop = (done: string) => run("stop", changes.stopWaiting(number, person), done);
  if (!offer) {
    return (
      <article className="flex flex-col gap-1">
        <ClaimedTask claim={claimed} level={3} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="text-second text-sm">
            <span className="font-semibold text-ink">{t("place", { place: wait.place })}</span>
            <span className="text-third"> · {t.rich("mine.since", timeTag(wait.joinedAt))}</span>
          </p>
          <StepBack
            label={t("leave")}
            hint={t("leaveHint")}
            sure={t("leaveSure")}
            stay={t("stay")}
            isBusy={busy === "stop"}
            onSure={() => stop(t("left"))}
          />
        </div>
      </article>
    );
  }
  const take = () => run("take", changes.claim(number, person, offer.slotId), null);
  return (
    <article className="flex flex-col gap-3">
      <ClaimedTask
        claim={claimed}
        level={2}
        aside={<TimeLeft until={offer.endsAt} className="whitespace-nowrap text-second text-sm" />}
      />
      <div>
        <p className="flex items-center gap-2 font-semibold">
          <Hourglass size={16} aria-hidden="true" className="shrink-0 text-accent" />
          {t("offer.title")}
        </p>
        <p className="mt-0.5 text-second text-sm">
          {t.rich("offer.text", { date: timeTag(offer.endsAt, "dateTime").time })}
        </p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <Button look="primary" isBusy={busy === "take"} disabled={busy !== null} onClick={take}>
          {t("offer.take")}
        </Button>
        <StepBack
          label={t("offer.pass")}
          hint={t("offer.passHint", { waiting: wait.waiting })}
          sure={t("offer.passSure")}
          stay={t("offer.keep")}
          isBusy={busy === "stop"}
          onSure={() => stop(t("offer.passed"))}
        />
      </div>
    </article>
  );
}

/** The place is gone from the page at once; a refusal brings it back and says why. */
function useWaitChange() {
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const change = useChange();
  const [busy, setBusy] = useState<"take" | "stop" | null>(null);
  const run = async (what: "take" | "stop", asked: Change, done: string | null) => {
    setBusy(what);
    const before = client.getQueryData(meQuery.queryKey);
    const without = (me: typeof before) =>
      me && { ...me, waits: me.waits.filter((wait) => wait.task.number !== asked.number) };
    if (what === "stop") client.setQueryData(meQuery.queryKey, without);
    try {
      await change.mutateAsync(asked);
      client.setQueryData(meQuery.queryKey, without);
      if (done) showToast({ title: done });
    } catch (error) {
      client.setQueryData(meQuery.queryKey, before);
      // The task's page asks for what is missing.
      if (errorCodeOf(error) === "plan_required") return window.location.assign(`/t/${asked.number}#act`);
      showToast({ title: errorSentence(errors, error, locale), look: "error" });
    } finally {
      setBusy(null);
    }
  };
  return { run, busy };
}
