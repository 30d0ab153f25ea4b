import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { confirmTasksInput } from "../../domain/inputs";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { taskRow } from "./change";
import { refreshTask } from "./refresh";

/**
 * Says that tasks are still wanted: all of them or none, by a maintainer of each one's project. It is no sign of their
 * holders, and their place in "updated last" stays.
 * @returns the numbers, each once
 * @throws AppError task_not_open (the first that is done or closed), not_found, unauthenticated, forbidden
 */
export async function confirmTasks(context: Context, input: unknown): Promise<{ numbers: number[] }> {
  const numbers = [...new Set(parseInput(confirmTasksInput, input).numbers)];
  await context.database.transaction(async (tx) => {
    const { task } = tx.tables;
    for (const number of numbers) {
      const row = await taskRow(tx, number);
      const by = await asMaintainer(tx, context, row.projectId);
      if (row.status === "done" || row.status === "closed") {
        throw new AppError("task_not_open", { task: number, status: row.status, instead: [] });
      }
      await tx.db.update(task).set({ confirmedAt: context.now(), freshness: "fresh" }).where(eq(task.number, number));
      await record(tx, context, by, { kind: "task.confirmed", task: number, projectId: row.projectId });
      await refreshTask(tx, row.updatedAt, number, { texts: false });
    }
  });
  return { numbers };
}
