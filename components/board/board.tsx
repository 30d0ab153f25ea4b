"use client";

import { useRouter } from "next/navigation";
import {
  lazy,
  type MouseEvent,
  type PointerEvent,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import { isPlainClick } from "../../lib/client/address";
import type { BoardData } from "../../lib/client/board";
import { goToFilters, useBoardQuery } from "../../lib/client/board-address";
import { useBoard } from "../../lib/client/use-board";
import { readFilters } from "../../lib/domain/filters";
import type { BoardView } from "../../lib/domain/views";
import { difficulties } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Columns } from "./columns";
import { DifficultyTabs } from "./difficulty-tabs";
import { EmptyBoard } from "./empty";
import { TaskList } from "./list";
import { ShareButton } from "./share-button";
import { Summary } from "./summary";
import { DisplayBar, FilterBar } from "./toolbar";
import { useBoardKeys } from "./use-keys";
import { boardTitle } from "./words";

const BoardHelp = lazy(() => import("./help"));

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
  const follow = useLinks();
  const { total, isCapped } = board.counts;
  useAnnouncedTitle(filters, board);
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
          <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{common("siteTagline")}</h1>
          <p className="mt-1 text-second">
            <Summary summary={summary} />
          </p>
        </div>
        <div className="order-last ms-auto flex items-center gap-2 md:order-none md:self-end">
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
      {isHelpOpen && (
        <Suspense>
          <BoardHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Milliseconds for which a pointer rests on a card before its page is fetched. */
const restBeforeFetch = 80;

/** One listener for all links: a filter changes the address, a card opens its page without loading a new document. */
function useLinks() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const linkOf = (target: EventTarget) => {
    const link = target instanceof Element ? target.closest("a") : null;
    return link && link.origin === window.location.origin && !link.target && !link.hash ? link : null;
  };

  return {
    click(event: MouseEvent) {
      const link = isPlainClick(event) ? linkOf(event.target) : null;
      if (!link) return;
      if (link.pathname === "/") {
        event.preventDefault();
        if (link.search !== window.location.search) goToFilters(`/${link.search}`, "push");
      } else if (link.matches("[data-task-link]")) {
        event.preventDefault();
        router.push(link.pathname as "/");
      }
    },
    point(event: PointerEvent) {
      clearTimeout(timer.current);
      const link = event.pointerType === "mouse" ? linkOf(event.target) : null;
      if (!link?.matches("[data-task-link]")) return;
      timer.current = setTimeout(() => router.prefetch(link.pathname as "/"), restBeforeFetch);
    },
  };
}

/** The window's title says what the board shows, also after a filter that did not load a page. */
function useAnnouncedTitle(filters: ReturnType<typeof readFilters>, board: BoardData) {
  const boardWords = useTranslations("board");
  const common = useTranslations("common");
  const locale = useReaderLocale();
  const title = boardTitle(filters, board.counts, locale, { board: boardWords, common });
  const site = common("siteName");
  const whole = `${title ?? common("siteTagline")} · ${site}`;
  useEffect(() => {
    if (document.title !== whole) document.title = whole;
  }, [whole]);
}

/** When a click removed the very link that had the focus, the results get it, so that Tab goes on from there. */
function useKeptFocus(results: { current: HTMLElement | null }, query: string) {
  const last = useRef(query);
  const hadFocus = useRef(false);
  useEffect(() => {
    const remember = () => {
      hadFocus.current = document.activeElement !== null && document.activeElement !== document.body;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (last.current === query) return;
    last.current = query;
    if (hadFocus.current && document.activeElement === document.body) results.current?.focus({ preventScroll: true });
  }, [query, results]);
}

/** Says `text` politely when `changesWith` has changed, and nothing at first: the page itself has just been read. */
function LiveText({ text, changesWith, isReady }: { text: string; changesWith: string; isReady: boolean }) {
  const [first] = useState(changesWith);
  const [hasChanged, setChanged] = useState(false);
  if (!hasChanged && changesWith !== first) setChanged(true);
  return (
    <p role="status" className="sr-only">
      {hasChanged && isReady ? text : ""}
    </p>
  );
}
