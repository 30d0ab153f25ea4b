import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { closeTaskInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "./change";
import { settleConfirmed } from "./confirm";
import { snapshotTask } from "./snapshot";

/**
 * Closes a task as done, not planned or a duplicate; by a maintainer of its project. Open claims end with it: as
 * completed when the task is done, else as revoked.
 * @throws AppError task_not_open, invalid, not_found, unauthenticated, forbidden
 */
export async function closeTask(context: Context, input: unknown): Promise<ChangeView> {
  const { number, reason, duplicateOf, comment } = parseInput(closeTaskInput, input);
  return changeTask(context, async (tx) => {
    const { task } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    if (row.closeReason) {
      throw new AppError("task_not_open", { task: number, status: closedAs(row.closeReason), instead: [] });
    }
    if (duplicateOf !== undefined) await checkDuplicate(tx, number, duplicateOf);
    const undo = await snapshotTask(tx, number, "work");
    const now = context.now();
    await tx.db
      .update(task)
      .set({ closeReason: reason, duplicateOf: duplicateOf ?? null, closedAt: now })
      .where(eq(task.number, number));
    const holders = await endClaims(tx, number, reason === "done" ? "completed" : "revoked", now, comment ?? null);
    const eventId = await record(tx, context, by, {
      kind: "task.closed",
      task: number,
      projectId: row.projectId,
      details: {
        closeReason: reason,
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
        ...(comment ? { reason: comment } : {}),
      },
      undo,
    });
    await overtake(tx, now, { kind: "claim.reminder", task: number, people: holders });
    await settleConfirmed(tx, now, row.projectId);
    await notify(tx, context, holders, {
      kind: reason === "done" ? "claim.completed" : "task.closed",
      key: `${number} ${eventId}`,
      task: number,
      projectId: row.projectId,
      details: { closeReason: reason, ...(comment ? { reason: comment } : {}) },
    });
    return { number, eventId };
  });
}

function closedAs(reason: string): "done" | "closed" {
  return reason === "done" ? "done" : "closed";
}

/** A duplicate points at another task that is not itself a duplicate of this one. */
async function checkDuplicate(tx: Transaction, number: number, duplicateOf: number): Promise<void> {
  const { task } = tx.tables;
  const [other] = await tx.db
    .select({ number: task.number, duplicateOf: task.duplicateOf })
    .from(task)
    .where(eq(task.number, duplicateOf));
  if (!other || other.number === number || other.duplicateOf === number) {
    throw new AppError("invalid", { issues: [{ path: "duplicateOf", code: "not_another_task" }] });
  }
}

/** Returns who held them. */
async function endClaims(
  tx: Transaction,
  number: number,
  state: "completed" | "revoked",
  now: Date,
  reason: string | null,
): Promise<string[]> {
  const { claim, slot } = tx.tables;
  const ended = await tx.db
    .update(claim)
    .set({ state, endedAt: now, endReason: reason })
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)))
    .returning({ slotId: claim.slotId, personId: claim.personId });
  if (state === "completed") {
    for (const { slotId } of ended) await tx.db.update(slot).set({ finishedAt: now }).where(eq(slot.id, slotId));
  }
  return ended.map((one) => one.personId);
}
