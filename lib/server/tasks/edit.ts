import { and, eq, sql } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { editTaskInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "./change";
import { writeLinks, writeMentors, writeTags, writeTexts } from "./content";
import { taskView } from "./read";
import { snapshotTask } from "./snapshot";

/**
 * Changes the fields that are given, if nobody has edited the task since `revision`; by a maintainer of its project.
 * @throws AppError conflict (with the task as it is now), invalid, not_found, unauthenticated, forbidden
 */
export async function editTask(context: Context, input: unknown): Promise<ChangeView> {
  const { number, revision, ...fields } = parseInput(editTaskInput, input);
  return changeTask(context, async (tx) => {
    const { task } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    const undo = await snapshotTask(tx, number, "content");
    const [won] = await tx.db
      .update(task)
      // Who edits a task wants it.
      .set({ revision: sql`${task.revision} + 1`, confirmedAt: context.now(), freshness: "fresh" })
      .where(and(eq(task.number, number), eq(task.revision, revision)))
      .returning({ revision: task.revision });
    if (!won) throw new AppError("conflict", { what: "task", current: await taskView(tx, number, context.now()) });
    if (fields.difficulty !== undefined) {
      await tx.db.update(task).set({ difficulty: fields.difficulty }).where(eq(task.number, number));
    }
    if (fields.texts) await writeTexts(tx, number, fields.texts);
    if (fields.tags) await writeTags(tx, number, fields.tags);
    if (fields.mentors) await writeMentors(tx, number, row.projectId, fields.mentors);
    if (fields.links) await writeLinks(tx, context, number, fields.links, by.person?.id ?? null);
    const eventId = await record(tx, context, by, {
      kind: "task.edited",
      task: number,
      projectId: row.projectId,
      details: { fields: Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : name)) },
      undo,
    });
    return { number, eventId, texts: true };
  });
}
