"use client";

import { useTranslations } from "use-intl/react";
import { statusWord } from "../../lib/domain/status";
import type { TaskCardView } from "../../lib/domain/views";
import { formatInstant, shareLeft } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useTimeLeft } from "../ui/instant";
import { useNow, useTimeZone } from "../ui/now";
import { StatusPill } from "../ui/status-pill";

type StatusTask = Pick<TaskCardView, "status" | "freshness" | "confirmedAt" | "slots" | "holders">;

/** A task's status in one pill; a claimed one says how long its holder still has, and its ring empties. */
export function TaskStatus({ task }: { task: StatusTask }) {
  const t = useTranslations("common");
  const { status, slots } = task;
  const running = task.holders.find((holder) => holder.leaseEndsAt !== null);
  if (status === "claimed" && running?.leaseEndsAt) {
    return <ClaimedPill startedAt={running.startedAt} leaseEndsAt={running.leaseEndsAt} />;
  }
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

function ClaimedPill({ startedAt, leaseEndsAt }: { startedAt: string; leaseEndsAt: string }) {
  const t = useTranslations("common");
  const left = useTimeLeft(leaseEndsAt);
  const share = shareLeft(Date.parse(startedAt), Date.parse(leaseEndsAt), useNow());
  return <StatusPill status="claimed" label={left} leaseLeft={share} title={t("status.claimedLeft", { left })} />;
}
