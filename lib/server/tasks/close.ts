import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { closeTaskInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import { creditWith } from "../claims/credit";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asMaintainer } from "../rights";
import { changeTask, taskRow } from "./change";
import { settleConfirmed } from "./confirm";
import { snapshotTask } from "./snapshot";

/**
 * Closes a task as done, not planned or a duplicate; by a maintainer of its project. Open claims end with it: as
 * completed when the task is done, else as revoked.
 * @param options.doneBy who did the work, where that is known: nobody else's claim is completed, and who held nothing is
 *   credited if the task has no parts. Only a door that knows so says it.
 * @param options.isAgain a closed task is closed for this reason instead
 * @throws AppError task_not_open, invalid, not_found, unauthenticated, forbidden
 */
export async function closeTask(
  context: Context,
  input: unknown,
  { doneBy, isAgain = false }: { doneBy?: ReadonlySet<string>; isAgain?: boolean } = {},
): Promise<ChangeView> {
  const { number, reason, duplicateOf, comment } = parseInput(closeTaskInput, input);
  return changeTask(context, async (tx) => {
    const { task } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    if (row.closeReason && !isAgain) {
      throw new AppError("task_not_open", { task: number, status: closedAs(row.closeReason), instead: [] });
    }
    if (duplicateOf !== undefined) await checkDuplicate(tx, number, duplicateOf);
    const undo = await snapshotTask(tx, number, "work");
    const now = context.now();
    await tx.db
      .update(task)
      .set({ closeReason: reason, duplicateOf: duplicateOf ?? null, closedAt: now })
      .where(eq(task.number, number));
    const isDone = reason === "done";
    const isCompleted = (personId: string) => isDone && (doneBy?.has(personId) ?? true);
    const ended = await endClaims(tx, number, isCompleted, now, comment ?? null);
    const credited = isDone && doneBy ? await creditOthers(tx, context, by, row, doneBy) : [];
    const eventId = await record(tx, context, by, {
      kind: "task.closed",
      task: number,
      projectId: row.projectId,
      details: {
        closeReason: reason,
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
        ...(comment ? { reason: comment } : {}),
      },
      undo: { ...undo, credited },
    });
    const holders = [...ended.completed, ...ended.revoked];
    await overtake(tx, now, { kind: "claim.reminder", task: number, people: holders });
    await settleConfirmed(tx, now, row.projectId);
    for (const [kind, people] of [
      ["claim.completed", ended.completed],
      ["task.closed", ended.revoked],
    ] as const) {
      await notify(tx, context, people, {
        kind,
        key: `${number} ${eventId}`,
        task: number,
        projectId: row.projectId,
        details: { closeReason: reason, ...(comment ? { reason: comment } : {}) },
      });
    }
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

/** Ends what is held: as completed for those who did the work, else as revoked. Returns who held it. */
async function endClaims(
  tx: Transaction,
  number: number,
  isCompleted: (personId: string) => boolean,
  now: Date,
  reason: string | null,
): Promise<{ completed: string[]; revoked: string[] }> {
  const { claim, slot } = tx.tables;
  const open = await tx.db
    .select({ id: claim.id, slotId: claim.slotId, personId: claim.personId })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)));
  const ended = { completed: [] as string[], revoked: [] as string[] };
  for (const { id, slotId, personId } of open) {
    const state = isCompleted(personId) ? "completed" : "revoked";
    await tx.db.update(claim).set({ state, endedAt: now, endReason: reason }).where(eq(claim.id, id));
    if (state === "completed") await tx.db.update(slot).set({ finishedAt: now }).where(eq(slot.id, slotId));
    ended[state].push(personId);
  }
  return ended;
}

/** A completed claim for who did the work of a task without parts and did not hold it. Returns the claims. */
async function creditOthers(
  tx: Transaction,
  context: Context,
  by: Authorized,
  { number, projectId }: Awaited<ReturnType<typeof taskRow>>,
  people: ReadonlySet<string>,
): Promise<string[]> {
  const { claim, slot } = tx.tables;
  const finished = await tx.db
    .select({ personId: claim.personId })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), eq(claim.state, "completed")));
  const others = [...people].filter((id) => !finished.some((one) => one.personId === id));
  const wanted = await tx.db
    .select()
    .from(slot)
    .where(and(eq(slot.taskNumber, number), isNull(slot.closedAt)));
  // Which part of several somebody has done, nobody has said.
  const free = wanted.length === 1 ? wanted.filter((one) => one.finishedAt === null) : [];
  // What is told of the others, that somebody else was faster, is not told of them.
  const crediting: Context = context.cause ? { ...context, cause: "pull_request_merged" } : context;
  const credited: string[] = [];
  for (const [index, personId] of others.slice(0, free.length).entries()) {
    const one = free[index];
    if (!one) break;
    credited.push((await creditWith(tx, crediting, by, { ...one, projectId }, personId)).claimId);
  }
  return credited;
}
