"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BoardData } from "../../lib/client/board";
import { useBoardQuery } from "../../lib/client/board-address";
import { useBoard } from "../../lib/client/use-board";
import { useMaintains } from "../../lib/client/use-maintains";
import { readFilters } from "../../lib/domain/filters";
import type { BoardView } from "../../lib/domain/views";
import { difficulties } from "../../lib/domain/words";
import { LinkButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { lateDialog } from "../ui/late";
import { LiveText, useAnnouncedTitle, useKeptFocus } from "./announce";
import { Columns } from "./columns";
import { DifficultyTabs } from "./difficulty-tabs";
import { DisplayBar } from "./display-bar";
import { EmptyBoard } from "./empty";
import { FilterBar } from "./filter-bar";
import { TaskList } from "./list";
import { ShareButton } from "./share-button";
import { Summary } from "./summary";
import { useBoardKeys } from "./use-keys";
import { useLinks } from "./use-links";

const BoardHelp = lateDialog(() => import("./help").then((loaded) => loaded.default));

interface BoardProps {
  /** What the server read, and the canonical query it read it for. */
  initial: BoardData;
  initialQuery: string;
  summary: BoardView["summary"];
  /** Where the list's page begins, for readers without JavaScript. */
  cursor: string | null;
}

/**
 * The board: filters, and the tasks that pass them. Everything it shows follows from the address. Its filters are plain
 * links; here a click on one changes the address without a new page, so scroll and focus stay.
 */
export function Board({ initial, initialQuery, summary, cursor }: BoardProps) {
  const query = useBoardQuery(initialQuery);
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query]);
  const initialFilters = useMemo(() => readFilters(new URLSearchParams(initialQuery)), [initialQuery]);
  const { board, isPartial, hasFailed } = useBoard({ filters, initial, initialFilters, tasks: summary.tasks });
  const t = useTranslations("board");
  const common = useTranslations("common");
  const results = useRef<HTMLDivElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useBoardKeys(
    results,
    useCallback(() => setHelpOpen(true), []),
  );
  const maintains = useMaintains();
  const follow = useLinks();
  const { total, isCapped } = board.counts;
  useAnnouncedTitle(filters, board.counts);
  useKeptFocus(results, query);

  const first = useMemo(
    () =>
      filters.difficulty ??
      difficulties.find((one) => board.columns.some((column) => column.difficulty === one && column.total > 0)) ??
      "easy",
    [filters.difficulty, board.columns],
  );
  const isEmpty = total === 0 && !isPartial;
  const said = isCapped ? t("resultsCapped", { count: total }) : t("results", { count: total });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for clicks on the links inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div onClick={follow.click} onPointerOver={follow.point} className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-2.5 md:gap-y-6">
        <div className="w-full min-w-0 pb-2.5 md:w-auto md:flex-1 md:pb-0">
          <h1 className="text-balance font-semibold text-2xl tracking-tight sm:text-3xl">{common("siteTagline")}</h1>
          <p className="mt-1 text-second">
            <Summary summary={summary} />
          </p>
        </div>
        <div className="order-last ms-auto flex items-center gap-2 md:order-none md:self-end">
          {maintains.size > 0 && (
            <LinkButton href="/tasks/new" look="primary" className="max-md:hidden">
              {common("account.addTask")}
            </LinkButton>
          )}
          <DisplayBar filters={filters} />
          <ShareButton filters={filters} board={board} />
        </div>
        <FilterBar filters={filters} counts={board.counts} />
      </div>
      <LiveText text={said} changesWith={query} isReady={!isPartial} />
      {hasFailed && (
        <p role="alert" className="rounded-card bg-warn-soft px-4 py-2.5 text-sm">
          {t("stale")}
        </p>
      )}
      {/* Takes the focus when the link that had it is gone. */}
      <div
        ref={results}
        tabIndex={-1}
        aria-busy={isPartial || undefined}
        className={classNames(
          "flex flex-col gap-5 outline-none",
          isPartial && "opacity-70 transition-opacity delay-150",
        )}
      >
        {summary.tasks > 0 && <DifficultyTabs filters={filters} counts={board.counts} first={first} />}
        {isEmpty ? (
          <EmptyBoard filters={filters} counts={board.counts} tasks={summary.tasks} />
        ) : board.list ? (
          <TaskList list={board.list} filters={filters} total={total} isCapped={isCapped} cursor={cursor} />
        ) : (
          <Columns columns={board.columns} counts={board.counts} filters={filters} first={first} />
        )}
      </div>
      {isHelpOpen && <BoardHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
