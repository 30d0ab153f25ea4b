import { and, asc, desc, eq, exists, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { BoardFilters, TaskSort } from "../../domain/filters";
import type { Difficulty } from "../../domain/words";
import type { Cell, Counts } from "./counts";
import { type FoundTask, passesFilters } from "./found";

/** Where a page of tasks begins: after this task in the sort's order. */
interface Position {
  sort: TaskSort;
  at: Date;
  number: number;
}

const positionShape = z.tuple([
  z.enum(["newest", "oldest", "updated"]),
  // Before the year 10000: not every date that JavaScript knows is one for PostgreSQL.
  z.number().int().min(0).max(253_402_300_799_999),
  z.number().int().positive(),
]);

/** An opaque cursor for the task after which the next page begins. */
export function writeCursor({ sort, at, number }: Position): string {
  return Buffer.from(JSON.stringify([sort, at.getTime(), number])).toString("base64url");
}

/** @throws AppError invalid, for a cursor that is not ours or of another order. */
export function readCursor(cursor: string | null | undefined, sort: TaskSort): Position | null {
  if (!cursor) return null;
  try {
    const [order, at, number] = positionShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    const date = new Date(at);
    if (order === sort && !Number.isNaN(date.getTime())) return { sort, at: date, number };
  } catch {
    // Not ours: refused below like one of another order.
  }
  throw new AppError("invalid", { issues: [{ path: "cursor", code: "invalid_value" }] });
}

export interface PageOfNumbers {
  numbers: number[];
  nextCursor: string | null;
}

/** What a page is cut from. `difficulty` may name "no difficulty" (`null`); `undefined` means any. */
export interface PageQuery {
  filters: BoardFilters;
  difficulty: Difficulty | null | undefined;
  /** Ids for the filters' slugs; `undefined` where nothing is filtered, `null` where the slug is unknown. */
  projectId: string | null | undefined;
  tagId: string | null | undefined;
  /** Tasks that a search found; `null` without a search. */
  found: readonly FoundTask[] | null;
  /** Where tasks are that pass the filters, and how many there are with the project alone and with the tag alone. */
  counts: Counts;
  cursor: string | null | undefined;
  limit: number;
}

/** A row of a page. */
interface Placed {
  number: number;
  at: Date;
}

/** One keyset page of task numbers in the board's order. */
export async function pageOfTasks(source: Source, query: PageQuery): Promise<PageOfNumbers> {
  const { filters, found, limit, projectId, tagId } = query;
  const position = readCursor(query.cursor, filters.sort);
  if (projectId === null || tagId === null) return { numbers: [], nextCursor: null };
  const ids = { projectId, tagId };
  const rows = found ? pageOfFound(found, query, ids, position) : await pageOfAll(source, query, ids, position);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    numbers: page.map((row) => row.number),
    nextCursor:
      rows.length > limit && last ? writeCursor({ sort: filters.sort, at: last.at, number: last.number }) : null,
  };
}

interface Ids {
  projectId: string | undefined;
  tagId: string | undefined;
}

/** In the board's order: whether `a` stands before `b` is a negative number. */
function orderOf(sort: TaskSort): (a: Placed, b: Placed) => number {
  const direction = sort === "oldest" ? 1 : -1;
  return (a, b) => direction * (a.at.getTime() - b.at.getTime()) || a.number - b.number;
}

function pageOfFound(found: readonly FoundTask[], query: PageQuery, ids: Ids, position: Position | null): Placed[] {
  const { filters, difficulty, limit } = query;
  const order = orderOf(filters.sort);
  return found
    .filter((one) => passesFilters(one, filters, ids))
    .filter(({ as }) => difficulty === undefined || as.difficulty === (difficulty ?? ""))
    .map(({ number, publishedAt, updatedAt }) => ({ number, at: filters.sort === "updated" ? updatedAt : publishedAt }))
    .filter((one) => !position || order(position, one) < 0)
    .sort(order)
    .slice(0, limit + 1);
}

/**
 * Every column of every status has an index in each order, so a page costs the same whatever the number of tasks. A
 * page that shows several of them is merged from the first tasks of each; empty ones, as the counts say, are left out.
 */
async function pageOfAll(source: Source, query: PageQuery, ids: Ids, position: Position | null): Promise<Placed[]> {
  const { filters, counts, difficulty, limit } = query;
  const columns = new Map<string, Pick<Cell, "status" | "difficulty">>();
  for (const cell of counts.cells) {
    if (difficulty !== undefined && cell.difficulty !== (difficulty ?? "")) continue;
    columns.set(`${cell.status} ${cell.difficulty}`, cell);
  }
  const pages = await Promise.all(
    [...columns.values()].map((column) => pageOfColumn(source, query, ids, position, column)),
  );
  return pages
    .flat()
    .sort(orderOf(filters.sort))
    .slice(0, limit + 1);
}

/** The first tasks of one status and difficulty. */
async function pageOfColumn(
  source: Source,
  { filters, counts, limit }: PageQuery,
  { projectId, tagId }: Ids,
  position: Position | null,
  column: Pick<Cell, "status" | "difficulty">,
): Promise<Placed[]> {
  const { task, tagPlace } = source.tables;
  const [ofProject, ofTag] = [counts.view.tag[0]?.count ?? 0, counts.view.project[0]?.count ?? 0];
  // Of project and tag the one with fewer tasks leads; the other is looked up for each of its tasks.
  const leads = tagId !== undefined && (projectId === undefined || ofTag <= ofProject) ? tagPlace : task;
  const number = leads === task ? task.number : tagPlace.taskNumber;
  const at = filters.sort === "updated" ? leads.updatedAt : leads.publishedAt;
  const conditions: (SQL | undefined)[] = [
    eq(leads.status, column.status),
    column.difficulty === "" ? isNull(leads.difficulty) : eq(leads.difficulty, column.difficulty as Difficulty),
  ];
  if (leads === tagPlace && tagId !== undefined) conditions.push(eq(tagPlace.tagId, tagId));
  if (position) {
    const beyond = filters.sort === "oldest" ? gt(at, position.at) : lt(at, position.at);
    conditions.push(or(beyond, and(eq(at, position.at), gt(number, position.number))));
  }
  const ofTask = [
    projectId === undefined ? undefined : eq(task.projectId, projectId),
    filters.hasMentor ? eq(task.hasMentor, true) : undefined,
  ];
  const isTaskAsked = projectId !== undefined || filters.hasMentor;
  if (leads === task) conditions.push(...ofTask);
  else if (isTaskAsked) {
    const such = source.db
      .select({ one: sql`1` })
      .from(task)
      .where(and(eq(task.number, tagPlace.taskNumber), ...ofTask));
    conditions.push(exists(such));
  }
  if (leads === task && tagId !== undefined) {
    const { taskTag } = source.tables;
    const tagged = source.db
      .select({ one: sql`1` })
      .from(taskTag)
      .where(and(eq(taskTag.tagId, tagId), eq(taskTag.taskNumber, task.number)));
    conditions.push(exists(tagged));
  }
  return (
    source.db
      .select({ number, at })
      .from(leads)
      .where(and(...conditions))
      // The difficulty is the same in all rows; PostgreSQL sees that an index has this order only if it is named.
      .orderBy(leads.difficulty, filters.sort === "oldest" ? asc(at) : desc(at), asc(number))
      .limit(limit + 1)
  );
}
