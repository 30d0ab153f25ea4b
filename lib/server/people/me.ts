import { and, asc, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { MeView } from "../../domain/views";
import type { MemberRole } from "../../domain/words";
import { completionsOf } from "../claims/allowed";
import { claimViews } from "../claims/views";
import { actingPerson, type Context } from "../context";
import { accountOf } from "../github/people";
import { unreadOf } from "../notices/list";
import { parseInput } from "../parse";
import { refreshTask } from "../tasks/refresh";
import { waitsOf } from "../waitlist/views";
import { asSignedIn } from "./create";
import { renameInput } from "./inputs";
import { passwordOf } from "./password";
import { refOf } from "./ref";

/** Ended claims that are shown. */
const endedShown = 10;

/** Who asks, what they hold and may do; for a visitor all of it is empty. */
export async function readMe(context: Context): Promise<MeView> {
  const person = actingPerson(context);
  if (!person) {
    const nothing = { maintains: [], mentors: [], claims: [], ended: [], completions: 0, waits: [], unread: 0 };
    return { person: null, ...nothing, signUp: context.signUp, github: null, hasPassword: false };
  }
  const { claim, person: people } = context.database.tables;
  const { db } = context.database;
  const mine = eq(claim.personId, person.id);
  const [maintains, mentors, claims, lastEnded, completions, waits, unread, [own], github, password] =
    await Promise.all([
      slugsMaintained(context, person),
      slugsOf(context, person, "mentor"),
      claimViews(context.database, and(mine, isNull(claim.endedAt))),
      db
        .select({ id: claim.id })
        .from(claim)
        .where(and(mine, isNotNull(claim.endedAt)))
        .orderBy(desc(claim.endedAt), desc(claim.id))
        .limit(endedShown),
      completionsOf(context.database, person.id),
      waitsOf(context.database, person),
      unreadOf(context.database, person.id),
      db.select({ isHidden: people.isHidden }).from(people).where(eq(people.id, person.id)),
      accountOf(context.database, person.id),
      passwordOf(context.database, person.id),
    ]);
  const ids = lastEnded.map((one) => one.id);
  const ended = ids.length > 0 ? await claimViews(context.database, inArray(claim.id, ids)) : [];
  ended.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const { login, name, isAdmin } = person;
  return {
    person: { ...refOf({ login, name, isHidden: own?.isHidden ?? false }), isAdmin },
    maintains,
    mentors,
    claims,
    ended,
    completions,
    waits,
    unread,
    signUp: context.signUp,
    github: github ? { login: github.login } : null,
    hasPassword: password !== null,
  };
}

async function slugsMaintained(context: Context, person: { id: string; isAdmin: boolean }): Promise<string[]> {
  if (!person.isAdmin) return slugsOf(context, person, "maintainer");
  const { project } = context.database.tables;
  const rows = await context.database.db.select({ slug: project.slug }).from(project).orderBy(asc(project.slug));
  return rows.map((row) => row.slug);
}

async function slugsOf(context: Context, person: { id: string }, role: MemberRole): Promise<string[]> {
  const { member, project } = context.database.tables;
  const rows = await context.database.db
    .select({ slug: project.slug })
    .from(member)
    .innerJoin(project, eq(project.id, member.projectId))
    .where(and(eq(member.personId, person.id), eq(member.role, role)))
    .orderBy(asc(project.slug));
  return rows.map((row) => row.slug);
}

/** Changes the name by which the person who asks is shown. @throws AppError unauthenticated, invalid */
export async function renameMe(context: Context, input: unknown): Promise<{ login: string; name: string }> {
  const { id, login } = asSignedIn(context);
  const { name } = parseInput(renameInput, input);
  await context.database.transaction(async (tx) => {
    const { person, task, taskMentor } = tx.tables;
    await tx.db.update(person).set({ name, updatedAt: context.now() }).where(eq(person.id, id));
    // Tasks are found by their mentors' names.
    const mentored = await tx.db
      .select({ number: task.number, updatedAt: task.updatedAt })
      .from(taskMentor)
      .innerJoin(task, eq(task.number, taskMentor.taskNumber))
      .where(eq(taskMentor.personId, id));
    for (const { number, updatedAt } of mentored) await refreshTask(tx, updatedAt, number, { texts: true });
  });
  return { login, name };
}
