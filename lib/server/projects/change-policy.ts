import { and, eq, sql } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { changePolicyInput } from "../../domain/inputs";
import { differingRules, ownRules } from "../../domain/policy-change";
import type { ProjectView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { projectId } from "./create";
import { readPolicy } from "./policy";
import { projectView, readProject } from "./read";

/**
 * Sets all claim rules of a project, if nobody has edited it since `revision`; by one of its maintainers. They hold from
 * now on: claims that run keep the end they were promised, and the clock's work marks tasks whose freshness changes.
 * Rules that hold already change nothing.
 * @throws AppError conflict (with the project as it is now), invalid, not_found, unauthenticated, forbidden
 */
export async function changePolicy(context: Context, input: unknown): Promise<ProjectView> {
  const { slug, revision, policy } = parseInput(changePolicyInput, input);
  await context.database.transaction(async (tx) => {
    const { project } = tx.tables;
    const id = await projectId(tx, slug);
    const by = await asMaintainer(tx, context, id);
    const fields = differingRules(await readPolicy(tx, id), policy);
    if (fields.length === 0) return;
    const [won] = await tx.db
      .update(project)
      .set({ policy: ownRules(policy), revision: sql`${project.revision} + 1`, updatedAt: context.now() })
      .where(and(eq(project.id, id), eq(project.revision, revision)))
      .returning({ id: project.id });
    if (!won) throw new AppError("conflict", { what: "project", current: await projectView(tx, slug) });
    await record(tx, context, by, { kind: "project.policy_changed", projectId: id, details: { fields } });
  });
  return readProject(context, slug);
}
