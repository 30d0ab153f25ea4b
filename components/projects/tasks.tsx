import type { BoardView, ProjectView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { TaskCard } from "../task-card/card";
import { LinkButton } from "../ui/button";
import { DifficultyMark } from "../ui/difficulty-mark";
import { EmptyState } from "../ui/empty-state";

interface ProjectTasksProps {
  project: ProjectView;
  columns: BoardView["columns"];
  locale: Locale;
}

/** What is free in a project, by difficulty. */
export function ProjectTasks({ project, columns, locale }: ProjectTasksProps) {
  const t = translator(locale, "projects");
  const words = translator(locale, "common");
  const shown = columns.filter((column) => column.total > 0);
  const total = Object.values(project.counts).reduce((sum, count) => sum + count, 0);
  const board = `/?project=${project.slug}`;
  return (
    <section aria-labelledby="tasks">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="tasks" className="font-semibold text-lg">
          {t("tasks")}
        </h2>
        {total > 0 && (
          <a
            href={`${board}&status=all`}
            className="inline-flex min-h-6 items-center text-accent text-sm underline-offset-2 hover:underline pointer-coarse:min-h-11"
          >
            {t("allTasks", { count: total })}
          </a>
        )}
      </div>
      {shown.length === 0 && (
        <EmptyState
          level={3}
          title={t(total === 0 ? "noTasksYet" : "noTasks")}
          actions={<LinkButton href="/">{t("otherProjects")}</LinkButton>}
        >
          {t(total === 0 ? "noTasksYetText" : "noTasksText")}
        </EmptyState>
      )}
      <div className="flex flex-col gap-7">
        {shown.map(({ difficulty, tasks, total: inColumn }) => (
          <section key={difficulty ?? "unrated"} aria-labelledby={`tasks-${difficulty ?? "unrated"}`}>
            <h3 id={`tasks-${difficulty ?? "unrated"}`} className="mb-2.5 flex items-center gap-2 font-semibold">
              <DifficultyMark difficulty={difficulty} label={words(`difficulty.${difficulty ?? "unrated"}`)} />
              <span className="font-normal text-third tabular-nums">{inColumn}</span>
            </h3>
            <ul className="grid gap-3 sm:grid-cols-2">
              {tasks.map((task) => (
                <li key={task.number} className="min-w-0 *:h-full">
                  <TaskCard task={task} level={3} />
                </li>
              ))}
            </ul>
            {inColumn > tasks.length && (
              <a
                href={`${board}&difficulty=${difficulty ?? "unrated"}`}
                className="mt-2 inline-flex min-h-control items-center text-accent text-sm underline-offset-2 hover:underline"
              >
                {t("more", { count: inColumn - tasks.length })}
              </a>
            )}
          </section>
        ))}
      </div>
    </section>
  );
}
