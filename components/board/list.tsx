"use client";

import { useTranslations } from "use-intl/react";
import { type BoardData, rowsPerPage } from "../../lib/client/board";
import { useMaintains } from "../../lib/client/use-maintains";
import { type BoardFilters, boardAddress } from "../../lib/domain/filters";
import { TaskRow } from "../task-card/row";
import { ShowMore, useMore } from "./show-more";
import { useShownFirst } from "./use-shown-first";

/** New rows that are drawn at once. */
const atOnce = 8;

interface TaskListProps {
  list: NonNullable<BoardData["list"]>;
  filters: BoardFilters;
  total: number;
  isCapped: boolean;
  /** The page begins after this place of the list; only without JavaScript. */
  cursor: string | null;
}

/** All tasks in one list, in one order. */
export function TaskList({ list, filters, total, isCapped, cursor }: TaskListProps) {
  const t = useTranslations("board");
  const maintains = useMaintains();
  const more = useMore({ filters, first: list.tasks, cursor: list.nextCursor, step: rowsPerPage });
  const tasks = useShownFirst(more.tasks, atOnce);
  const next = new URLSearchParams(boardAddress(filters).split("?")[1]);
  if (list.nextCursor) next.set("cursor", list.nextCursor);
  return (
    <section id="tasks" aria-label={t("list")} data-column>
      {cursor && (
        <p className="mb-3 text-sm">
          <a href={boardAddress(filters)} className="text-accent underline underline-offset-2">
            {t("fromStart")}
          </a>
        </p>
      )}
      <ol className="flex flex-col gap-2.5">
        {tasks.map((task) => (
          <li key={task.number}>
            <TaskRow task={task} level={2} isMaintained={maintains.has(task.project.slug)} />
          </li>
        ))}
      </ol>
      <ShowMore more={more} left={cursor ? 0 : total - more.tasks.length} href={`/?${next}`} isCapped={isCapped} />
    </section>
  );
}
