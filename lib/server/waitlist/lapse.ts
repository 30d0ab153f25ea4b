import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { personRef } from "../claims/expire";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { record } from "../record";
import { asSystem } from "../rights";
import { settleTask } from "../tasks/change";

/**
 * Ends the offers whose time is over, so that the next in line gets theirs. Only the system does this; run it often.
 * @returns how many ended
 */
export async function lapseOffers(context: Context): Promise<number> {
  const by = asSystem(context);
  const { waiting } = context.database.tables;
  const now = context.now();
  const isDue = and(isNull(waiting.endedAt), lte(waiting.offerEndsAt, now));
  const due = await context.database.db
    .select({ id: waiting.id })
    .from(waiting)
    .where(isDue)
    .orderBy(asc(waiting.offerEndsAt), asc(waiting.id));
  let count = 0;
  for (const { id } of due) {
    await context.database.transaction(async (tx) => {
      const [row] = await tx.db
        .update(waiting)
        .set({ endedAt: now, end: "lapsed", offerSlotId: null })
        .where(and(eq(waiting.id, id), isDue))
        .returning();
      if (!row) return;
      const person = await personRef(tx, row.personId);
      const about = { task: row.taskNumber, projectId: row.projectId };
      await record(tx, context, by, { kind: "waitlist.lapsed", ...about, details: person ? { person } : {} });
      await overtake(tx, now, { kind: "offer.made", task: row.taskNumber, people: [row.personId] });
      await notify(tx, context, [row.personId], { kind: "offer.lapsed", key: String(id), ...about });
      await settleTask(tx, context, row.taskNumber, { texts: false });
      count += 1;
    });
  }
  return count;
}
