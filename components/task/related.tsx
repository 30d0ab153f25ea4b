"use client";

import { useTranslations } from "use-intl/react";
import { TaskCard } from "../task-card/card";
import { useLiveTask } from "./live";

/** Free tasks like this one, below a free task. A held or ended one offers them where its button would be. */
export function RelatedTasks() {
  const t = useTranslations("task.section");
  const { task } = useLiveTask();
  if (task.status !== "open" || task.related.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related" className="mb-3 font-semibold">
        {t("related")}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {task.related.map((one) => (
          <li key={one.number} className="min-w-0 *:h-full">
            <TaskCard task={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
