"use client";

import { useTranslations } from "use-intl/react";
import type { RepositoryView } from "../../lib/domain/repositories";
import { classNames } from "../ui/class-names";
import { Instant } from "../ui/instant";
import { useNow } from "../ui/now";

/** A repository's name, and how it stands: followed or not, since when it is true, what is wrong. */
export function RepositoryState({ repository, headingId }: { repository: RepositoryView; headingId: string }) {
  const t = useTranslations("repositories.state");
  const errors = useTranslations("errors.github_fault");
  const now = useNow();
  const { owner, name, url, access, mayWrite, isFollowed, syncedAt, fault, faultSince, notBefore, limit, tasks, runs } =
    repository;
  const time = (value: string) => () => <Instant key="time" value={value} format="dateTime" />;
  // What was left in an hour that is over says nothing of this one.
  const isLimited = limit !== null && Date.parse(limit.resetsAt) > now;
  const rights = mayWrite ? t("writes") : t(access === "token" ? "tokenReads" : "reads");
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={headingId} className="min-w-0 break-all font-mono font-semibold text-lg">
          <a href={url} rel="noopener" className="text-ink no-underline hover:text-accent hover:underline">
            {owner}/{name}
          </a>
        </h2>
        <span
          className={classNames(
            "shrink-0 rounded-full px-2.5 py-0.5 text-sm",
            isFollowed ? "bg-accent-soft text-accent" : "bg-soft text-second",
          )}
        >
          {t(isFollowed ? "followed" : runs.length > 0 ? "stopped" : "notYet")}
        </span>
      </div>
      <p className="mt-1 text-second text-sm">
        {isFollowed && <>{syncedAt ? t.rich("trueAsOf", { time: time(syncedAt) }) : t("notRead")} · </>}
        {t("tasks", { count: tasks })} · {t(`access.${access}`)} · {rights}
        {limit && isLimited && (
          <>
            {" · "}
            {t.rich("left", { left: limit.left, time: () => <Instant key="time" value={limit.resetsAt} /> })}
          </>
        )}
      </p>
      {isFollowed && fault && faultSince && (
        <p className="mt-2 rounded-control bg-warn-soft px-3 py-2 text-pretty text-sm">
          {t.rich("since", { time: time(faultSince), fault: errors(fault) })}
          {notBefore && Date.parse(notBefore) > now && (
            <span className="block">{t.rich("until", { time: time(notBefore) })}</span>
          )}
        </p>
      )}
    </div>
  );
}
