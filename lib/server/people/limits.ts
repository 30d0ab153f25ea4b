import { randomUUID } from "node:crypto";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Database, Queries, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { hour } from "../../domain/policy";

/** How many attempts in how many seconds. */
export interface Limit {
  max: number;
  seconds: number;
}

/** Longer than any limit's window, in milliseconds. */
const keepFor = 25 * hour;
const pruneEvery = 60 * 1000;
let prunedAt = 0;

/**
 * Counts one attempt under `key` and refuses it when there were too many in the window. The count is one statement in
 * the database, so attempts at the same moment, from any number of processes, cannot slip past it.
 * @throws AppError rate_limited with the seconds until the window ends.
 */
export async function takeAttempt(database: Database, key: string, limit: Limit, now = Date.now()): Promise<void> {
  const left = await count(database.signIn.db as Queries, database.tables, key, limit, now);
  await prune(database, now);
  if (left !== null) throw new AppError("rate_limited", { retryAfterSeconds: left });
}

/** The same in the transaction of what is attempted: when that fails for another reason, it was no attempt. */
export async function takeAttemptIn(tx: Transaction, key: string, limit: Limit, now: number): Promise<void> {
  const left = await count(tx.db, tx.tables, key, limit, now);
  if (left !== null) throw new AppError("rate_limited", { retryAfterSeconds: left });
}

/** @returns the seconds until the window ends when there were too many attempts, else null */
async function count(
  db: Queries,
  { rateLimit }: Database["tables"],
  key: string,
  limit: Limit,
  now: number,
): Promise<number | null> {
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
  if (!row || row.count <= limit.max) return null;
  return Math.max(1, Math.ceil((row.since + limit.seconds * 1000 - now) / 1000));
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
