"use client";

import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { hour } from "../../lib/domain/policy";
import type { OfferView } from "../../lib/domain/views";
import { shareLeft } from "../../lib/i18n/time";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Instant, TimeLeft } from "../ui/instant";
import { useNow } from "../ui/now";
import { LeaseRing } from "../ui/status-pill";
import { useClaiming } from "./claiming";
import { useLiveTask } from "./live";
import { PersonLink } from "./person-link";
import { StepBack } from "./step-back";
import { useMyPlace, useWaiting, WaitButton } from "./waiting";

/** A slot is held for the reader: until when, and what they can do with it. */
export function MyOffer() {
  const t = useTranslations("waitlist");
  const { task } = useLiveTask();
  const place = useMyPlace();
  const { claim, isBusy } = useClaiming();
  const waiting = useWaiting();
  const offer = place?.offer;
  if (!offer) return waiting.said;
  const date = () => <Instant key="date" value={offer.endsAt} format="dateTime" className="font-semibold text-ink" />;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 className="flex items-center gap-2 font-semibold text-lg">
          <Hourglass size={18} aria-hidden="true" className="shrink-0 text-accent" />
          {t("offer.title")}
        </h2>
        <p role="status" className="mt-1 text-second">
          {offer.slotName ? t.rich("offer.textSlot", { slot: offer.slotName, date }) : t.rich("offer.text", { date })}
        </p>
        <OfferTime endsAt={offer.endsAt} />
      </div>
      <Button
        look="primary"
        size="large"
        isWide
        className="max-lg:hidden"
        isBusy={isBusy}
        onClick={() => claim(offer.slotId)}
      >
        {t("offer.take")}
      </Button>
      <StepBack
        label={t("offer.pass")}
        hint={t("offer.passHint", { waiting: task.waiting })}
        sure={t("offer.passSure")}
        stay={t("offer.keep")}
        isBusy={waiting.isBusy}
        onSure={waiting.pass}
      />
      {waiting.said}
    </div>
  );
}

/** The ring and the time left of an offer. */
function OfferTime({ endsAt }: { endsAt: string }) {
  const { task } = useLiveTask();
  const now = useNow();
  const end = Date.parse(endsAt);
  return (
    <p className="mt-1 flex items-center gap-1.5 text-second text-sm">
      <LeaseRing left={shareLeft(end - task.rules.offerHours * hour, end, now)} size={15} />
      <TimeLeft until={endsAt} />
    </p>
  );
}

/** For everyone else: for whom a slot is held, and until when. */
export function OfferLine({ offer }: { offer: OfferView }) {
  const t = useTranslations("waitlist");
  const task = useTranslations("task.action");
  const { person, endsAt } = offer;
  const name: ReactNode = <PersonLink key="person" person={person} />;
  return (
    <div className="flex items-start gap-3">
      <Avatar login={person.login} name={person.name} size={36} />
      <div className="min-w-0 text-sm">
        <p>{t.rich("heldFor", { person: () => name })}</p>
        <div className="flex flex-wrap items-center gap-x-1.5 *:mt-0">
          <OfferTime endsAt={endsAt} />
          <span className="text-third">
            {task.rich("until", { date: () => <Instant key="date" value={endsAt} format="dateTime" /> })}
          </span>
        </div>
      </div>
    </div>
  );
}

/** While nothing is free: how many wait, and a place among them. */
export function WaitSection() {
  const t = useTranslations("waitlist");
  const { task } = useLiveTask();
  const place = useMyPlace();
  const waiting = useWaiting();
  const hours = task.rules.offerHours;
  return (
    <div className="mt-4 border-soft border-t pt-4">
      <div role="status" className="text-sm">
        {place ? (
          <>
            <p className="font-semibold text-base">{t("place", { place: place.place })}</p>
            <p className="mt-0.5 text-second">{t("others", { waiting: place.waiting })}</p>
            <p className="text-second">{t("turn", { hours })}</p>
          </>
        ) : (
          <>
            <p className="font-semibold">{t("count", { count: task.waiting })}</p>
            <p className="mt-0.5 text-second">{t("promise", { hours })}</p>
          </>
        )}
      </div>
      <div className={place ? "mt-2" : "mt-3 max-lg:hidden"}>
        {place ? (
          <StepBack
            label={t("leave")}
            hint={t("leaveHint")}
            sure={t("leaveSure")}
            stay={t("stay")}
            isBusy={waiting.isBusy}
            onSure={waiting.leave}
          />
        ) : (
          <WaitButton waiting={waiting} />
        )}
      </div>
      {waiting.said}
    </div>
  );
}
