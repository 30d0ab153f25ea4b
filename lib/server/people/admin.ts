import { asc, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { MemberRole } from "../../domain/words";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAdmin } from "../rights";
import { loginOnlyInput } from "./inputs";

/**
 * Makes a person an administrator; nothing changes if they are one.
 * @throws AppError unauthenticated, forbidden, not_found, invalid
 */
export async function makeAdmin(context: Context, input: unknown): Promise<{ login: string; changed: boolean }> {
  const by = asAdmin(context);
  const { login } = parseInput(loginOnlyInput, input);
  return context.database.transaction(async (tx) => {
    const { person } = tx.tables;
    const [row] = await tx.db.select().from(person).where(eq(person.login, login));
    if (!row) throw new AppError("not_found", { what: "person" });
    if (row.isAdmin) return { login, changed: false };
    await tx.db.update(person).set({ isAdmin: true, updatedAt: context.now() }).where(eq(person.id, row.id));
    const details = { person: { login, name: row.name }, role: "admin" as const };
    await record(tx, context, by, { kind: "person.made_admin", details });
    return { login, changed: true };
  });
}

export interface PersonRolesView {
  login: string;
  name: string;
  isAdmin: boolean;
  joinedAt: string;
  memberships: { project: string; role: MemberRole }[];
}

/** Everyone with their roles, by login. For administrators and the terminal. @throws AppError unauthenticated, forbidden */
export async function listPeople(context: Context): Promise<PersonRolesView[]> {
  asAdmin(context);
  const { person, member, project } = context.database.tables;
  const { db } = context.database;
  const [people, members] = await Promise.all([
    db.select().from(person).orderBy(asc(person.login)),
    db
      .select({ personId: member.personId, project: project.slug, role: member.role })
      .from(member)
      .innerJoin(project, eq(project.id, member.projectId))
      .orderBy(asc(project.slug)),
  ]);
  const byPerson = new Map<string, typeof members>();
  for (const one of members) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one]);
  return people.map((row) => ({
    login: row.login,
    name: row.name,
    isAdmin: row.isAdmin,
    joinedAt: row.createdAt.toISOString(),
    memberships: (byPerson.get(row.id) ?? []).map(({ project, role }) => ({ project, role })),
  }));
}
