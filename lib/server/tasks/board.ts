import { and, count, countDistinct, eq, isNull, sql } from "drizzle-orm";
import type { Database, Source } from "../../../db/database";
import type { BoardFilters } from "../../domain/filters";
import type { BoardView } from "../../domain/views";
import { difficulties } from "../../domain/words";
import type { Context } from "../context";
import { cardViews } from "./cards";
import { pageOfTasks } from "./pages";
import { prepareQuery } from "./query";

/** Cards of one column before "show more". */
const cardsPerColumn = 30;

/** The board with these filters: a page of each column, and the numbers beside the filters. */
export async function readBoard(
  context: Context,
  filters: BoardFilters,
  { perColumn = cardsPerColumn }: { perColumn?: number } = {},
): Promise<BoardView> {
  const source = context.database;
  const [{ counts, query }, summary] = await Promise.all([prepareQuery(source, filters), summaryOf(source)]);
  const wanted = [...difficulties, null].filter(
    (one) => !filters.difficulty || filters.difficulty === (one ?? "unrated"),
  );
  const pages = await Promise.all(
    wanted.map(async (difficulty) => ({
      difficulty,
      page: await pageOfTasks(source, { ...query, difficulty, cursor: null, limit: perColumn }),
    })),
  );
  const cards = await cardViews(
    source,
    pages.flatMap(({ page }) => page.numbers),
  );
  const byNumber = new Map(cards.map((card) => [card.number, card]));
  const columns = [...difficulties, null].map((difficulty) => {
    const page = pages.find((one) => one.difficulty === difficulty)?.page;
    return {
      difficulty,
      tasks: (page?.numbers ?? []).flatMap((number) => byNumber.get(number) ?? []),
      total: page ? (counts.difficulty.find((facet) => facet.value === (difficulty ?? "unrated"))?.count ?? 0) : 0,
      nextCursor: page?.nextCursor ?? null,
    };
  });
  return { columns, counts, summary };
}

const summaries = new WeakMap<Database, { version: number; summary: BoardView["summary"] }>();

/** The numbers above the board, over all projects: the same for every filter, so they are read once for each version. */
async function summaryOf(database: Database): Promise<BoardView["summary"]> {
  // Asked before anything is read: what is kept may be newer than its version, never older.
  const version = await database.version();
  const known = summaries.get(database);
  if (known?.version === version) return known.summary;
  const summary = await readSummary(database);
  summaries.set(database, { version, summary });
  return summary;
}

async function readSummary(source: Source): Promise<BoardView["summary"]> {
  const { taskCount, claim, project } = source.tables;
  const [[tasks], [people], [projects]] = await Promise.all([
    source.db
      .select({
        all: sql<number>`coalesce(sum(${taskCount.count}), 0)`,
        open: sql<number>`coalesce(sum(case when ${taskCount.status} = 'open' then ${taskCount.count} else 0 end), 0)`,
      })
      .from(taskCount)
      .where(and(eq(taskCount.tagId, ""), eq(taskCount.projectId, ""))),
    source.db
      .select({ people: countDistinct(claim.personId) })
      .from(claim)
      .where(isNull(claim.endedAt)),
    source.db.select({ projects: count() }).from(project),
  ]);
  return {
    open: Number(tasks?.open ?? 0),
    tasks: Number(tasks?.all ?? 0),
    people: Number(people?.people ?? 0),
    projects: Number(projects?.projects ?? 0),
  };
}
