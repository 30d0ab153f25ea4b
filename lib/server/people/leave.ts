import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { deleteAccountInput } from "../../domain/inputs";
import { FORMER } from "../../domain/people";
import type { EventDetails } from "../../domain/views";
import type { ActingPerson, Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asPerson, asSystem } from "../rights";
import { settleTask } from "../tasks/change";
import { asSignedIn } from "./create";
import { loginOnlyInput } from "./inputs";
import { prove } from "./password";

/**
 * Deletes the account of the person who asks, for good: what they hold is released, what they finished stays under "a
 * former contributor". Only from a session of their own, with the password and the login typed once more; who has no
 * password has just confirmed through GitHub that it is them (`confirmedId`).
 * @throws AppError unauthenticated; invalid (`login` is not theirs: `not_your_login`; the password is wrong:
 *   `wrong_password`; not confirmed: `confirm_first`; they are the only administrator: `last_admin`); rate_limited
 */
export async function deleteAccount(
  context: Context,
  input: unknown,
  confirmedId: string | null = null,
): Promise<Record<string, never>> {
  const person = asSignedIn(context);
  const { login, password } = parseInput(deleteAccountInput, input);
  if (login !== person.login) throw wrong("login", "not_your_login");
  const isStillTrue = await prove(context, person.id, { password, path: "password", confirmedId });
  await context.database.transaction(async (tx) => {
    await isStillTrue(tx);
    await leave(tx, context, asPerson(context), person);
  });
  return {};
}

/**
 * Deletes someone's account. For the terminal alone.
 * @throws AppError forbidden, not_found, invalid (the only administrator: `last_admin`)
 */
export async function removePerson(context: Context, input: unknown): Promise<void> {
  const by = asSystem(context);
  const { login } = parseInput(loginOnlyInput, input);
  await context.database.transaction(async (tx) => {
    const { person } = tx.tables;
    const [row] = await tx.db.select().from(person).where(eq(person.login, login));
    if (!row) throw new AppError("not_found", { what: "person" });
    const { id, name, isAdmin } = row;
    await leave(tx, context, by, { id, login, name, isAdmin });
  });
}

/** All of it, in the caller's transaction: an account is there whole or not at all. */
async function leave(tx: Transaction, context: Context, by: Authorized, leaver: ActingPerson): Promise<void> {
  await checkAdministrators(tx, leaver.id);
  const mentored = await forgetRoles(tx, leaver.id);
  const touched = await letGo(tx, context, leaver);
  await forbidUndo(tx, leaver.id);
  for (const number of [...new Set([...mentored, ...touched])].sort((a, b) => a - b)) {
    await settleTask(tx, context, number, { texts: mentored.has(number) });
  }
  await forgetAccount(tx, leaver);
  const former = `${FORMER}${randomBytes(9).toString("hex")}`;
  await renameCopies(tx, leaver.login, { login: former, name: "" });
  const { person } = tx.tables;
  const now = context.now();
  await tx.db
    .update(person)
    .set({
      login: former,
      displayLogin: null,
      name: "",
      email: `${former.slice(FORMER.length)}@former.invalid`,
      image: null,
      isAdmin: false,
      isHidden: true,
      leftAt: now,
      updatedAt: now,
    })
    .where(eq(person.id, leaver.id));
  await record(tx, context, by, { kind: "person.left", details: { person: { login: former, name: "" } } });
}

/** Someone must be left who may do everything. @throws AppError invalid */
async function checkAdministrators(tx: Transaction, leaverId: string): Promise<void> {
  const { person } = tx.tables;
  const admins = await tx.db.select({ id: person.id }).from(person).where(eq(person.isAdmin, true)).limit(2);
  if (admins.length === 1 && admins[0]?.id === leaverId) throw wrong("", "last_admin");
}

/** Their roles in projects end. @returns the tasks they mentored */
async function forgetRoles(tx: Transaction, leaverId: string): Promise<Set<number>> {
  const { member, taskMentor } = tx.tables;
  await tx.db.delete(member).where(eq(member.personId, leaverId));
  const mentored = await tx.db
    .delete(taskMentor)
    .where(eq(taskMentor.personId, leaverId))
    .returning({ number: taskMentor.taskNumber });
  return new Set(mentored.map((one) => one.number));
}

/**
 * What they hold and wait for goes back, in their own name whoever asks for it; places first, so that nothing they
 * give back is offered to them. @returns the tasks
 */
async function letGo(tx: Transaction, context: Context, leaver: ActingPerson): Promise<number[]> {
  const { claim, waiting, claimException } = tx.tables;
  const asThem: Context = { ...context, actor: { kind: "person", person: leaver } };
  const by = asPerson(asThem);
  const now = context.now();
  const places = await tx.db
    .update(waiting)
    .set({ endedAt: now, end: "left", offerSlotId: null, offerEndsAt: null })
    .where(and(eq(waiting.personId, leaver.id), isNull(waiting.endedAt)))
    .returning({ task: waiting.taskNumber, projectId: waiting.projectId });
  for (const about of places) await record(tx, asThem, by, { kind: "waitlist.left", ...about });
  const claims = await tx.db
    .update(claim)
    .set({ state: "released", endedAt: now })
    .where(and(eq(claim.personId, leaver.id), isNull(claim.endedAt)))
    .returning({ claimId: claim.id, task: claim.taskNumber, projectId: claim.projectId });
  for (const about of claims) {
    const eventId = await record(tx, asThem, by, { kind: "claim.released", ...about });
    const told = await keepersOf(tx, about.task, about.projectId);
    await notify(tx, asThem, told, { kind: "claim.released", key: `${about.claimId} ${eventId}`, ...about });
  }
  await tx.db.delete(claimException).where(eq(claimException.personId, leaver.id));
  return [...places, ...claims].map((one) => one.task);
}

/** No undo may give a claim or a place back to someone who is no longer there. */
async function forbidUndo(tx: Transaction, leaverId: string): Promise<void> {
  const { claim, event, waiting } = tx.tables;
  for (const table of [claim, waiting]) {
    const tasks = tx.db.select({ number: table.taskNumber }).from(table).where(eq(table.personId, leaverId));
    await tx.db
      .update(event)
      .set({ undo: null })
      .where(and(inArray(event.taskNumber, tasks), isNotNull(event.undo)));
  }
}

/** How they sign in, where they are signed in, and what was kept for them alone; what they wrote loses its author. */
async function forgetAccount(tx: Transaction, { id, login }: ActingPerson): Promise<void> {
  const { session, account, token, githubAccount, contact, notice, mail, post, postRevision, rateLimit } = tx.tables;
  for (const table of [session, account]) await tx.db.delete(table).where(eq(table.userId, id));
  for (const table of [token, githubAccount, contact, notice, mail])
    await tx.db.delete(table).where(eq(table.personId, id));
  await tx.db.update(notice).set({ actorId: null }).where(eq(notice.actorId, id));
  for (const table of [post, postRevision])
    await tx.db.update(table).set({ personId: null }).where(eq(table.personId, id));
  // Attempts to sign in are counted by login, or by login and address.
  const prefix = `login|${login}|`;
  const counts = or(
    eq(rateLimit.key, `login|${login}`),
    sql`substr(${rateLimit.key}, 1, ${prefix.length}) = ${prefix}`,
  );
  await tx.db.delete(rateLimit).where(counts);
}

/** Events and other people's notices keep copies of a person as they were; these copies change too. */
export async function renameCopies(
  tx: Transaction,
  login: string,
  person: { login: string; name: string },
): Promise<void> {
  const { event, notice } = tx.tables;
  for (const table of [event, notice]) {
    // The text of a JSON column holds the login as a whole string: more rows than are meant, on both engines.
    const mayName = sql`cast(${table.details} as text) like ${`%"${login}"%`}`;
    const rows = await tx.db.select({ id: table.id, details: table.details }).from(table).where(mayName);
    for (const { id, details } of rows) {
      if (details.person?.login !== login) continue;
      const changed: EventDetails = { ...details, person };
      await tx.db.update(table).set({ details: changed }).where(eq(table.id, id));
    }
  }
}

function wrong(path: string, code: string): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path, code }] });
}
