"use client";

import { useTranslations } from "use-intl/react";
import type { FollowedIssueView } from "../../lib/domain/views";
import { Instant } from "../ui/instant";

/** Which issue the task follows, and when what is said of it was last true. */
export function Follows({ issue }: { issue: FollowedIssueView | null }) {
  const t = useTranslations("task.follows");
  if (!issue) return null;
  const { label, url, syncedAt, awaySince } = issue;
  const link = () => (
    <a
      key="link"
      href={url}
      rel="noopener"
      className="break-all font-mono text-second underline underline-offset-2 hover:text-accent"
    >
      {label}
    </a>
  );
  const time = (value: string) => () => <Instant key="time" value={value} format="dateTime" />;
  return (
    <p className="mt-3 text-pretty text-sm text-third">
      {t.rich("issue", { link })}
      {" · "}
      {syncedAt ? t.rich("trueAsOf", { time: time(syncedAt) }) : t("soon")}
      {awaySince && <> · {t.rich("away", { time: time(awaySince) })}</>}
    </p>
  );
}
