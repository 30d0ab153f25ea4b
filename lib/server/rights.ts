import { and, eq } from "drizzle-orm";
import type { Source, Transaction } from "../../db/database";
import { AppError } from "../domain/errors";
import { type ActingPerson, actingPerson, actsByItself, type Context } from "./context";

declare const checked: unique symbol;

/**
 * The proof that a right was checked. `record` asks for it, so a verb that forgets the check does not compile. Only this
 * file makes one.
 */
export interface Authorized {
  readonly [checked]: true;
  /** Null: the system itself. */
  readonly person: ActingPerson | null;
}

function authorized(person: ActingPerson | null): Authorized {
  return { person } as Authorized;
}

/** Anyone who is signed in. @throws AppError unauthenticated */
export function asPerson(context: Context): Authorized & { person: ActingPerson } {
  const person = actingPerson(context);
  if (!person) throw new AppError("unauthenticated", {});
  return authorized(person) as Authorized & { person: ActingPerson };
}

/** The system: terminal, seed, jobs. @throws AppError forbidden */
export function asSystem(context: Context): Authorized {
  if (context.actor.kind !== "system") throw new AppError("forbidden", { needs: "admin" });
  return authorized(null);
}

/** An administrator, or the system. @throws AppError unauthenticated, forbidden */
export function asAdmin(context: Context): Authorized {
  if (context.actor.kind === "system") return authorized(null);
  const { person } = asPerson(context);
  if (!person.isAdmin) throw new AppError("forbidden", { needs: "admin" });
  return authorized(person);
}

/**
 * A maintainer of the project, an administrator, the system, or a repository that one of them has connected.
 * @throws AppError unauthenticated, forbidden
 */
export async function asMaintainer(tx: Source, context: Context, projectId: string): Promise<Authorized> {
  if (actsByItself(context)) return authorized(null);
  const { person } = asPerson(context);
  if (person.isAdmin || (await isMaintainer(tx, person.id, projectId))) return authorized(person);
  throw new AppError("forbidden", { needs: "maintainer" });
}

/** A maintainer of any project, an administrator, or the system. @throws AppError unauthenticated, forbidden */
export async function asAnyMaintainer(source: Source, context: Context): Promise<Authorized> {
  if (context.actor.kind === "system") return authorized(null);
  const { person } = asPerson(context);
  const { member } = source.tables;
  const [own] = await source.db
    .select({ projectId: member.projectId })
    .from(member)
    .where(and(eq(member.personId, person.id), eq(member.role, "maintainer")))
    .limit(1);
  if (!own && !person.isAdmin) throw new AppError("forbidden", { needs: "maintainer" });
  return authorized(person);
}

/** Whether the one who acts may do what a maintainer of the project may. */
export async function maintains(tx: Source, context: Context, projectId: string): Promise<boolean> {
  if (actsByItself(context)) return true;
  const person = actingPerson(context);
  return person !== null && (person.isAdmin || (await isMaintainer(tx, person.id, projectId)));
}

/** The claim's holder alone. @throws AppError unauthenticated, forbidden */
export function asHolder(context: Context, claim: { personId: string }): Authorized & { person: ActingPerson } {
  const right = asPerson(context);
  if (right.person.id !== claim.personId) throw new AppError("forbidden", { needs: "holder" });
  return right;
}

/** The claim's holder, or a maintainer of its project. @throws AppError unauthenticated, forbidden */
export async function asHolderOrMaintainer(
  tx: Transaction,
  context: Context,
  claim: { personId: string; projectId: string },
): Promise<Authorized & { isHolder: boolean }> {
  const person = actingPerson(context);
  if (person?.id === claim.personId) return { ...authorized(person), isHolder: true };
  return { ...(await asMaintainer(tx, context, claim.projectId)), isHolder: false };
}

/** Who wrote it, alone. @throws AppError unauthenticated, forbidden */
export function asAuthor(context: Context, post: { personId: string | null }): Authorized & { person: ActingPerson } {
  const right = asPerson(context);
  if (right.person.id !== post.personId) throw new AppError("forbidden", { needs: "author" });
  return right;
}

/** Who wrote it, or a maintainer of its project. @throws AppError unauthenticated, forbidden */
export async function asAuthorOrMaintainer(
  tx: Transaction,
  context: Context,
  post: { personId: string | null; projectId: string },
): Promise<Authorized> {
  const person = actingPerson(context);
  if (person && person.id === post.personId) return authorized(person);
  return asMaintainer(tx, context, post.projectId);
}

/**
 * Who may answer a question: a maintainer or mentor of the project, the task's own mentor, an administrator, and who
 * asked. @throws AppError unauthenticated, forbidden
 */
export async function asAnswerer(
  tx: Transaction,
  context: Context,
  question: { personId: string | null; projectId: string; taskNumber: number },
): Promise<Authorized & { person: ActingPerson }> {
  const right = asPerson(context);
  const { person } = right;
  if (person.isAdmin || person.id === question.personId) return right;
  const { member, taskMentor } = tx.tables;
  const [asMember] = await tx.db
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.personId, person.id), eq(member.projectId, question.projectId)));
  if (asMember) return right;
  const [asMentor] = await tx.db
    .select({ task: taskMentor.taskNumber })
    .from(taskMentor)
    .where(and(eq(taskMentor.personId, person.id), eq(taskMentor.taskNumber, question.taskNumber)));
  if (asMentor) return right;
  throw new AppError("forbidden", { needs: "member" });
}

async function isMaintainer(tx: Source, personId: string, projectId: string): Promise<boolean> {
  const { member } = tx.tables;
  const [row] = await tx.db
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.personId, personId), eq(member.projectId, projectId), eq(member.role, "maintainer")));
  return row !== undefined;
}
