"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { deskQuery } from "../../lib/client/desk";
import { changes } from "../../lib/client/mutations";
import type { DeskClaimView, DeskView, HolderView } from "../../lib/domain/views";
import { useMaintaining } from "../maintain/use-maintaining";
import { PersonLink } from "../task/person-link";
import { Button } from "../ui/button";
import { useTimeLeft } from "../ui/instant";
import { lateDialog } from "../ui/late";
import { DeskList, DeskRow, focusList, timeTag } from "./list";

const MaintainDialog = lateDialog(() => import("../maintain/dialogs").then((loaded) => loaded.MaintainDialog));

/** Claims that went silent, and those that have been in review for long. */
export function ClaimsToLookAt({ list }: { list: DeskView["claims"] }) {
  return (
    <DeskList name="claims" total={list.total} shown={list.items.length}>
      {list.items.map((one) => (
        <ClaimRow key={one.claim.id} {...one} />
      ))}
    </DeskList>
  );
}

function ClaimRow({ claim, reason, since }: DeskClaimView) {
  const t = useTranslations("desk.claims");
  const tools = useTranslations("maintain.tools");
  const client = useQueryClient();
  const { number } = claim.task;
  const by = useMaintaining(number, () => {
    void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    focusList("claims");
  });
  const [isReleasing, setReleasing] = useState(false);
  const holder: HolderView = {
    claimId: claim.id,
    person: claim.person,
    state: reason === "review" ? "in_review" : "active",
    startedAt: claim.startedAt,
    leaseEndsAt: claim.leaseEndsAt,
    renewalsLeft: claim.renewalsLeft,
  };
  return (
    <DeskRow
      task={claim.task}
      project={claim.project}
      href={`/t/${number}`}
      difficulty={claim.task.difficulty}
      actions={
        <>
          {reason === "review" && (
            <Button size="small" isBusy={by.isBusy} onClick={() => by.run(changes.complete(claim), tools("finished"))}>
              {t("finish")}
            </Button>
          )}
          <Button size="small" look={reason === "review" ? "quiet" : "secondary"} onClick={() => setReleasing(true)}>
            {t("release")}
          </Button>
        </>
      }
    >
      <p>
        {t.rich(reason, {
          ...timeTag(since),
          person: () => <PersonLink key="person" person={claim.person} look="word" />,
        })}
        {claim.leaseEndsAt && <Ends until={claim.leaseEndsAt} />}
        {claim.slot.name && ` · ${claim.slot.name}`}
      </p>
      {reason === "review" && (
        <ul className="flex flex-wrap gap-x-4">
          {claim.links
            .filter((link) => link.kind === "pull_request")
            .map((link) => (
              <li key={link.id} className="min-w-0 break-all">
                <a
                  href={link.url}
                  rel="nofollow ugc noopener"
                  className="inline-flex min-h-6 items-center font-mono text-review pointer-coarse:min-h-11"
                >
                  {link.label}
                </a>
              </li>
            ))}
        </ul>
      )}
      {isReleasing && (
        <MaintainDialog
          question={{ kind: "release", holder }}
          number={number}
          by={by}
          onClose={() => setReleasing(false)}
        />
      )}
    </DeskRow>
  );
}

function Ends({ until }: { until: string }) {
  const t = useTranslations("desk.claims");
  return <> · {t("ends", { left: useTimeLeft(until) })}</>;
}
