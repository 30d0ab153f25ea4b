import { and, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { settleDifferenceInput, type TakenOver } from "../../domain/repositories";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { editTask } from "../tasks/edit";
import { repositoryRow } from "./connect";
import { contentOf, editOf } from "./content";

/**
 * Decides on what is different between a task and its issue: takes it over, or leaves the task as it is; by a
 * maintainer of its project. Afterwards the issue counts as taken over in these fields, until it changes again.
 * @throws AppError not_found (task, or an issue it follows), unauthenticated, forbidden
 */
export async function settleDifference(context: Context, input: unknown): Promise<ChangeView> {
  const { number, fields, take } = parseInput(settleDifferenceInput, input);
  const { database } = context;
  const { issue } = database.tables;
  const [row] = await database.db
    .select()
    .from(issue)
    .where(and(eq(issue.taskNumber, number), eq(issue.state, "open")));
  const task = await taskRow(database, number);
  await asMaintainer(database, context, task.projectId);
  if (!row) throw new AppError("not_found", { what: "issue" });
  const { rule } = await repositoryRow(database, row.repositoryId);
  const theirs = contentOf(rule, row);
  const change = take
    ? await editTask(context, { number, revision: task.revision, ...editOf(fields, theirs, row.locale) })
    : null;
  const done = await changeTask(context, async (tx) => {
    const base: TakenOver = { ...(row.taken ?? theirs) };
    for (const field of fields) Object.assign(base, { [field]: theirs[field] });
    await tx.db.update(tx.tables.issue).set({ taken: base }).where(eq(tx.tables.issue.id, row.id));
    return { number };
  });
  return change ? { ...done, eventId: change.eventId } : done;
}
