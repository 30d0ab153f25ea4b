import type { Metadata } from "next";
import { cache } from "react";
import { Board } from "../components/board/board";
import { boardPageWords } from "../components/board/page-words";
import { MessagesProvider } from "../components/layout/messages";
import { Page } from "../components/layout/page";
import { GitHubAway } from "../components/repositories/away";
import { type BoardData, cardsPerColumn, rowsPerPage } from "../lib/client/board";
import { isAppError } from "../lib/domain/errors";
import { type BoardFilters, boardAddress, readFilters, writeFilters } from "../lib/domain/filters";
import type { BoardView, TaskListView } from "../lib/domain/views";
import { settings } from "../lib/env";
import { translator } from "../lib/i18n/translator";
import type { Context } from "../lib/server/context";
import { instantWords } from "../lib/server/mail/words";
import { pageContext } from "../lib/server/request";
import { readBoard } from "../lib/server/tasks/board";
import { gitHubAwaySince } from "../lib/server/tasks/followed";
import { listTasks } from "../lib/server/tasks/list";

interface BoardPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Title, description and picture of a filtered board say what it shows; its canonical address is in one order. */
export async function generateMetadata({ searchParams }: BoardPageProps): Promise<Metadata> {
  const { locale } = await pageContext();
  const { board, filters, version } = await readPage(queryOf(await searchParams));
  const common = translator(locale, "common");
  const tasks = board.list?.tasks ?? board.columns.flatMap((column) => column.tasks);
  const { title, description } = boardPageWords(filters, board.counts, tasks, locale);
  const address = boardAddress(filters);
  const picture = new URLSearchParams(writeFilters(filters));
  // Not `lang`: that would also keep the choice in a cookie.
  picture.set("locale", locale);
  picture.set("v", String(version));
  const image = { url: `/og/board?${picture}`, width: 1200, height: 630, type: "image/png", alt: title };
  const base = settings().BASE_URL;
  return {
    title: { absolute: `${title} · ${common("siteName")}` },
    description,
    alternates: { canonical: address },
    // A search's result is no page of its own for an index.
    robots: filters.q || board.counts.total === 0 ? { index: false, follow: true } : undefined,
    openGraph: {
      type: "website",
      siteName: common("siteName"),
      title,
      description,
      url: new URL(address, base),
      locale: locale === "zh" ? "zh_CN" : "en_US",
      alternateLocale: locale === "zh" ? "en_US" : "zh_CN",
      images: [image],
    },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}

/** The board: every project's tasks by difficulty, or as a list. */
export default async function BoardPage({ searchParams }: BoardPageProps) {
  const { context, locale } = await pageContext();
  const { board, summary, filters, cursor } = await readPage(queryOf(await searchParams));
  const awaySince = await gitHubAwaySince(context, filters.project);
  return (
    <MessagesProvider locale={locale} areas={["board"]}>
      {/* As in the layout: what stands above the tasks is painted at once. */}
      <link rel="expect" href="#tasks" blocking="render" />
      <Page width="wide" isLong>
        {awaySince && <GitHubAway at={instantWords(awaySince, locale)} locale={locale} />}
        <Board initial={board} initialQuery={writeFilters(filters)} summary={summary} cursor={cursor} />
      </Page>
    </MessagesProvider>
  );
}

/** What the page and its head need, read once for both. */
const readPage = cache(async (query: string) => {
  const { context } = await pageContext();
  const search = new URLSearchParams(query);
  const filters = readFilters(search);
  const isList = filters.view === "list";
  const [view, page, version] = await Promise.all([
    readBoard(context, filters, { perColumn: isList ? 1 : cardsPerColumn }),
    isList ? readList(context, filters, search.get("cursor")) : null,
    context.database.version(),
  ]);
  return {
    board: boardData(view, page?.list ?? null),
    summary: view.summary,
    filters,
    version,
    cursor: page?.cursor ?? null,
  };
});

/** A page of the list; a cursor that is wrong counts as none, as wrong filters do. */
async function readList(
  context: Context,
  filters: BoardFilters,
  cursor: string | null,
): Promise<{ list: TaskListView; cursor: string | null }> {
  const read = (from: string | null) => listTasks(context, filters, { cursor: from, limit: rowsPerPage });
  if (cursor === null) return { list: await read(null), cursor };
  try {
    return { list: await read(cursor), cursor };
  } catch (error) {
    if (!isAppError(error) || error.code !== "invalid") throw error;
    return { list: await read(null), cursor: null };
  }
}

function boardData(view: BoardView, list: TaskListView | null): BoardData {
  return {
    columns: list ? [] : view.columns,
    list: list && { tasks: list.tasks, nextCursor: list.nextCursor },
    counts: view.counts,
  };
}

/** The query as one string: the key under which a page is read once. */
function queryOf(search: Record<string, string | string[] | undefined>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first] as [string, string]];
  });
  return new URLSearchParams(pairs).toString();
}
