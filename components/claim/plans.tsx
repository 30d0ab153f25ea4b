"use client";

import { useTranslations } from "use-intl/react";
import { useLiveTask } from "../task/live";
import { PersonLink } from "../task/person-link";

/** How the holders of a task said they would start, so that a mentor can say early if there is a better way. */
export function Plans() {
  const t = useTranslations("task.plans");
  const { task } = useLiveTask();
  const planned = task.slotList.filter((slot) => slot.plan && slot.holder);
  if (planned.length === 0) return null;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mb-3 text-sm text-third">{t("hint")}</p>
      <ul className="flex flex-col gap-3">
        {planned.map((slot) => (
          <li key={slot.id} className="rounded-card border border-line bg-surface px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
              {slot.holder && <PersonLink person={slot.holder.person} avatar={22} />}
              {slot.name && task.slotList.length > 1 && <span className="text-third">{slot.name}</span>}
            </div>
            <p className="wrap-anywhere mt-1 max-w-prose whitespace-pre-line">{slot.plan}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
