import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { changes } from "../../lib/client/mutations";
import { type NextStep, stoppedBy, type WayView } from "../../lib/domain/next-step";
import type { ClaimView } from "../../lib/domain/views";
import { Button, LinkButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { linkFieldId } from "./links";
import type { Part } from "./parts";
import { reviewText } from "./review";
import type { RunChange } from "./use-claim-change";

interface NextStepBoxProps {
  claim: ClaimView;
  way: WayView;
  run: RunChange;
  part: Part | null;
  onOpen(part: Part | null): void;
  /** What the step has opened: the guide, or the question whether it was merged. */
  children?: ReactNode;
}

/** The one thing to do next, with its one main action. As tall for every step, so that a tick moves nothing below. */
export function NextStepBox({ claim, way, run, part, onOpen, children }: NextStepBoxProps) {
  const t = useTranslations("steps");
  const { next } = way;
  if (next === "done" || next === "ended") return null;
  const isUrgent = next === "over" || next === "soon";
  return (
    <section
      aria-label={t("next", { step: t(`title.${next}`) })}
      className={classNames(
        "flex min-h-35 flex-col justify-between gap-3 rounded-control p-3 text-sm",
        isUrgent ? "bg-warn-soft" : "bg-accent-soft",
      )}
    >
      <div>
        <p className="flex gap-2 font-semibold">
          <ArrowRight
            size={16}
            aria-hidden="true"
            className={classNames("mt-0.5 shrink-0", isUrgent ? "text-medium" : "text-accent")}
          />
          {t("next", { step: t(`title.${next}`) })}
        </p>
        <p className="mt-0.5 ps-6 text-second">
          {t(`text.${textOf(next, way, claim)}`, { project: claim.project.name })}
        </p>
      </div>
      {children}
      <div className="flex flex-wrap gap-2 empty:hidden">
        <Actions claim={claim} way={way} run={run} part={part} onOpen={onOpen} />
      </div>
    </section>
  );
}

function textOf(next: Exclude<NextStep, "done" | "ended">, { canRenew }: WayView, claim: ClaimView) {
  if (next === "over" || next === "soon") return canRenew ? next : (`${next}Last` as const);
  if (next === "review") return reviewText(claim);
  return next;
}

function Actions({ claim, way, run, part, onOpen }: Omit<NextStepBoxProps, "children">): ReactNode {
  const t = useTranslations("steps.action");
  const say = useTranslations("task.claim");
  const tick = (step: "guide" | "ask") => run("ticked", changes.tick(claim, step, true));
  const isTicking = run.busy === "ticked";

  if (way.next === "guide") {
    return part === "guide" ? (
      <Button
        look="primary"
        isBusy={isTicking}
        onClick={async () => {
          if (await tick("guide")) onOpen(null);
        }}
      >
        {t("guideRead")}
      </Button>
    ) : (
      <Button look="primary" aria-expanded={false} onClick={() => onOpen("guide")}>
        {t("guide")}
      </Button>
    );
  }
  if (way.next === "ask") {
    return (
      <>
        <LinkButton look="primary" href={`/t/${claim.task.number}#questions`}>
          {t("ask")}
        </LinkButton>
        <Button look="quiet" isBusy={isTicking} onClick={() => tick("ask")}>
          {t("clear")}
        </Button>
      </>
    );
  }
  if (way.next === "review") {
    const pullRequest = stoppedBy(claim.links, claim.id);
    const said = reviewText(claim);
    const isFollowed = said === "reviewFollowed" || said === "reviewDraft";
    return (
      <>
        {pullRequest && (isFollowed || !claim.holderMayComplete) && (
          <LinkButton look="primary" href={pullRequest.url} rel="noopener">
            {t("open", { label: pullRequest.label })}
          </LinkButton>
        )}
        {claim.holderMayComplete && said !== "reviewDraft" && part !== "finish" && (
          <Button look={isFollowed ? "quiet" : "primary"} aria-expanded={false} onClick={() => onOpen("finish")}>
            {say("complete")}
          </Button>
        )}
      </>
    );
  }
  if (way.canRenew && way.next !== "pull_request") {
    return (
      <Button look="primary" isBusy={run.busy === "renewed"} onClick={() => run("renewed", changes.renew(claim))}>
        {say("renew", { days: claim.renewDays })}
      </Button>
    );
  }
  return (
    <Button look="primary" onClick={() => document.getElementById(linkFieldId(claim))?.focus()}>
      {t("link")}
    </Button>
  );
}
