import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Queries, Transaction } from "../../../db/database";
import { afterDowntime, tolerance } from "../../domain/policy";
import { personRef } from "../claims/expire";
import { writeClock } from "../claims/open";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { record } from "../record";
import { asSystem } from "../rights";
import { settleTask } from "../tasks/change";

const key = "clock.struck";

/**
 * Notes that the clock strikes, and gives back the time in which it did not: while nobody could renew a claim or take an
 * offer, leases and offers stand still. Every server does this each minute, also where a worker does the other jobs. On
 * several machines one of them does it.
 * @returns milliseconds given back; 0 when the clock never stopped
 */
export async function resumeClocks(context: Context): Promise<number> {
  asSystem(context);
  const now = context.now();
  const before = await lastStrike(context);
  const gap = before === null ? 0 : now.getTime() - before;
  if (before === null || gap <= tolerance) {
    await strike(context, now);
    return 0;
  }
  return context.database.transaction(async (tx) => {
    const { keep } = tx.tables;
    const won = await tx.db
      .update(keep)
      .set({ value: now.toISOString() })
      .where(and(eq(keep.key, key), eq(keep.value, new Date(before).toISOString())))
      .returning({ key: keep.key });
    if (won.length === 0) return 0;
    await giveBack(tx, context, now, gap);
    return gap;
  });
}

async function lastStrike(context: Context): Promise<number | null> {
  const { keep } = context.database.tables;
  const [row] = await context.database.db.select({ value: keep.value }).from(keep).where(eq(keep.key, key));
  return row ? Date.parse(row.value) : null;
}

/** Never back: of two machines one may be slow. Not in a transaction: that the clock struck changes no page, so it must not raise the version. */
async function strike(context: Context, now: Date): Promise<void> {
  const { keep } = context.database.tables;
  const value = now.toISOString();
  await (context.database.signIn.db as Queries)
    .insert(keep)
    .values({ key, value })
    .onConflictDoUpdate({ target: keep.key, set: { value }, setWhere: sql`${keep.value} < ${value}` });
}

/** What began while the clock stood still lost only the time since. */
async function giveBack(tx: Transaction, context: Context, now: Date, gap: number): Promise<void> {
  const lostSince = (began: Date) => Math.min(gap, Math.max(0, now.getTime() - began.getTime()));
  const { claim, waiting } = tx.tables;
  const by = asSystem(context);
  const running = await tx.db
    .select()
    .from(claim)
    .where(and(isNull(claim.endedAt), isNotNull(claim.leaseEndsAt)));
  const numbers = new Set<number>();
  for (const row of running) {
    const clock = afterDowntime(row, lostSince(row.startedAt));
    await writeClock(tx, row.id, clock);
    const person = await personRef(tx, row.personId);
    const about = { task: row.taskNumber, projectId: row.projectId, claimId: row.id };
    const details = { leaseEndsAt: clock.leaseEndsAt?.toISOString() ?? null, isDowntime: true };
    const eventId = await record(tx, context, by, {
      kind: "claim.extended",
      ...about,
      details: { ...details, ...(person ? { person } : {}) },
    });
    await notify(tx, context, [row.personId], {
      kind: "claim.extended",
      key: `${row.id} ${eventId}`,
      ...about,
      details,
    });
    numbers.add(row.taskNumber);
  }
  const offers = await tx.db
    .select()
    .from(waiting)
    .where(and(isNull(waiting.endedAt), isNotNull(waiting.offerEndsAt)));
  for (const { id, taskNumber, offeredAt, offerEndsAt } of offers) {
    const later = offerEndsAt && new Date(offerEndsAt.getTime() + lostSince(offeredAt ?? now));
    await tx.db.update(waiting).set({ offerEndsAt: later }).where(eq(waiting.id, id));
    numbers.add(taskNumber);
  }
  for (const number of numbers) await settleTask(tx, context, number, { texts: false });
}
