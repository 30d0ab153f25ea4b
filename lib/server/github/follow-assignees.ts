import { and, eq, inArray, isNull } from "drizzle-orm";
import { type AppError, isAppError } from "../../domain/errors";
import type { GitHubRef } from "../../domain/repositories";
import { assignedPeople, type GitHubAccount, type GitHubIssue } from "../../github/replies";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import type { ActingPerson, Context } from "../context";
import type { RepositoryRow } from "./access";
import { asGitHub } from "./as";
import { accountClaims, answerLater, assigneesLater } from "./errands";
import type { IssueRow } from "./follow-issue";
import { personOfGitHub } from "./people";
import { refusalWords } from "./stand";

/**
 * Who was assigned at GitHub since the issue was last seen holds the task here; who was unassigned does not any more.
 * What was not changed there is left alone: it may be on its way from here to there. When somebody else was faster
 * here, they keep the task; the other one is told and unassigned, once.
 * @param options.isFirst the issue has only just come in, with whoever was assigned long before
 */
export async function followAssignees(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  theirs: GitHubIssue,
  { isFirst = false }: { isFirst?: boolean } = {},
): Promise<void> {
  const number = known.taskNumber;
  if (number === null) return;
  const added = theirs.assignees.filter((one) => !one.isBot && !includes(known.assignees, one));
  const removed = known.assignees.filter((one) => !includes(theirs.assignees, one));
  for (const one of removed) await unassigned(context, number, one);
  for (const one of added) await assigned(context, repository, known, one, isFirst);
  // From one to the other: whoever was assigned while it was held has it now.
  if (removed.length > 0) await takeOver(context, number, assignedPeople(theirs));
}

/**
 * Who is assigned at GitHub and has never held the task, because somebody else did, has it once it is free. Who has
 * deleted their account here is nobody's concern.
 */
export async function takeOver(context: Context, number: number, people: readonly GitHubRef[]): Promise<void> {
  const { claim, githubAccount } = context.database.tables;
  const { db } = context.database;
  const claims = await accountClaims(context.database, eq(claim.taskNumber, number));
  const next = people.filter((one) => !claims.some((other) => other.id === one.id));
  if (next.length === 0) return;
  const ids = next.map((one) => one.id);
  const known = await db.select({ id: githubAccount.id }).from(githubAccount).where(inArray(githubAccount.id, ids));
  for (const one of next.filter(({ id }) => known.some((other) => other.id === id))) {
    await assign(context, number, one);
  }
}

/** Whether an account is among these, by its number. */
export function includes(all: readonly GitHubRef[], one: GitHubRef): boolean {
  return all.some((other) => other.id === one.id);
}

/** A maintainer's word, so neither cap nor ladder are asked about. */
async function assigned(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  account: GitHubAccount,
  isFirst: boolean,
): Promise<void> {
  const refusal = await assign(context, known.taskNumber, account);
  const isTaken = refusal?.code === "slot_taken" || refusal?.code === "slot_offered";
  // An issue that comes with several assignees: one holds the task, and the others are left where they are.
  if (refusal && isTaken && !isFirst && repository.mayWrite) await refuse(context, known, account, refusal);
}

/** Null when they hold the task now, else why they do not. */
async function assign(context: Context, number: number | null, account: GitHubRef): Promise<AppError | null> {
  const person = await personHere(context, account);
  try {
    await claimTask(asGitHub(context, person, "assigned"), { number }, { beyondRules: true });
    return null;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

async function refuse(
  context: Context,
  issue: Pick<IssueRow, "id" | "locale">,
  account: GitHubAccount,
  error: AppError,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await assigneesLater(tx, context.now(), issue.id, [account.id]);
    await answerLater(tx, context.now(), issue.id, refusalWords(issue.locale, account.login, error));
  });
}

async function unassigned(context: Context, number: number, { id }: GitHubRef): Promise<void> {
  const { claim, githubAccount } = context.database.tables;
  const held = await context.database.db
    .select({ id: claim.id })
    .from(claim)
    .innerJoin(githubAccount, eq(githubAccount.personId, claim.personId))
    .where(and(eq(githubAccount.id, id), eq(claim.taskNumber, number), isNull(claim.endedAt)));
  for (const one of held) await releaseClaim(asGitHub(context, null, "unassigned"), { id: one.id });
}

/** The person of a GitHub account, made if they were never seen here. */
export async function personHere(context: Context, account: GitHubRef): Promise<ActingPerson> {
  return context.database.transaction((tx) => personOfGitHub(tx, account, context.now()));
}
