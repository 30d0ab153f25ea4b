import { and, asc, eq, isNotNull, isNull, lte, type SQL } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { Context } from "../context";
import { systemContext } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { record } from "../record";
import { type Authorized, asSystem } from "../rights";
import { settleTask } from "../tasks/change";

/**
 * Ends the claims whose lease has run out, and frees their slots, each in a transaction of its own. Only the system
 * does this; run it often.
 * @returns how many ended
 */
export async function expireClaims(context: Context): Promise<number> {
  asSystem(context);
  const { claim } = context.database.tables;
  const now = context.now();
  const due = await context.database.db
    .select({ id: claim.id, number: claim.taskNumber })
    .from(claim)
    .where(isDue(context.database.tables, now))
    .orderBy(asc(claim.leaseEndsAt));
  let ended = 0;
  for (const { id, number } of due) {
    await context.database.transaction(async (tx) => {
      const count = await expireDue(tx, context, now, eq(claim.id, id));
      if (count > 0) await settleTask(tx, context, number, { texts: false });
      ended += count;
    });
  }
  return ended;
}

/** The rule of `isOverdue`, in SQL. */
function isDue({ claim }: Transaction["tables"], now: Date): SQL | undefined {
  return and(isNull(claim.endedAt), isNotNull(claim.remindedAt), lte(claim.leaseEndsAt, now));
}

/**
 * Ends the overdue claims among those that `among` selects, in the transaction of someone else's change: whoever wants
 * the slot now need not wait for the clock to strike. The caller settles the task.
 * @returns how many ended
 */
export async function expireDue(tx: Transaction, context: Context, now: Date, among: SQL): Promise<number> {
  const { claim } = tx.tables;
  const ended = await tx.db
    .update(claim)
    .set({ state: "expired", endedAt: now })
    .where(and(isDue(tx.tables, now), among))
    .returning({ id: claim.id, task: claim.taskNumber, projectId: claim.projectId, personId: claim.personId });
  if (ended.length === 0) return 0;
  const system = asClock(context, now);
  const by: Authorized = asSystem(system);
  for (const { id, task, projectId, personId } of ended) {
    const person = await personRef(tx, personId);
    const about = { task, projectId, claimId: id };
    await record(tx, system, by, { kind: "claim.expired", ...about, details: person ? { person } : {} });
    await overtake(tx, now, { kind: "claim.reminder", task, people: [personId] });
    await notify(tx, system, [personId], { kind: "claim.expired", key: id, ...about });
    await notify(tx, system, await keepersOf(tx, task, projectId), {
      kind: "claim.expired",
      key: id,
      isUrgent: false,
      ...about,
      details: person ? { person } : {},
    });
  }
  return ended.length;
}

/** The system acts at `now`, in the course of someone's request. */
export function asClock(context: Context, now: Date): Context {
  return { ...systemContext(context.database, "clock"), now: () => now, requestId: context.requestId };
}

/** How an event names a person who did not act in it. */
export async function personRef(tx: Transaction, personId: string) {
  const { person } = tx.tables;
  const [row] = await tx.db
    .select({ login: person.login, name: person.name })
    .from(person)
    .where(eq(person.id, personId));
  return row;
}
