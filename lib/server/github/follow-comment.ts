import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { isAppError } from "../../domain/errors";
import { minute } from "../../domain/policy";
import type { MemberRole } from "../../domain/words";
import { type Command, commandIn } from "../../github/commands";
import type { GitHubComment } from "../../github/replies";
import { claimTask } from "../claims/claim";
import { heldBy } from "../claims/open";
import { releaseClaim } from "../claims/release";
import { renewClaim } from "../claims/renew";
import type { ActingPerson, Context } from "../context";
import { joinWaitlist } from "../waitlist/join";
import type { RepositoryRow } from "./access";
import { asGitHub } from "./as";
import type { AskGitHub } from "./ask";
import { type ChosenPart, choosePart } from "./choose-part";
import { answerLater, assigneesLater } from "./errands";
import { personHere } from "./follow-assignees";
import type { IssueRow } from "./follow-issue";
import { answerWords, forOtherWords, partWords, refusalWords } from "./stand";

/** Longer than obeying takes, shorter than a delivery or a reading waits for whoever has taken it. */
const takenFor = 2 * minute;

/**
 * Obeys a comment in an issue that is a task, if it is a command: once, however often it is told, never one of a bot, and
 * none that was edited since it was written: what it said first is what counts, and that may not be known. The answer is written down to be given in the issue, in the issue's language.
 * @param ask asks GitHub about people, where a command names one
 * @returns whether it was a command
 */
export async function followComment(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  comment: GitHubComment,
  ask: AskGitHub,
): Promise<boolean> {
  const { author } = comment;
  if (!author || author.isBot || known.taskNumber === null || known.state !== "open") return false;
  await nowAssignable(context, known, author.id);
  if (comment.updatedAt > comment.createdAt) return false;
  const command = commandIn(comment.body, repository);
  if (!command || !(await take(context, known, comment.id))) return false;
  const person = await personHere(context, author);
  const said = await obeyOrForget(context, repository, known, { command, person, comment, ask });
  await context.database.transaction(async (tx) => {
    await tx.db.update(tx.tables.command).set({ takenUntil: null }).where(eq(tx.tables.command.id, comment.id));
    if (repository.mayWrite && said !== false) await answerLater(tx, context.now(), known.id, said ?? "");
  });
  return said !== false;
}

/** A command that could not be obeyed for a fault of ours, or of GitHub's, is obeyed when it is told again. */
async function obeyOrForget(context: Context, repository: RepositoryRow, known: IssueRow, order: Order): Promise<Said> {
  try {
    return await obey(context, repository, known, order);
  } catch (error) {
    await context.database.transaction(async (tx) => {
      await tx.db.delete(tx.tables.command).where(eq(tx.tables.command.id, order.comment.id));
    });
    throw error;
  }
}

/** Who has commented can be assigned. */
async function nowAssignable(context: Context, { id, unassignable }: IssueRow, accountId: string): Promise<void> {
  if (!unassignable.includes(accountId)) return;
  await context.database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const left = unassignable.filter((one) => one !== accountId);
    await tx.db.update(issue).set({ unassignable: left }).where(eq(issue.id, id));
    await assigneesLater(tx, context.now(), id);
  });
}

/**
 * The comment's number is the key: webhooks and the sync may both bring it, and more than once. Whoever takes it and is
 * not heard of again has died before it was obeyed: what brought it is tried again later than that.
 */
async function take({ database, now }: Context, { id: issueId }: IssueRow, id: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const { command } = tx.tables;
    const at = now();
    const takenUntil = new Date(at.getTime() + takenFor);
    const [won] = await tx.db
      .insert(command)
      .values({ id, issueId, at, takenUntil })
      .onConflictDoUpdate({
        target: command.id,
        set: { takenUntil },
        setWhere: and(isNotNull(command.takenUntil), lte(command.takenUntil, at)),
      })
      .returning({ id: command.id });
    return won !== undefined;
  });
}

interface Order {
  command: Command;
  person: ActingPerson;
  comment: GitHubComment;
  ask: AskGitHub;
}

/**
 * What is to be said to whoever asked; null: how the task stands now says enough; false: nothing, because it was no
 * command after all, or has been overtaken.
 */
type Said = string | null | false;

/** Does it. */
async function obey(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  { command, person, comment, ask }: Order,
): Promise<Said> {
  const number = known.taskNumber as number;
  const login = comment.author?.login ?? "";
  const asThem = asGitHub(context, person, "commanded");
  if (await isOvertaken(context, repository, known, { command, comment, ask })) return false;
  try {
    switch (command.kind) {
      case "claim":
        // Who looks after it tells somebody else to.
        if (command.isBare && (await looksAfter(context, repository, { person, comment, ask }))) return false;
        if (isOther(command.other, login)) return forOtherWords(known.locale, login, "claim", command.other);
        return await claimPart(context, known, login, {
          chosen: await choosePart(context.database, number, person, command.part),
          claim: (slot) => claimTask(asThem, { number, ...slot }),
        });
      case "waitlist":
        await joinWaitlist(asThem, { number });
        return answerWords(known.locale, login, "inLine");
      case "unclaim":
      case "renew": {
        if (isOther(command.other, login)) return forOtherWords(known.locale, login, "unclaim", command.other);
        const held = await heldBy(context.database, number, person.id);
        if (!held) return answerWords(known.locale, login, "nothingHeld");
        await (command.kind === "renew" ? renewClaim : releaseClaim)(asThem, { id: held });
        return null;
      }
      default:
        return await assignOther(context, repository, known, { command, person, comment, ask });
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    return refusalWords(known.locale, login, error);
  }
}

/**
 * Whether the same person has said later who is to hold it, and that was obeyed: webhooks come in any order, and some only
 * with the sync. GitHub's numbers grow, so the later comment has the greater one; whose it is, GitHub is asked only when
 * there is any.
 */
async function isOvertaken(
  { database }: Context,
  repository: RepositoryRow,
  known: IssueRow,
  { command, comment, ask }: Pick<Order, "command" | "comment" | "ask">,
): Promise<boolean> {
  const login = comment.author?.login ?? "";
  const whom = command.kind === "renew" ? login.toLowerCase() : whoHolds(command, login);
  if (whom === null) return false;
  const table = database.tables.command;
  const obeyed = await database.db.select({ id: table.id }).from(table).where(eq(table.issueId, known.id));
  const later = new Set(obeyed.flatMap(({ id }) => (Number(id) > Number(comment.id) ? id : [])));
  if (later.size === 0) return false;
  const since = await ask.comments(known.number, comment.createdAt);
  return since.some((one) => {
    if (!later.has(one.id) || one.author?.id !== comment.author?.id) return false;
    const other = commandIn(one.body, repository);
    return other !== null && whoHolds(other, login) === whom;
  });
}

/** About whom a command says whether they hold the task; null where it does not. */
function whoHolds(command: Command, login: string): string | null {
  if (command.kind === "claim" || command.kind === "unclaim") return login.toLowerCase();
  return "login" in command ? command.login.toLowerCase() : null;
}

/** Whether a command for oneself names somebody else. */
function isOther(named: string | undefined, login: string): named is string {
  return named !== undefined && named.toLowerCase() !== login.toLowerCase();
}

/** Claims the part that was chosen. Of one that is not to be had it is said by whom it is held, and which are free. */
async function claimPart(
  { database }: Context,
  known: IssueRow,
  login: string,
  { chosen, claim }: { chosen: ChosenPart; claim: (slot: { slot?: string }) => Promise<unknown> },
): Promise<string | null> {
  if ("refused" in chosen) return partWords(database, known, login, chosen.refused);
  try {
    await claim(chosen);
    return null;
  } catch (error) {
    const isTaken = isAppError(error) && (error.code === "slot_taken" || error.code === "slot_offered");
    if (!isTaken || chosen.slot === undefined) throw error;
    return partWords(database, known, login, chosen.slot);
  }
}

/** Only who looks after the repository, or the project, says what others do. */
async function assignOther(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  { command, person, comment, ask }: Order,
): Promise<string | null> {
  if (command.kind !== "assign" && command.kind !== "unassign") return null;
  const number = known.taskNumber as number;
  const login = comment.author?.login ?? "";
  const isKeeper =
    (await isMember(context, repository.projectId, person.id, ["maintainer"])) || (await ask.mayWrite(login));
  if (!(isKeeper ?? comment.isOwner)) {
    return answerWords(known.locale, login, "notAllowed");
  }
  const other = await personAtGitHub(context, command.login, ask);
  if (!other) return answerWords(known.locale, login, "nobody");
  if (command.kind === "assign") {
    const asOther = asGitHub(context, other, "assigned");
    return claimPart(context, known, login, {
      // As whoever is assigned at GitHub: the first free part, where none is named.
      chosen: await choosePart(context.database, number, other, command.part, { mayBeAny: true }),
      claim: (slot) => claimTask(asOther, { number, ...slot }, { beyondRules: true }),
    });
  }
  const held = await heldBy(context.database, number, other.id);
  if (!held) return answerWords(known.locale, login, "nothingHeld");
  await releaseClaim(asGitHub(context, null, "unassigned"), { id: held });
  return null;
}

/** Whether they are one of the project's people, or of the repository's. */
async function looksAfter(
  context: Context,
  repository: RepositoryRow,
  { person, comment, ask }: Omit<Order, "command">,
): Promise<boolean> {
  if (await isMember(context, repository.projectId, person.id, ["maintainer", "mentor"])) return true;
  return (await ask.mayWrite(comment.author?.login ?? "")) ?? comment.isInside;
}

async function isMember(
  { database }: Context,
  projectId: string,
  personId: string,
  roles: MemberRole[],
): Promise<boolean> {
  const { member } = database.tables;
  const [row] = await database.db
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.projectId, projectId), eq(member.personId, personId), inArray(member.role, roles)));
  return row !== undefined;
}

/** Someone at GitHub by their login, seen here before or not. */
async function personAtGitHub(context: Context, login: string, ask: AskGitHub): Promise<ActingPerson | null> {
  const found = await ask.account(login);
  if (found) return found.isBot ? null : personHere(context, found);
  const { database } = context;
  const { githubAccount, person } = database.tables;
  const [row] = await database.db
    .select({ id: person.id, login: person.login, name: person.name, isAdmin: person.isAdmin })
    .from(githubAccount)
    .innerJoin(person, eq(person.id, githubAccount.personId))
    .where(eq(sql`lower(${githubAccount.login})`, login.toLowerCase()));
  return row ?? null;
}
