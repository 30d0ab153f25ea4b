import { eq } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { defaultPolicy, type Policy } from "../../domain/policy";

/** A project's claim rules: the defaults with what it has changed. */
export function policyOf(project: { policy: Partial<Policy> }): Policy {
  return { ...defaultPolicy, ...project.policy };
}

/** The claim rules of a project by its id. @throws AppError not_found */
export async function readPolicy(source: Source, projectId: string): Promise<Policy> {
  const { project } = source.tables;
  const [row] = await source.db.select({ policy: project.policy }).from(project).where(eq(project.id, projectId));
  if (!row) throw new AppError("not_found", { what: "project" });
  return policyOf(row);
}
