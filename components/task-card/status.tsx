"use client";

import { useTranslations } from "use-intl/react";
import { statusWord } from "../../lib/domain/status";
import type { HolderView, TaskCardView } from "../../lib/domain/views";
import { formatInstant, shareLeft } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useTimeLeft } from "../ui/instant";
import { useNow, useTimeZone } from "../ui/now";
import { StatusPill } from "../ui/status-pill";

type StatusTask = Pick<
  TaskCardView,
  "status" | "freshness" | "confirmedAt" | "slots" | "holders" | "offer" | "pullRequest"
>;

/**
 * A task's status in one pill: how long its holder still has, or what stops the clock; the whole of it on hover. Where
 * nobody's time runs, what is held for the next in line says so.
 */
export function TaskStatus({ task }: { task: StatusTask }) {
  const t = useTranslations("common");
  const { status, slots } = task;
  const running = task.holders.find((holder) => holder.leaseEndsAt !== null);
  if (status === "claimed" && running?.leaseEndsAt) {
    return <ClaimedPill holder={running} leaseEndsAt={running.leaseEndsAt} />;
  }
  if (status === "in_review" && task.pullRequest) {
    const title = t("status.stoppedBy", { label: task.pullRequest.label });
    return <StatusPill status={status} label={t("status.in_review")} title={title} />;
  }
  if (status === "claimed" && task.offer) return <OfferedPill endsAt={task.offer.endsAt} />;
  if (statusWord(task) === "dormant") return <AskFirstPill confirmedAt={task.confirmedAt} />;
  const isShared = status === "open" && slots.total > 1;
  return <StatusPill status={status} label={isShared ? t("status.openSlots", slots) : t(`status.${status}`)} />;
}

function AskFirstPill({ confirmedAt }: { confirmedAt: string }) {
  const t = useTranslations("common.status");
  const locale = useReaderLocale();
  const [now, timeZone] = [useNow(), useTimeZone()];
  const date = formatInstant(Date.parse(confirmedAt), { locale, format: "date", now, timeZone });
  return <StatusPill status="dormant" label={t("dormant")} title={t("askFirst", { date })} />;
}

function ClaimedPill({ holder, leaseEndsAt }: { holder: HolderView; leaseEndsAt: string }) {
  const t = useTranslations("common");
  const locale = useReaderLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  const left = useTimeLeft(leaseEndsAt);
  const end = Date.parse(leaseEndsAt);
  const date = formatInstant(end, { locale, format: "date", now, timeZone });
  const title = t("status.claimedLeft", { left, date, count: holder.renewalsLeft ?? 0 });
  const share = shareLeft(Date.parse(holder.startedAt), end, now);
  return <StatusPill status="claimed" label={left} leaseLeft={share} title={title} />;
}

function OfferedPill({ endsAt }: { endsAt: string }) {
  const t = useTranslations("common.status");
  const left = useTimeLeft(endsAt);
  return <StatusPill status="claimed" label={t("offeredLeft", { left })} title={t("offered", { left })} />;
}
