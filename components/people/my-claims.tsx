"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { forgetPerson } from "../../lib/client/session";
import type { ClaimView } from "../../lib/domain/views";
import { shareLeft } from "../../lib/i18n/time";
import { ClaimActions } from "../claim/actions";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { classNames } from "../ui/class-names";
import { EmptyState } from "../ui/empty-state";
import { useNow } from "../ui/now";
import { ClaimClock, ClaimEnd, ClaimedTask, timeTag } from "./claim-words";
import { MyWaits } from "./my-waits";
import { Shape, SignedInOnly, type SignedInView } from "./signed-in-only";

const easyTasks = "/?difficulty=easy";

/** What the reader holds, with the next step in each, and what ended. */
export function MyClaims() {
  const t = useTranslations("people.me");
  return (
    <SignedInOnly path="/me" title={t("signIn")} text={t("signInText")} skeleton={<Skeleton />}>
      {(me) => <Claims me={me} />}
    </SignedInOnly>
  );
}

function Skeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Shape className="h-5 w-40" />
      <Shape className="h-80" />
    </div>
  );
}

function Claims({ me }: { me: SignedInView }) {
  const t = useTranslations("people.me");
  const hasHistory = me.ended.length > 0;
  return (
    <div className="flex flex-col gap-8">
      <MyWaits waits={me.waits} person={me.person} />
      {me.claims.length === 0 ? (
        <EmptyState
          title={t("none")}
          actions={
            <>
              <LinkButton look="primary" href={hasHistory ? "/" : easyTasks}>
                {t(hasHistory ? "all" : "easy")}
              </LinkButton>
              {!hasHistory && <LinkButton href="/">{t("all")}</LinkButton>}
            </>
          }
        >
          {t(hasHistory ? "noneAgain" : "noneText")}
        </EmptyState>
      ) : (
        <section aria-label={t("holding", { count: me.claims.length })} className="flex flex-col gap-4">
          <p className="text-second text-sm">{t("holding", { count: me.claims.length })}</p>
          {me.claims.map((claim) => (
            <HeldClaim key={claim.id} claim={claim} />
          ))}
        </section>
      )}
      {hasHistory && <Ended claims={me.ended} completions={me.completions} />}
    </div>
  );
}

function HeldClaim({ claim }: { claim: ClaimView }) {
  const t = useTranslations("people.me");
  const client = useQueryClient();
  const step = useNextStep(claim);
  const isUrgent = step === "over" || step === "soon" || step === "soonNoRenewal";
  return (
    <Card>
      <article className="flex flex-col gap-4">
        <div>
          <ClaimedTask claim={claim} level={2} aside={<ClaimClock claim={claim} />} />
          <p className="mt-1 text-sm text-third">
            {t.rich("since", timeTag(claim.startedAt))}
            {" · "}
            {claim.leaseEndsAt ? t.rich("until", timeTag(claim.leaseEndsAt, "date")) : t("stopped")}
          </p>
        </div>
        <p
          className={classNames(
            "flex gap-2.5 rounded-control px-3 py-2.5 text-sm",
            isUrgent ? "bg-warn-soft" : "bg-accent-soft",
          )}
        >
          <ArrowRight
            size={16}
            aria-hidden="true"
            className={classNames("mt-0.5 shrink-0", isUrgent ? "text-medium" : "text-accent")}
          />
          <span>
            <span className="font-semibold">{t("next")}</span> {t(`step.${step}`)}
          </span>
        </p>
        <ClaimActions claim={claim} isGuided onChanged={() => void forgetPerson(client)} />
      </article>
    </Card>
  );
}

/** The one thing to do next. */
function useNextStep(claim: ClaimView) {
  const now = useNow();
  if (claim.state === "in_review") return claim.holderMayComplete ? "review" : "reviewMaintainer";
  if (claim.leaseEndsAt === null) return "start";
  const end = Date.parse(claim.leaseEndsAt);
  if (end <= now) return "over";
  // The reminder comes when a third of the lease is left.
  if (shareLeft(Date.parse(claim.startedAt), end, now) > 1 / 3) return "start";
  return claim.renewalsLeft === 0 ? "soonNoRenewal" : "soon";
}

function Ended({ claims, completions }: { claims: ClaimView[]; completions: number }) {
  const t = useTranslations("people.me");
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold text-lg">{t("ended")}</h2>
        {completions > 0 && <p className="text-second text-sm">{t("finished", { count: completions })}</p>}
      </div>
      <ul className="divide-y divide-soft rounded-card border border-line bg-surface">
        {claims.map((claim) => (
          <li key={claim.id} className="flex flex-col gap-1 px-4 py-3.5">
            <ClaimedTask claim={claim} level={3} />
            <ClaimEnd claim={claim} />
          </li>
        ))}
      </ul>
    </section>
  );
}
