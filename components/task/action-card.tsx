"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { stoppedBy } from "../../lib/domain/next-step";
import type { HolderView } from "../../lib/domain/views";
import { shareLeft } from "../../lib/i18n/time";
import { ClaimActions, type ClaimChange } from "../claim/actions";
import { PullRequestLink } from "../claim/pull-request-link";
import { Avatar } from "../ui/avatar";
import { Card } from "../ui/card";
import { classNames } from "../ui/class-names";
import { Instant, TimeLeft } from "../ui/instant";
import { useNow } from "../ui/now";
import { LeaseRing } from "../ui/status-pill";
import { NextTasks } from "./after";
import { ClaimButton } from "./claim-button";
import { FreeTasks } from "./free-tasks";
import { useLiveTask, useMyPart } from "./live";
import { PersonLink } from "./person-link";
import { MyOffer, OfferLine, WaitSection } from "./wait-card";
import { useMyPlace, WaitWord } from "./waiting";

/**
 * What the reader can do: claim it, go on with it, or take another one. A held task keeps the height that its holder's
 * panel needs, so nothing moves when the browser learns who reads.
 */
export function ActionCard() {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  const { claim, isComing } = useMyPart();
  const hasOffer = Boolean(useMyPlace()?.offer);
  const isHeld = task.status === "claimed" || task.status === "in_review";
  const isMine = claim !== null || isComing;
  return (
    <section id="act" aria-label={t("mine")} className="scroll-mt-4">
      <Card
        look={hasOffer && !isMine ? "accent" : "plain"}
        className={classNames("flex flex-col", isHeld && "lg:min-h-[33.75rem]")}
      >
        {claim ? <MyClaim /> : isComing ? <Coming /> : hasOffer ? <MyOffer /> : <PublicAction />}
        <WaitWord />
      </Card>
    </section>
  );
}

function PublicAction() {
  const { task } = useLiveTask();
  if (task.status === "open") return <OpenAction />;
  if (task.status === "done" || task.status === "closed") return <EndedAction />;
  return <HeldAction />;
}

/** The rule of claiming, as one quiet paragraph. */
function Rule() {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  return (
    <p className="text-sm text-third">
      {t("rule", task.rules)}{" "}
      <a href={`/projects/${task.project.slug}/rules`} className="whitespace-nowrap underline underline-offset-2">
        {t("allRules")}
      </a>
    </p>
  );
}

function OpenAction() {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  return (
    <div className="flex flex-col gap-3">
      {task.slots.total > 1 && <p className="font-semibold text-sm">{t("freeSlots", task.slots)}</p>}
      <div className="max-lg:hidden">
        <ClaimButton />
      </div>
      <Rule />
    </div>
  );
}

function HeldAction() {
  const t = useTranslations("task.action");
  const waitlist = useTranslations("waitlist");
  const { task } = useLiveTask();
  const [holder] = task.holders;
  const more = task.slotList.filter((slot) => slot.holder).length - task.holders.length;
  return (
    <>
      <ul className="flex flex-col gap-3">
        {task.offer && (
          <li>
            <OfferLine offer={task.offer} />
          </li>
        )}
        {task.holders.map((one) => (
          <li key={one.claimId}>
            <HolderLine holder={one} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-2 text-second text-sm">{waitlist("moreHolders", { count: more })}</p>}
      {holder?.leaseEndsAt && !task.offer && (
        <p className="mt-2 text-sm text-third">{t("leaseNote", { waiting: task.waiting })}</p>
      )}
      <WaitSection />
      <Instead />
    </>
  );
}

function Instead() {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  return (
    <div className="mt-4 flex grow flex-col border-soft border-t pt-3">
      <h2 className="mb-1 font-semibold text-second text-sm">{t("instead")}</h2>
      <FreeTasks tasks={task.related} />
    </div>
  );
}

/** Who holds it and until when. */
function HolderLine({ holder }: { holder: HolderView }) {
  const t = useTranslations("task.action");
  const claims = useTranslations("task.claim");
  const person: ReactNode = <PersonLink key="person" person={holder.person} />;
  return (
    <div className="flex items-start gap-3">
      <Avatar login={holder.person.login} name={holder.person.name} size={36} />
      <div className="min-w-0 text-sm">
        <p>{t.rich(holder.state === "in_review" ? "inReviewBy" : "heldBy", { person: () => person })}</p>
        {holder.leaseEndsAt ? (
          <>
            <Lease startedAt={holder.startedAt} leaseEndsAt={holder.leaseEndsAt} />
            <p className="text-third">{claims("renewsLeft", { count: holder.renewalsLeft ?? 0 })}</p>
          </>
        ) : (
          <ClockStops claimId={holder.claimId} />
        )}
      </div>
    </div>
  );
}

/** What stops the clock. */
function ClockStops({ claimId }: { claimId: string }) {
  const t = useTranslations("task.action");
  const pullRequest = stoppedBy(useLiveTask().task.links, claimId);
  if (!pullRequest) return null;
  return (
    <p className="text-second">
      {t.rich("stoppedBy", { link: () => <PullRequestLink key="link" link={pullRequest} /> })}
    </p>
  );
}

/** The ring, the time left and the day on which it ends. */
function Lease({ startedAt, leaseEndsAt }: { startedAt: string; leaseEndsAt: string }) {
  const t = useTranslations("task.action");
  const now = useNow();
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-second">
      <LeaseRing left={shareLeft(Date.parse(startedAt), Date.parse(leaseEndsAt), now)} size={15} />
      <TimeLeft until={leaseEndsAt} />
      <span className="text-third">
        {t.rich("until", { date: () => <Instant key="date" value={leaseEndsAt} format="date" /> })}
      </span>
    </p>
  );
}

function EndedAction() {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  const login = useMyPart().me?.person?.login;
  const isMine = task.finishedBy.some((person) => person.login === login);
  return (
    <>
      {task.status === "closed" ? (
        <p className="font-semibold text-sm">{t("closedTitle")}</p>
      ) : task.finishedBy.length === 0 ? (
        <p className="font-semibold text-sm">{t("finishedNobody")}</p>
      ) : (
        <div className="text-sm">
          <p className="mb-2 font-semibold text-second">{t("finishedBy")}</p>
          <ul className="flex flex-col gap-2">
            {task.finishedBy.map((person) => (
              <li key={person.login} className="flex">
                <PersonLink person={person} avatar={28} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {isMine ? (
        <div className="mt-4 flex grow flex-col border-soft border-t pt-3">
          <NextTasks number={task.number} title="level" />
        </div>
      ) : (
        <Instead />
      )}
    </>
  );
}

function MyClaim() {
  const t = useTranslations("task.claim");
  const { setFinished, task } = useLiveTask();
  const { claim, me } = useMyPart();
  const now = useNow();
  if (!claim) return null;
  const onChanged = (what: ClaimChange) => {
    if (what === "completed") setFinished((me?.completions ?? 0) + 1);
    if (what === "undone") setFinished(null);
  };
  const isOver = claim.leaseEndsAt !== null && Date.parse(claim.leaseEndsAt) <= now;
  return (
    <>
      <h2 className="font-semibold">{t(claim.state === "in_review" ? "titleReview" : "title")}</h2>
      {claim.slot.name && task.slots.total > 1 && (
        <p className="text-second text-sm">{t("slot", { name: claim.slot.name })}</p>
      )}
      <div className="mt-0.5 mb-4 text-sm">
        {claim.leaseEndsAt ? (
          <Lease startedAt={claim.startedAt} leaseEndsAt={claim.leaseEndsAt} />
        ) : (
          <ClockStops claimId={claim.id} />
        )}
        {isOver && <p className="mt-1 text-danger">{t("overdue")}</p>}
      </div>
      <ClaimActions claim={claim} onChanged={onChanged} />
    </>
  );
}

function Coming() {
  const t = useTranslations("task.action");
  return (
    <p role="status" className="text-second text-sm">
      {t("claiming")}
    </p>
  );
}
