import { and, eq, isNull, ne } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { confirmTasksInput } from "../../domain/inputs";
import type { ConfirmedView } from "../../domain/views";
import type { Context } from "../context";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { taskRow } from "./change";
import { refreshTask } from "./refresh";
import { snapshotTask } from "./snapshot";

/**
 * Says that tasks are still wanted: all of them or none, by a maintainer of each one's project. It is no sign of their
 * holders, and their place in "updated last" stays.
 * @returns the numbers, each once, and in the same order the events that can be undone
 * @throws AppError task_not_open (the first that is done or closed), not_found, unauthenticated, forbidden
 */
export async function confirmTasks(context: Context, input: unknown): Promise<ConfirmedView> {
  const numbers = [...new Set(parseInput(confirmTasksInput, input).numbers)];
  const eventIds = await context.database.transaction(async (tx) => {
    const { task } = tx.tables;
    const events: number[] = [];
    const projects = new Set<string>();
    for (const number of numbers) {
      const row = await taskRow(tx, number);
      const by = await asMaintainer(tx, context, row.projectId);
      if (row.status === "done" || row.status === "closed") {
        throw new AppError("task_not_open", { task: number, status: row.status, instead: [] });
      }
      const undo = await snapshotTask(tx, number, "word");
      await tx.db.update(task).set({ confirmedAt: context.now(), freshness: "fresh" }).where(eq(task.number, number));
      events.push(
        await record(tx, context, by, { kind: "task.confirmed", task: number, projectId: row.projectId, undo }),
      );
      await refreshTask(tx, row.updatedAt, number, { texts: false });
      projects.add(row.projectId);
    }
    for (const project of projects) await settleConfirmed(tx, context.now(), project);
    return events;
  });
  return { numbers, eventIds };
}

/** Once no open task of a project waits to be confirmed, its maintainers need not be asked any more. */
export async function settleConfirmed(tx: Transaction, now: Date, project: string): Promise<void> {
  const { task } = tx.tables;
  const [left] = await tx.db
    .select({ number: task.number })
    .from(task)
    .where(
      and(eq(task.projectId, project), isNull(task.closeReason), ne(task.status, "done"), ne(task.freshness, "fresh")),
    )
    .limit(1);
  if (!left) await overtake(tx, now, { kind: "task.confirm", project });
}
