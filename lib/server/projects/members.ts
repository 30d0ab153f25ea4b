import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { grantMemberInput, removeMemberInput } from "../../domain/inputs";
import type { ProjectView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { refreshTask } from "../tasks/refresh";
import { projectId } from "./create";
import { readProject } from "./read";

/**
 * Makes a person maintainer or mentor of a project; by one of its maintainers.
 * @throws AppError not_found (project or person), unauthenticated, forbidden
 */
export async function grantMember(context: Context, input: unknown): Promise<ProjectView> {
  const { project: slug, login, role } = parseInput(grantMemberInput, input);
  await context.database.transaction(async (tx) => {
    const { member } = tx.tables;
    const id = await projectId(tx, slug);
    const by = await asMaintainer(tx, context, id);
    const person = await personByLogin(tx, login);
    await tx.db
      .insert(member)
      .values({ projectId: id, personId: person.id, role, createdAt: context.now() })
      .onConflictDoUpdate({ target: [member.projectId, member.personId], set: { role } });
    await record(tx, context, by, {
      kind: "member.granted",
      projectId: id,
      details: { role, person: { login: person.login, name: person.name } },
    });
  });
  return readProject(context, slug);
}

/**
 * Ends a person's membership, and with it their mentoring of the project's tasks; by one of its maintainers.
 * @throws AppError not_found (project or member), unauthenticated, forbidden
 */
export async function removeMember(context: Context, input: unknown): Promise<ProjectView> {
  const { project: slug, login } = parseInput(removeMemberInput, input);
  await context.database.transaction(async (tx) => {
    const { member, task, taskMentor } = tx.tables;
    const id = await projectId(tx, slug);
    const by = await asMaintainer(tx, context, id);
    const person = await personByLogin(tx, login);
    const [gone] = await tx.db
      .delete(member)
      .where(and(eq(member.projectId, id), eq(member.personId, person.id)))
      .returning({ role: member.role });
    if (!gone) throw new AppError("not_found", { what: "person" });
    const mentored = await tx.db
      .select({ number: task.number })
      .from(taskMentor)
      .innerJoin(task, eq(task.number, taskMentor.taskNumber))
      .where(and(eq(taskMentor.personId, person.id), eq(task.projectId, id)));
    for (const { number } of mentored) {
      await tx.db.delete(taskMentor).where(and(eq(taskMentor.taskNumber, number), eq(taskMentor.personId, person.id)));
      await refreshTask(tx, context.now(), number, { texts: true });
    }
    await record(tx, context, by, {
      kind: "member.removed",
      projectId: id,
      details: { role: gone.role, person: { login: person.login, name: person.name } },
    });
  });
  return readProject(context, slug);
}

/** @throws AppError not_found */
async function personByLogin(tx: Transaction, login: string) {
  const { person } = tx.tables;
  const [row] = await tx.db.select().from(person).where(eq(person.login, login));
  if (!row) throw new AppError("not_found", { what: "person" });
  return row;
}
