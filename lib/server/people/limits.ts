import { randomUUID } from "node:crypto";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Database, Queries } from "../../../db/database";
import { AppError } from "../../domain/errors";

/** How many attempts in how many seconds. */
export interface Limit {
  max: number;
  seconds: number;
}

/** Longer than any limit's window, in milliseconds. */
const keepFor = 60 * 60 * 1000;
const pruneEvery = 60 * 1000;
let prunedAt = 0;

/**
 * Counts one attempt under `key` and refuses it when there were too many in the window. The count is one statement in
 * the database, so attempts at the same moment, from any number of processes, cannot slip past it.
 * @throws AppError rate_limited with the seconds until the window ends.
 */
export async function takeAttempt(database: Database, key: string, limit: Limit, now = Date.now()): Promise<void> {
  const { rateLimit } = database.tables;
  const db = database.signIn.db as Queries;
  const windowStart = now - limit.seconds * 1000;
  const [row] = await db
    .insert(rateLimit)
    .values({ id: randomUUID(), key, count: 1, lastRequest: now })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${rateLimit.lastRequest} <= ${windowStart} then 1 else ${rateLimit.count} + 1 end`,
        // The window's beginning: it ends whether or not attempts go on, so nobody is locked out for good.
        lastRequest: sql`case when ${rateLimit.lastRequest} <= ${windowStart} then ${now} else ${rateLimit.lastRequest} end`,
      },
    })
    .returning({ count: rateLimit.count, since: rateLimit.lastRequest });
  await prune(database, now);
  if (row && row.count > limit.max) {
    const retryAfterSeconds = Math.max(1, Math.ceil((row.since + limit.seconds * 1000 - now) / 1000));
    throw new AppError("rate_limited", { retryAfterSeconds });
  }
}

/** Takes back an attempt that turned out not to count. */
export async function giveBackAttempt(database: Database, key: string): Promise<void> {
  const { rateLimit } = database.tables;
  await (database.signIn.db as Queries)
    .update(rateLimit)
    .set({ count: sql`${rateLimit.count} - 1` })
    .where(and(eq(rateLimit.key, key), gt(rateLimit.count, 0)));
}

async function prune(database: Database, now: number): Promise<void> {
  if (now - prunedAt < pruneEvery) return;
  prunedAt = now;
  const { rateLimit } = database.tables;
  await (database.signIn.db as Queries).delete(rateLimit).where(lt(rateLimit.lastRequest, now - keepFor));
}
