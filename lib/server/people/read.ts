import { and, asc, eq, isNull } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { loginInput } from "../../domain/inputs";
import type { PersonView } from "../../domain/views";
import { completionsOf } from "../claims/allowed";
import { claimViews } from "../claims/views";
import type { Context } from "../context";
import { accountOf } from "../github/people";
import { projectRef } from "../projects/refs";

/** Finished tasks that are shown. */
const finishedShown = 500;

/** What everyone may know of a person. The login may be in any case. @throws AppError not_found, also if they are hidden */
export async function readPerson(context: Context, login: string): Promise<PersonView> {
  const { person, member, project, claim } = context.database.tables;
  const { db } = context.database;
  const known = loginInput.safeParse(login);
  const [row] = known.success ? await db.select().from(person).where(eq(person.login, known.data)) : [];
  if (!row || row.isHidden) throw new AppError("not_found", { what: "person" });
  const [holds, finished, completions, github, memberships] = await Promise.all([
    claimViews(context.database, and(eq(claim.personId, row.id), isNull(claim.endedAt))),
    claimViews(context.database, and(eq(claim.personId, row.id), eq(claim.state, "completed")), finishedShown),
    completionsOf(context.database, row.id),
    accountOf(context.database, row.id),
    db
      .select({ project, role: member.role })
      .from(member)
      .innerJoin(project, eq(project.id, member.projectId))
      .where(eq(member.personId, row.id))
      .orderBy(asc(project.name)),
  ]);
  return {
    login: row.login,
    name: row.name,
    joinedAt: row.createdAt.toISOString(),
    github: github ? { login: github.login } : null,
    holds,
    finished: finished.sort((a, b) => Date.parse(b.endedAt ?? b.startedAt) - Date.parse(a.endedAt ?? a.startedAt)),
    completions,
    memberships: memberships.map((one) => ({ project: projectRef(one.project), role: one.role })),
  };
}
