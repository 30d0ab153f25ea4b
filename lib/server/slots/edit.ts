import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { editSlotsInput } from "../../domain/inputs";
import type { ChangeView, SlotView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { slotsOf } from "../tasks/cards";
import { changeTask, taskRow } from "../tasks/change";
import { taskView } from "../tasks/read";
import { settleWaitlist } from "../waitlist/settle";

/**
 * Makes a task's slots what the list says, in its order, if nobody has edited the task since `revision`; by a maintainer.
 * What someone has worked on can be renamed and closed, but not removed; what someone holds can only be renamed.
 * @throws AppError conflict (with the task as it is now), slot_held, slot_used, invalid, not_found (task or slot),
 *   unauthenticated, forbidden
 */
export async function editSlots(context: Context, input: unknown): Promise<ChangeView> {
  const { number, revision, slots: wanted } = parseInput(editSlotsInput, input);
  return changeTask(context, async (tx) => {
    const { task } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    const [won] = await tx.db
      .update(task)
      .set({ revision: sql`${task.revision} + 1` })
      .where(and(eq(task.number, number), eq(task.revision, revision)))
      .returning({ revision: task.revision });
    if (!won) throw new AppError("conflict", { what: "task", current: await taskView(tx, number, context.now()) });
    checkSlotNames(wanted.map((one) => one.name));
    checkSlotIds(wanted.map((one) => one.id));
    if (wanted.every((one) => one.isClosed)) {
      throw new AppError("invalid", { issues: [{ path: "slots", code: "all_slots_closed" }] });
    }
    const known = (await slotsOf(tx, [number])).get(number) ?? [];
    const gone = await closeMissing(tx, context, known, new Set(wanted.flatMap((one) => one.id ?? [])));
    for (const [position, { id, name, isClosed }] of wanted.entries()) {
      await writeSlot(tx, context, { number, position, id, name, isClosed }, known);
    }
    await record(tx, context, by, {
      kind: "task.slots_changed",
      task: number,
      projectId: row.projectId,
      details: { slots: wanted.filter((one) => !one.isClosed).length },
    });
    // Who was offered a slot that is gone is offered another, or told; only then nothing refers to it any more.
    await settleWaitlist(tx, context, number);
    if (gone.length > 0) await tx.db.delete(tx.tables.slot).where(inArray(tx.tables.slot.id, gone));
    return { number };
  });
}

/** Several slots are told apart by their names. @throws AppError invalid with the path of a missing or repeated one */
export function checkSlotNames(names: readonly (string | null)[]): void {
  if (names.length < 2) return;
  const seen = new Set<string>();
  const issues = names.flatMap((name, index) => {
    const key = name?.normalize("NFKC").toLowerCase() ?? "";
    if (key && !seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `slots.${index}.name`, code: key ? "slot_name_repeated" : "required" }];
  });
  if (issues.length > 0) throw new AppError("invalid", { issues });
}

/** A slot is named once: a list that has it twice would lose one of the two. @throws AppError invalid */
function checkSlotIds(ids: readonly (string | undefined)[]): void {
  const issues = ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [{ path: `slots.${index}.id`, code: "slot_repeated" }] : [],
  );
  if (issues.length > 0) throw new AppError("invalid", { issues });
}

/** Closes the slots that an edit leaves out, if nobody has worked on them; returns their ids. @throws AppError slot_used */
async function closeMissing(
  tx: Transaction,
  context: Context,
  known: readonly SlotView[],
  kept: ReadonlySet<string>,
): Promise<string[]> {
  const { slot, claim } = tx.tables;
  const gone = known.filter((one) => !kept.has(one.id));
  if (gone.length === 0) return [];
  const ids = gone.map((one) => one.id);
  const [used] = await tx.db.select({ slotId: claim.slotId }).from(claim).where(inArray(claim.slotId, ids)).limit(1);
  const name = (id: string | undefined) => gone.find((one) => one.id === id)?.name ?? "";
  if (used) throw new AppError("slot_used", { slot: name(used.slotId) });
  await tx.db.update(slot).set({ closedAt: context.now() }).where(inArray(slot.id, ids));
  return ids;
}

interface Written {
  number: number;
  position: number;
  id: string | undefined;
  name: string | null;
  isClosed: boolean;
}

async function writeSlot(
  tx: Transaction,
  context: Context,
  { number, position, id, name, isClosed }: Written,
  known: readonly SlotView[],
): Promise<void> {
  const { slot } = tx.tables;
  const closedAt = isClosed ? context.now() : null;
  if (id === undefined) {
    await tx.db.insert(slot).values({ id: randomUUID(), taskNumber: number, name, position, closedAt });
    return;
  }
  const before = known.find((one) => one.id === id);
  if (!before) throw new AppError("not_found", { what: "slot" });
  if (isClosed && before.holder) {
    throw new AppError("slot_held", { slot: before.name ?? "", holder: before.holder.person.login });
  }
  await tx.db
    .update(slot)
    .set({ name, position, ...(isClosed === before.isClosed ? {} : { closedAt }) })
    .where(eq(slot.id, id));
}
