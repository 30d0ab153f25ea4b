import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { offerEnd } from "../../domain/policy";
import type { CloseReason } from "../../domain/words";
import { asClock, personRef } from "../claims/expire";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asSystem } from "../rights";

/**
 * Brings a task's waitlist up to date, in the transaction of whatever changed the task: what became free is held for the
 * next in line, and nobody waits for a task that is done or closed. Doing it twice changes nothing.
 * @returns how many slots were offered
 */
export async function settleWaitlist(tx: Transaction, context: Context, number: number): Promise<number> {
  const { task, slot, claim, waiting } = tx.tables;
  const inLine = await tx.db
    .select()
    .from(waiting)
    .where(and(eq(waiting.taskNumber, number), isNull(waiting.endedAt)))
    .orderBy(asc(waiting.id));
  if (inLine.length === 0) return 0;
  const [row] = await tx.db.select().from(task).where(eq(task.number, number));
  const slots = await tx.db
    .select({ id: slot.id, name: slot.name, finishedAt: slot.finishedAt, closedAt: slot.closedAt, heldBy: claim.id })
    .from(slot)
    .leftJoin(claim, and(eq(claim.slotId, slot.id), isNull(claim.endedAt)))
    .where(eq(slot.taskNumber, number))
    .orderBy(asc(slot.position), asc(slot.id));
  const wanted = slots.filter((one) => !one.finishedAt && !one.closedAt);
  if (!row || row.closeReason || wanted.length === 0) {
    const reason = row?.closeReason ?? (slots.some((one) => one.finishedAt) ? "done" : "not_planned");
    await sendHome(tx, context, inLine, reason);
    return 0;
  }
  const withdrawn = await withdrawLost(tx, context, inLine, wanted);
  const offered = new Set(inLine.flatMap((one) => one.offerSlotId ?? []));
  const free = wanted.filter((one) => one.heldBy === null && !offered.has(one.id));
  const next = inLine.filter((one) => one.offerSlotId === null).slice(0, free.length);
  const left = withdrawn.filter((one) => !next.includes(one));
  await notify(
    tx,
    context,
    left.map((one) => one.personId),
    {
      kind: "offer.withdrawn",
      key: `${number} ${context.now().getTime()}`,
      task: number,
      projectId: row.projectId,
    },
  );
  if (next.length === 0) return 0;

  const now = context.now();
  const system = asClock(context, now);
  const by = asSystem(system);
  const endsAt = offerEnd(await readPolicy(tx, row.projectId), now);
  for (const [index, one] of next.entries()) {
    const place = free[index];
    if (!place) break;
    await tx.db
      .update(waiting)
      .set({ offerSlotId: place.id, offeredAt: now, offerEndsAt: endsAt })
      .where(eq(waiting.id, one.id));
    const person = await personRef(tx, one.personId);
    const about = { task: number, projectId: row.projectId };
    const details = { leaseEndsAt: endsAt.toISOString(), ...(place.name ? { slot: place.name } : {}) };
    await record(tx, system, by, {
      kind: "waitlist.offered",
      ...about,
      details: { ...details, ...(person ? { person } : {}) },
    });
    await notify(tx, system, [one.personId], {
      kind: "offer.made",
      key: `${one.id} ${now.getTime()}`,
      ...about,
      details,
    });
  }
  return next.length;
}

type Waiting = Transaction["tables"]["waiting"]["$inferSelect"];

/**
 * An offered slot that was closed or finished meanwhile is no offer any more; its person is first in line again.
 * @returns whose offers these were
 */
async function withdrawLost(
  tx: Transaction,
  context: Context,
  inLine: Waiting[],
  wanted: readonly { id: string; heldBy: string | null }[],
): Promise<Waiting[]> {
  const { waiting } = tx.tables;
  const lost = inLine.filter(
    (one) => one.offerSlotId !== null && !wanted.some((slot) => slot.id === one.offerSlotId && slot.heldBy === null),
  );
  for (const one of lost) {
    Object.assign(one, { offerSlotId: null, offeredAt: null, offerEndsAt: null });
    await tx.db
      .update(waiting)
      .set({ offerSlotId: null, offeredAt: null, offerEndsAt: null })
      .where(eq(waiting.id, one.id));
    await overtake(tx, context.now(), { kind: "offer.made", task: one.taskNumber, people: [one.personId] });
  }
  return lost;
}

async function sendHome(
  tx: Transaction,
  context: Context,
  inLine: readonly Waiting[],
  closeReason: CloseReason,
): Promise<void> {
  const { waiting } = tx.tables;
  const [first] = inLine;
  if (!first) return;
  const ids = inLine.map((one) => one.id);
  const ended = { endedAt: context.now(), end: "closed" as const, offerSlotId: null, offerEndsAt: null };
  await tx.db.update(waiting).set(ended).where(inArray(waiting.id, ids));
  const people = inLine.map((one) => one.personId);
  await overtake(tx, context.now(), { kind: "offer.made", task: first.taskNumber, people });
  await notify(tx, context, people, {
    kind: "task.closed",
    key: `waiting ${first.taskNumber} ${context.now().getTime()}`,
    isUrgent: false,
    task: first.taskNumber,
    projectId: first.projectId,
    details: { closeReason },
  });
}
