"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { nextTasksQuery } from "../../lib/client/task";
import { FreeTasks } from "./free-tasks";

interface NextTasksProps {
  /** The task that was finished. */
  number: number;
  /** `level` names the difficulty they lead to; `last` says after which task. */
  title: "level" | "last";
}

/** Free tasks that build on one the reader has finished, of a level they can take. */
export function NextTasks({ number, title }: NextTasksProps) {
  const t = useTranslations("steps.after");
  const { data: tasks } = useQuery(nextTasksQuery(number));
  const level = tasks?.[0]?.difficulty;
  const heading = title === "last" ? t("last") : level ? t("level", { level }) : t("any");
  return (
    <section aria-label={heading} className="flex min-h-32 grow flex-col text-start">
      {tasks && (
        <>
          <h2 className="mb-1 font-semibold text-second text-sm">{heading}</h2>
          <FreeTasks tasks={tasks} />
        </>
      )}
    </section>
  );
}
