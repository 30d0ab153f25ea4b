import { and, eq, isNull, lte, type SQL } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { Context } from "../context";
import { systemContext } from "../context";
import { record } from "../record";
import { type Authorized, asSystem } from "../rights";
import { refreshTask } from "../tasks/refresh";

/**
 * Ends the claims whose lease has run out, and frees their slots. Only the system does this; run it often.
 * @returns how many ended
 */
export async function expireClaims(context: Context): Promise<number> {
  asSystem(context);
  const { claim } = context.database.tables;
  const now = context.now();
  const due = and(isNull(claim.endedAt), lte(claim.leaseEndsAt, now));
  const [any] = await context.database.db.select({ id: claim.id }).from(claim).where(due).limit(1);
  // Looking first spares a write, and with it a new version of every page, each time the clock strikes.
  if (!any) return 0;
  return context.database.transaction(async (tx) => {
    const numbers = await expireDue(tx, context, now);
    for (const number of new Set(numbers)) await refreshTask(tx, now, number, { texts: false });
    return numbers.length;
  });
}

/**
 * Ends the overdue claims among those that `among` selects, in the transaction of someone else's change: whoever wants
 * the slot now need not wait for the clock to strike. The caller refreshes the tasks whose numbers it returns.
 */
export async function expireDue(tx: Transaction, context: Context, now: Date, among?: SQL): Promise<number[]> {
  const { claim } = tx.tables;
  const ended = await tx.db
    .update(claim)
    .set({ state: "expired", endedAt: now })
    .where(and(isNull(claim.endedAt), lte(claim.leaseEndsAt, now), among))
    .returning({ id: claim.id, task: claim.taskNumber, projectId: claim.projectId, personId: claim.personId });
  if (ended.length === 0) return [];
  const system = { ...systemContext(context.database, "leases"), now: () => now, requestId: context.requestId };
  const by: Authorized = asSystem(system);
  for (const one of ended) {
    const person = await personRef(tx, one.personId);
    await record(tx, system, by, {
      kind: "claim.expired",
      task: one.task,
      projectId: one.projectId,
      claimId: one.id,
      details: person ? { person } : {},
    });
  }
  return ended.map((one) => one.task);
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
