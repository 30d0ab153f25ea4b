"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { changes } from "../../lib/client/mutations";
import { wayOf } from "../../lib/domain/next-step";
import { Button } from "../ui/button";
import { useNow } from "../ui/now";
import type { ClaimActionsProps } from "./actions";
import { GuideText } from "./guide-text";
import { LinkForm, LinkList } from "./links";
import { NextStepBox } from "./next-step-box";
import { type Part, partIn } from "./parts";
import { FinishForm, GiveBackForm, NoteForm } from "./steps";
import { useClaimChange } from "./use-claim-change";
import { Way } from "./way";

/** The inside of ClaimActions: where the holder stands, the one next step, and below it all else they can do. */
export function ClaimPanel({ claim, onChanged }: ClaimActionsProps) {
  const t = useTranslations("task.claim");
  const guide = useTranslations("steps.guide");
  const [part, setPart] = useState(() => partIn(claim, window.location));
  const run = useClaimChange(claim, onChanged);
  const way = wayOf(claim, useNow());
  const partId = useId();
  const close = () => setPart(null);
  // The next step opens what belongs to it in its own box; all else opens below.
  const isNext = (one: Part) =>
    (one === "guide" && way.next === "guide") || (one === "finish" && way.next === "review");
  const hasPullRequest = claim.links.some((link) => link.kind === "pull_request");

  const partButton = (name: Part, label: string) => (
    <Button
      size="small"
      aria-expanded={part === name}
      aria-controls={part === name ? partId : undefined}
      onClick={() => setPart(part === name ? null : name)}
      className={part === name ? "bg-soft" : undefined}
    >
      {label}
    </Button>
  );
  const parts: Record<Part, React.ReactNode> = {
    guide: <GuideText project={claim.project} />,
    note: <NoteForm claim={claim} run={run} onDone={close} />,
    finish: <FinishForm claim={claim} run={run} onDone={close} />,
    giveBack: <GiveBackForm claim={claim} run={run} onDone={close} />,
  };

  return (
    <div className="flex grow flex-col gap-3">
      <Way claim={claim} way={way} run={run} />
      <NextStepBox claim={claim} way={way} run={run} part={part} onOpen={setPart}>
        {part && isNext(part) && parts[part]}
      </NextStepBox>
      <LinkForm claim={claim} run={run} />
      <LinkList claim={claim} run={run} />
      <div className="mt-auto flex flex-wrap items-center gap-2">
        {claim.leaseEndsAt !== null && way.next !== "over" && way.next !== "soon" && (
          <Button
            size="small"
            disabled={!way.canRenew}
            isBusy={run.busy === "renewed"}
            onClick={() => run("renewed", changes.renew(claim))}
          >
            {t("renew", { days: claim.renewDays })}
          </Button>
        )}
        {way.next !== "guide" && partButton("guide", guide("title"))}
        {way.next !== "review" && claim.holderMayComplete && hasPullRequest && partButton("finish", t("complete"))}
        {partButton("note", t("note"))}
        {partButton("giveBack", t("giveBack"))}
      </div>
      {claim.leaseEndsAt !== null && (
        <p className="-mt-1 text-third text-xs">{t("renewsLeft", { count: claim.renewalsLeft ?? 0 })}</p>
      )}
      {part && !isNext(part) && (
        <div id={partId} className="rounded-control bg-soft p-3">
          {parts[part]}
        </div>
      )}
    </div>
  );
}
