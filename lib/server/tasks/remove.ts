import { eq } from "drizzle-orm";
import { unindexTask } from "../../../db/search";
import { taskNumberInput } from "../../domain/inputs";
import type { Context } from "../context";
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
    const { task } = tx.tables;
    const by = asAdmin(context);
    const row = await taskRow(tx, number);
    const { titles } = await taskView(tx, number);
    await recount(tx, row.counted, null);
    await unindexTask(tx, number);
    await tx.db.update(task).set({ duplicateOf: null }).where(eq(task.duplicateOf, number));
    await tx.db.delete(task).where(eq(task.number, number));
    await record(tx, context, by, {
      kind: "task.deleted",
      task: number,
      projectId: row.projectId,
      details: { title: titles.zh ?? titles.en ?? "" },
    });
    return { number };
  });
}
