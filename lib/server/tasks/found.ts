import { sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { CountedAs } from "../../../db/schema";
import type { BoardFilters } from "../../domain/filters";

/** A task that a search found: all that filters, counts and order look at. */
export interface FoundTask {
  number: number;
  publishedAt: Date;
  updatedAt: Date;
  as: CountedAs;
}

/** What is known of the tasks with these numbers, read once for pages and counts. */
export async function readFound(source: Source, numbers: readonly number[]): Promise<FoundTask[]> {
  if (numbers.length === 0) return [];
  const { task } = source.tables;
  const rows = await source.db
    .select({ number: task.number, publishedAt: task.publishedAt, updatedAt: task.updatedAt, as: task.counted })
    .from(task)
    // Whole numbers from the index, written out: a thousand parameters take longer than the query.
    .where(sql`${task.number} in (${sql.raw(numbers.map((number) => Math.trunc(number)).join(","))})`);
  return rows.flatMap(({ as, ...row }) => (as ? [{ ...row, as }] : []));
}

/** Whether a found task passes the filters. Ids are `undefined` without such a filter. */
export function passesFilters(
  { as }: FoundTask,
  filters: BoardFilters,
  ids: { projectId: string | undefined; tagId: string | undefined },
): boolean {
  return (
    (filters.status === "all" || as.status === filters.status) &&
    (!filters.hasMentor || as.hasMentor) &&
    (ids.projectId === undefined || as.projectId === ids.projectId) &&
    (ids.tagId === undefined || as.tagIds.includes(ids.tagId))
  );
}
