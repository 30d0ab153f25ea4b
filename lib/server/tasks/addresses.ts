import { desc } from "drizzle-orm";
import type { Instant } from "../../domain/views";
import type { Context } from "../context";

/** What a list of all pages needs to know of a task. */
export interface TaskAddress {
  number: number;
  updatedAt: Instant;
}

/** The tasks whose pages changed last, newest first, at most `limit`. */
export async function listTaskAddresses({ database }: Context, limit: number): Promise<TaskAddress[]> {
  const { task } = database.tables;
  const rows = await database.db
    .select({ number: task.number, updatedAt: task.updatedAt })
    .from(task)
    .orderBy(desc(task.updatedAt), task.number)
    .limit(limit);
  return rows.map(({ number, updatedAt }) => ({ number, updatedAt: updatedAt.toISOString() }));
}
