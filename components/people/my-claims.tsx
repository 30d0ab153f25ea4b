"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { forgetPerson } from "../../lib/client/session";
import { stoppedBy } from "../../lib/domain/next-step";
import type { ClaimView } from "../../lib/domain/views";
import { ClaimActions, type ClaimChange } from "../claim/actions";
import { PullRequestLink } from "../claim/pull-request-link";
import { Celebration, NextTasks } from "../task/after";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
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
  const last = me.ended.find((claim) => claim.state === "completed");
  const [finished, setFinished] = useState<{ claim: ClaimView; count: number } | null>(null);
  const onChanged = (claim: ClaimView, what: ClaimChange) => {
    if (what === "completed") setFinished({ claim, count: me.completions + 1 });
    if (what === "undone") setFinished(null);
  };
  return (
    <div className="flex flex-col gap-8">
      <MyWaits waits={me.waits} person={me.person} />
      {me.claims.length === 0 ? (
        <EmptyState
          title={t(hasHistory ? "noneNow" : "none")}
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
            <HeldClaim key={claim.id} claim={claim} onChanged={(what) => onChanged(claim, what)} />
          ))}
        </section>
      )}
      {me.claims.length === 0 && last && (
        <Card>
          <NextTasks number={last.task.number} title="last" />
        </Card>
      )}
      {finished && (
        <Celebration
          number={finished.claim.task.number}
          project={finished.claim.project}
          count={finished.count}
          onClose={() => setFinished(null)}
        />
      )}
      {hasHistory && <Ended claims={me.ended} completions={me.completions} />}
    </div>
  );
}

function HeldClaim({ claim, onChanged }: { claim: ClaimView; onChanged(what: ClaimChange): void }) {
  const t = useTranslations("people.me");
  const client = useQueryClient();
  const pullRequest = claim.state === "in_review" ? stoppedBy(claim.links, claim.id) : null;
  return (
    <Card>
      <article className="flex flex-col gap-4">
        <div>
          <ClaimedTask claim={claim} level={2} aside={<ClaimClock claim={claim} />} />
          <p className="mt-1 text-sm text-third">
            {t.rich("since", timeTag(claim.startedAt))}
            {claim.leaseEndsAt && <> · {t.rich("until", timeTag(claim.leaseEndsAt, "date"))}</>}
            {pullRequest && (
              <> · {t.rich("stoppedBy", { link: () => <PullRequestLink key="link" link={pullRequest} /> })}</>
            )}
          </p>
        </div>
        <ClaimActions
          claim={claim}
          onChanged={(what) => {
            if (what !== "ticked") void forgetPerson(client);
            onChanged(what);
          }}
        />
      </article>
    </Card>
  );
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
