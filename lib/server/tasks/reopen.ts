import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { taskNumberInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "./change";
import { snapshotTask } from "./snapshot";

/**
 * Opens a done or closed task again, with all its slots free; by a maintainer. Finished claims stay finished: what
 * someone did keeps its credit.
 * @throws AppError invalid (it is open), not_found, unauthenticated, forbidden
 */
export async function reopenTask(context: Context, input: unknown): Promise<ChangeView> {
  const { number } = parseInput(taskNumberInput, input);
  return changeTask(context, async (tx) => {
    const { task, slot } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    if (row.status !== "done" && row.status !== "closed") {
      throw new AppError("invalid", { issues: [{ path: "number", code: "not_closed" }] });
    }
    const undo = await snapshotTask(tx, number, "work");
    await tx.db
      .update(task)
      .set({ closeReason: null, duplicateOf: null, closedAt: null, confirmedAt: context.now(), freshness: "fresh" })
      .where(eq(task.number, number));
    await tx.db.update(slot).set({ finishedAt: null }).where(eq(slot.taskNumber, number));
    const eventId = await record(tx, context, by, {
      kind: "task.reopened",
      task: number,
      projectId: row.projectId,
      undo,
    });
    return { number, eventId };
  });
}
