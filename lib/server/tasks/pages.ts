import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { BoardFilters, TaskSort } from "../../domain/filters";
import type { Difficulty } from "../../domain/words";

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
  /** Numbers that a search found; `null` without a search. */
  found: readonly number[] | null;
  cursor: string | null | undefined;
  limit: number;
}

/** One keyset page of task numbers in the board's order. */
export async function pageOfTasks(source: Source, query: PageQuery): Promise<PageOfNumbers> {
  const { filters, found, limit } = query;
  const { task, taskTag } = source.tables;
  if (query.projectId === null || query.tagId === null || found?.length === 0) return { numbers: [], nextCursor: null };

  const key = filters.sort === "updated" ? task.updatedAt : task.publishedAt;
  const conditions: (SQL | undefined)[] = [];
  if (query.projectId) conditions.push(eq(task.projectId, query.projectId));
  if (filters.status !== "all") conditions.push(eq(task.status, filters.status));
  if (query.difficulty === null) conditions.push(isNull(task.difficulty));
  else if (query.difficulty) conditions.push(eq(task.difficulty, query.difficulty));
  if (filters.hasMentor) conditions.push(eq(task.hasMentor, true));
  if (found) conditions.push(inArray(task.number, [...found]));
  if (query.tagId) {
    const tagged = source.db
      .select({ one: sql`1` })
      .from(taskTag)
      .where(and(eq(taskTag.tagId, query.tagId), eq(taskTag.taskNumber, task.number)));
    conditions.push(exists(tagged));
  }
  const position = readCursor(query.cursor, filters.sort);
  if (position) {
    const beyond = filters.sort === "oldest" ? gt(key, position.at) : lt(key, position.at);
    conditions.push(or(beyond, and(eq(key, position.at), gt(task.number, position.number))));
  }
  const rows = await source.db
    .select({ number: task.number, at: key })
    .from(task)
    .where(and(...conditions))
    .orderBy(filters.sort === "oldest" ? asc(key) : desc(key), asc(task.number))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    numbers: page.map((row) => row.number),
    nextCursor:
      rows.length > limit && last ? writeCursor({ sort: filters.sort, at: last.at, number: last.number }) : null,
  };
}
