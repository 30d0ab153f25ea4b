"use client";

import { useTranslations } from "use-intl/react";
import { TimeLeft } from "../ui/instant";
import { ClaimButton } from "./claim-button";
import { useLiveTask, useMyPart } from "./live";
import { PersonLink } from "./person-link";

/** The slots of a task that has several: who holds each, and what is free. */
export function SlotList() {
  const t = useTranslations("task");
  const { task } = useLiveTask();
  const { claim } = useMyPart();
  if (task.slotList.length < 2) return null;
  const isOpen = task.closeReason === null;
  return (
    <section aria-labelledby="slots">
      <h2 id="slots" className="mb-2 font-semibold">
        {t("section.slots")}
      </h2>
      <ul className="rounded-card border border-line bg-surface">
        {task.slotList.map((slot, index) => {
          const name = slot.name ?? t("action.slotName", { position: index + 1 });
          const isFree = isOpen && !slot.isFinished && !slot.holder;
          return (
            <li
              key={slot.id}
              className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-soft border-t px-4 py-2 first:border-t-0"
            >
              <span className="min-w-0 font-medium">{name}</span>
              <span className="ms-auto flex items-center gap-3 text-second text-sm">
                {slot.isFinished && t("action.slotFinished")}
                {slot.holder && (
                  <>
                    <PersonLink person={slot.holder.person} avatar={22} />
                    {slot.holder.leaseEndsAt && <TimeLeft until={slot.holder.leaseEndsAt} className="text-third" />}
                  </>
                )}
                {isFree &&
                  (claim ? (
                    t("action.slotFree")
                  ) : (
                    <ClaimButton size="small" isWide={false} slot={{ id: slot.id, name }} />
                  ))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
