"use client";

import { useTranslations } from "use-intl/react";
import type { TaskCardView } from "../../lib/domain/views";
import { shareLeft } from "../../lib/i18n/time";
import { useTimeLeft } from "../ui/instant";
import { useNow } from "../ui/now";
import { StatusPill } from "../ui/status-pill";

type StatusTask = Pick<TaskCardView, "status" | "slots" | "holders" | "offer">;

/**
 * A task's status in one pill; a claimed one says how long its holder still has, and its ring empties. Where nobody's
 * time runs, what is held for the next in line says so.
 */
export function TaskStatus({ task }: { task: StatusTask }) {
  const t = useTranslations("common");
  const { status, slots } = task;
  const running = task.holders.find((holder) => holder.leaseEndsAt !== null);
  if (status === "claimed" && running?.leaseEndsAt) {
    return <ClaimedPill startedAt={running.startedAt} leaseEndsAt={running.leaseEndsAt} />;
  }
  if (status === "claimed" && task.offer) return <OfferedPill endsAt={task.offer.endsAt} />;
  const isShared = status === "open" && slots.total > 1;
  return <StatusPill status={status} label={isShared ? t("status.openSlots", slots) : t(`status.${status}`)} />;
}

function ClaimedPill({ startedAt, leaseEndsAt }: { startedAt: string; leaseEndsAt: string }) {
  const t = useTranslations("common");
  const left = useTimeLeft(leaseEndsAt);
  const share = shareLeft(Date.parse(startedAt), Date.parse(leaseEndsAt), useNow());
  return <StatusPill status="claimed" label={left} leaseLeft={share} title={t("status.claimedLeft", { left })} />;
}

function OfferedPill({ endsAt }: { endsAt: string }) {
  const t = useTranslations("common.status");
  const left = useTimeLeft(endsAt);
  return <StatusPill status="claimed" label={t("offeredLeft", { left })} title={t("offered", { left })} />;
}
