import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { isReminderDue, reminded } from "../../domain/policy";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { record } from "../record";
import { asSystem } from "../rights";
import { settleTask } from "../tasks/change";
import { personRef } from "./expire";
import { writeClock } from "./open";

/**
 * Reminds the holders whose lease is about to end, once for each end. A reminder that comes late moves the end, so that
 * it promises as much time as one in time. Only the system does this; run it often.
 * @returns how many were reminded
 */
export async function remindHolders(context: Context): Promise<number> {
  const by = asSystem(context);
  const { claim } = context.database.tables;
  const now = context.now();
  const due = and(isNull(claim.endedAt), isNull(claim.remindedAt), lte(claim.remindAt, now));
  const rows = await context.database.db.select({ id: claim.id }).from(claim).where(due).orderBy(asc(claim.remindAt));
  let count = 0;
  for (const { id } of rows) {
    await context.database.transaction(async (tx) => {
      // Read again: another machine, or the holder, may have been faster.
      const [row] = await tx.db.select().from(claim).where(eq(claim.id, id));
      if (!row || row.endedAt || !isReminderDue(row, now)) return;
      const clock = reminded(row, now);
      await writeClock(tx, id, clock);
      const person = await personRef(tx, row.personId);
      const leaseEndsAt = clock.leaseEndsAt?.toISOString() ?? null;
      const about = { task: row.taskNumber, projectId: row.projectId, claimId: id };
      await record(tx, context, by, {
        kind: "claim.reminded",
        ...about,
        details: { leaseEndsAt, ...(person ? { person } : {}) },
      });
      const key = `${id} ${row.leaseEndsAt?.getTime()}`;
      await notify(tx, context, [row.personId], { kind: "claim.reminder", key, ...about, details: { leaseEndsAt } });
      await settleTask(tx, context, row.taskNumber, { texts: false });
      count += 1;
    });
  }
  return count;
}
