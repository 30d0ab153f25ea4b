"use client";

import { useTranslations } from "use-intl/react";
import { cardsPerColumn } from "../../lib/client/board";
import { useMaintains } from "../../lib/client/use-maintains";
import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts, BoardView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { TaskCard } from "../task-card/card";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { withFilters } from "./links";
import { ShowMore, useMore } from "./show-more";
import { useShownFirst } from "./use-shown-first";
import { countText } from "./words";

/** New cards of one column that are drawn at once; the others follow right after. */
const atOnce = 4;

type ColumnView = BoardView["columns"][number];

interface ColumnsProps {
  columns: BoardView["columns"];
  counts: BoardCounts;
  filters: BoardFilters;
  /** The column a phone shows while no difficulty is chosen. */
  first: NonNullable<BoardFilters["difficulty"]>;
}

/** Easy, medium, hard side by side; a phone shows one of them. */
export function Columns({ columns, counts, filters, first }: ColumnsProps) {
  const shown = columns.filter((column) => {
    const name = column.difficulty ?? "unrated";
    if (filters.difficulty) return filters.difficulty === name;
    return column.difficulty !== null || column.total > 0;
  });
  return (
    <div
      id="tasks"
      className={classNames(
        "grid items-start gap-x-6 gap-y-8",
        shown.length === 3 && "md:grid-cols-3",
        shown.length > 3 && "md:grid-cols-2 xl:grid-cols-4",
      )}
    >
      {shown.map((column) => (
        <Column
          key={column.difficulty ?? "unrated"}
          column={column}
          filters={filters}
          isCapped={counts.isCapped}
          isAlone={shown.length === 1}
          isOnPhone={shown.length === 1 || (column.difficulty ?? "unrated") === first}
        />
      ))}
    </div>
  );
}

interface ColumnProps {
  column: ColumnView;
  filters: BoardFilters;
  isCapped: boolean;
  /** Only this difficulty is chosen: its cards take the whole width. */
  isAlone: boolean;
  isOnPhone: boolean;
}

function Column({ column, filters, isCapped, isAlone, isOnPhone }: ColumnProps) {
  const t = useTranslations("board");
  const maintains = useMaintains();
  const common = useTranslations("common.difficulty");
  const locale = useReaderLocale();
  const name = column.difficulty ?? "unrated";
  const inColumn: BoardFilters = { ...filters, difficulty: name };
  const more = useMore({ filters: inColumn, first: column.tasks, cursor: column.nextCursor, step: cardsPerColumn });
  const tasks = useShownFirst(more.tasks, atOnce);
  const id = `column-${name}`;
  return (
    <section aria-labelledby={id} data-column className={classNames("min-w-0", !isOnPhone && "max-md:hidden")}>
      <div className="mb-3.5">
        <h2 id={id} className="flex items-center font-semibold text-lg">
          <a
            href={withFilters(filters, { difficulty: isAlone ? null : name })}
            title={isAlone ? undefined : t("column.only", { difficulty: common(name) })}
            className="inline-flex min-h-8 items-center gap-2.5 text-ink no-underline pointer-coarse:min-h-11 hover:underline hover:underline-offset-4"
          >
            <DifficultyMark difficulty={column.difficulty} label={common(name)} size={15} className="gap-2.5" />
            <span className="font-normal text-third tabular-nums">{countText(column.total, locale, isCapped)}</span>
          </a>
        </h2>
        <p className="text-sm text-third">{t(`column.${name}`)}</p>
      </div>
      {column.tasks.length === 0 ? (
        <p className="rounded-card border border-line border-dashed px-4 py-6 text-center text-sm text-third">
          {t("column.empty")}
        </p>
      ) : (
        <ol className={isAlone ? "grid items-start gap-3 md:grid-cols-2 xl:grid-cols-3" : "flex flex-col gap-3"}>
          {tasks.map((task) => (
            <li key={task.number} className="min-w-0">
              <TaskCard task={task} isMaintained={maintains.has(task.project.slug)} />
            </li>
          ))}
        </ol>
      )}
      <ShowMore
        more={more}
        left={column.total - more.tasks.length}
        href={withFilters(inColumn, { view: "list" })}
        isCapped={isCapped}
      />
    </section>
  );
}
