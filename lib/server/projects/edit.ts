import { and, eq, sql } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { editProjectInput } from "../../domain/inputs";
import type { ProjectView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { refreshTask } from "../tasks/refresh";
import { projectId, writeProjectTexts } from "./create";
import { projectView, readProject } from "./read";

/**
 * Changes the fields that are given, if nobody has edited the project since `revision`; by one of its maintainers.
 * @throws AppError conflict (with the project as it is now), invalid, not_found, unauthenticated, forbidden
 */
export async function editProject(context: Context, input: unknown): Promise<ProjectView> {
  const { slug, revision, names, descriptions, guides, ...fields } = parseInput(editProjectInput, input);
  await context.database.transaction(async (tx) => {
    const { project, task } = tx.tables;
    const id = await projectId(tx, slug);
    const by = await asMaintainer(tx, context, id);
    const [won] = await tx.db
      .update(project)
      .set({ ...fields, revision: sql`${project.revision} + 1`, updatedAt: context.now() })
      .where(and(eq(project.id, id), eq(project.revision, revision)))
      .returning({ id: project.id });
    if (!won) throw new AppError("conflict", { what: "project", current: await projectView(tx, slug) });
    await writeProjectTexts(tx, id, { names, descriptions, guides });
    const given = { ...fields, names, descriptions, guides };
    await record(tx, context, by, {
      kind: "project.edited",
      projectId: id,
      details: { fields: Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : name)) },
    });
    if (fields.name !== undefined) {
      // Tasks are found by their project's name.
      const tasks = await tx.db
        .select({ number: task.number, updatedAt: task.updatedAt })
        .from(task)
        .where(eq(task.projectId, id));
      for (const { number, updatedAt } of tasks) await refreshTask(tx, updatedAt, number, { texts: true });
    }
  });
  return readProject(context, slug);
}
