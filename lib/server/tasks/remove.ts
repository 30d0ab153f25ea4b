import { and, eq, isNull } from "drizzle-orm";
import { unindexTask } from "../../../db/search";
import { taskNumberInput } from "../../domain/inputs";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAdmin } from "../rights";
import { taskRow } from "./change";
import { taskView } from "./read";
import { recount } from "./refresh";

/**
 * Deletes a task with its claims and links for good; by an administrator. Its events stay, without the task.
 * @throws AppError not_found, unauthenticated, forbidden
 */
export async function removeTask(context: Context, input: unknown): Promise<{ number: number }> {
  const { number } = parseInput(taskNumberInput, input);
  return context.database.transaction(async (tx) => {
    const { task, claim, waiting } = tx.tables;
    const by = asAdmin(context);
    const row = await taskRow(tx, number);
    const { titles } = await taskView(tx, number, context.now());
    const people = [
      ...(await tx.db
        .select({ id: claim.personId })
        .from(claim)
        .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)))),
      ...(await tx.db
        .select({ id: waiting.personId })
        .from(waiting)
        .where(and(eq(waiting.taskNumber, number), isNull(waiting.endedAt)))),
    ];
    const title = titles.zh ?? titles.en ?? "";
    await recount(tx, row.counted, null);
    await unindexTask(tx, number);
    await tx.db.update(task).set({ duplicateOf: null }).where(eq(task.duplicateOf, number));
    await tx.db.delete(task).where(eq(task.number, number));
    await record(tx, context, by, {
      kind: "task.deleted",
      task: number,
      projectId: row.projectId,
      details: { title },
    });
    // The task is gone, so the notice cannot point at it: it names it.
    await notify(
      tx,
      context,
      people.map((one) => one.id),
      { kind: "task.closed", key: `deleted ${number}`, projectId: row.projectId, details: { title } },
    );
    return { number };
  });
}
