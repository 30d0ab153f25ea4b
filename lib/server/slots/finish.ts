import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { AppError } from "../../domain/errors";
import type { ChangeView } from "../../domain/views";
import { creditWith } from "../claims/credit";
import { holderOfSlot } from "../claims/open";
import type { ActingPerson, Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { snapshotTask } from "../tasks/snapshot";

const finishSlotInput = z.strictObject({ number: z.number().int().positive(), slot: z.string().min(1).max(64) });

/**
 * Finishes a slot that nobody holds, as its work was done without a claim; by a maintainer. Finishing a finished one
 * changes nothing. The task is done when all its slots are finished.
 * @param options.person whose work it was: it counts as a claim that they have finished. Without one it is nobody's.
 * @throws AppError slot_held, task_not_open, not_found (task, or a slot that is still wanted), unauthenticated, forbidden
 */
export async function finishSlot(
  context: Context,
  input: unknown,
  { person = null }: { person?: ActingPerson | null } = {},
): Promise<ChangeView> {
  const { number, slot: slotId } = parseInput(finishSlotInput, input);
  return changeTask(context, async (tx) => {
    const { slot } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    const [one] = await tx.db
      .select()
      .from(slot)
      .where(and(eq(slot.id, slotId), eq(slot.taskNumber, number), isNull(slot.closedAt)));
    if (!one) throw new AppError("not_found", { what: "slot" });
    if (one.finishedAt) return { number };
    if (row.closeReason) {
      const status = row.closeReason === "done" ? "done" : "closed";
      throw new AppError("task_not_open", { task: number, status, instead: [] });
    }
    const holder = await holderOfSlot(tx, slotId);
    if (holder) throw new AppError("slot_held", { slot: one.name ?? "", holder: holder.login });
    // What is credited to someone stays theirs; what is nobody's can be undone.
    const undo = person ? {} : { undo: await snapshotTask(tx, number, "work") };
    const now = context.now();
    const [won] = await tx.db
      .update(slot)
      .set({ finishedAt: now })
      .where(and(eq(slot.id, slotId), isNull(slot.finishedAt)))
      .returning({ id: slot.id });
    // Somebody else has said so in this moment.
    if (!won) return { number };
    if (!person) {
      const about = { task: number, projectId: row.projectId };
      const details = one.name ? { slot: one.name } : {};
      return {
        number,
        eventId: await record(tx, context, by, { kind: "task.slot_finished", ...about, details, ...undo }),
      };
    }
    return { number, ...(await creditWith(tx, context, by, { ...one, projectId: row.projectId }, person.id)) };
  });
}
