import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, type SQL } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import type { GitHubRef } from "../../domain/repositories";
import type { ClaimState } from "../../domain/words";
import type { Context } from "../context";
import { standWords } from "./stand";

export type ErrandRow = Transaction["tables"]["errand"]["$inferSelect"];

/**
 * What is to be done at GitHub is written here, in the transaction of its cause, and done after (`run-errands.ts`). An
 * errand says what to see to and not what to write: when it is run, issue and task are compared as they are then. So it
 * may be late, run twice, or have been overtaken.
 */

/** Who is assigned to a task's issue and who should be. */
export interface Assignees {
  assign: GitHubRef[];
  unassign: GitHubRef[];
}

/**
 * Whom to assign and unassign so that an issue agrees with its task. Who holds it is assigned; who held it and does not
 * any more is not. Who never held it, and who has finished a part of it, is left alone.
 * @param extra numbers of accounts that came too late: unassigned unless they hold it now
 */
export async function compareAssignees(
  source: Source,
  issue: { taskNumber: number | null; assignees: readonly GitHubRef[]; unassignable: readonly string[] },
  extra: readonly string[] = [],
): Promise<Assignees> {
  const { claim } = source.tables;
  return assigneesBy(await accountClaims(source, eq(claim.taskNumber, issue.taskNumber ?? 0)), issue, extra);
}

/** A claim by someone whose account at GitHub is known. */
export interface AccountClaim extends GitHubRef {
  number: number;
  state: ClaimState;
  endedAt: Date | null;
}

/** Claims by people whose account at GitHub is known, the latest first. */
export function accountClaims({ db, tables }: Source, which: SQL | undefined): Promise<AccountClaim[]> {
  const { claim, githubAccount } = tables;
  return db
    .select({
      number: claim.taskNumber,
      id: githubAccount.id,
      login: githubAccount.login,
      state: claim.state,
      endedAt: claim.endedAt,
    })
    .from(claim)
    .innerJoin(githubAccount, eq(githubAccount.personId, claim.personId))
    .where(which)
    .orderBy(desc(claim.startedAt));
}

/** As `compareAssignees`, by the claims of the task. */
export function assigneesBy(
  claims: readonly AccountClaim[],
  issue: { assignees: readonly GitHubRef[]; unassignable: readonly string[] },
  extra: readonly string[] = [],
): Assignees {
  const stay = new Set(claims.filter((one) => !one.endedAt || one.state === "completed").map((one) => one.id));
  const left = new Set([...claims.map((one) => one.id), ...extra].filter((id) => !stay.has(id)));
  const isAssigned = (id: string) => issue.assignees.some((one) => one.id === id);
  const missing = claims.filter((one) => !one.endedAt && !isAssigned(one.id) && !issue.unassignable.includes(one.id));
  return {
    assign: [...new Map(missing.map(({ id, login }) => [id, { id, login }])).values()],
    unassign: issue.assignees.filter((one) => left.has(one.id)),
  };
}

/**
 * After a change of a task: what its issue at GitHub lacks is written down to be done. Without an issue in a repository
 * that may be written to there is nothing.
 */
export async function settleIssue(tx: Transaction, context: Context, taskNumber: number): Promise<void> {
  const { issue, repository, errand } = tx.tables;
  const rows = await tx.db
    .select({ issue })
    .from(issue)
    .innerJoin(repository, eq(repository.id, issue.repositoryId))
    .where(
      and(
        eq(issue.taskNumber, taskNumber),
        eq(issue.state, "open"),
        eq(repository.mayWrite, true),
        eq(repository.isFollowed, true),
      ),
    );
  for (const { issue: row } of rows) {
    const { assign, unassign } = await compareAssignees(tx, row);
    if (assign.length + unassign.length > 0) {
      // By their numbers: who deletes their account is not known any more when the errand is run.
      await assigneesLater(
        tx,
        context.now(),
        row.id,
        unassign.map((one) => one.id),
      );
    } else {
      // What was to be done has been done there, or is not wanted any more.
      await tx.db
        .update(errand)
        .set({ endedAt: context.now(), end: "skipped" })
        .where(
          and(
            eq(errand.issueId, row.id),
            eq(errand.kind, "assignees"),
            isNull(errand.endedAt),
            eq(errand.hasExtra, false),
          ),
        );
    }
    const isSaid = row.answerId !== null && row.answer === (await standWords(tx, row));
    if (!isSaid && (row.answerId !== null || (await needsWord(tx, row)))) {
      await answerLater(tx, context.now(), row.id, null);
    }
  }
}

/** Whether someone holds the task whom GitHub cannot show as assigned: then a comment says so. */
export async function needsWord(
  source: Source,
  issue: { taskNumber: number | null; unassignable: readonly string[] },
): Promise<boolean> {
  const { claim, githubAccount } = source.tables;
  const holders = await source.db
    .select({ account: githubAccount.id })
    .from(claim)
    .leftJoin(githubAccount, eq(githubAccount.personId, claim.personId))
    .where(and(eq(claim.taskNumber, issue.taskNumber ?? 0), isNull(claim.endedAt)));
  return holders.some(({ account }) => account === null || issue.unassignable.includes(account));
}

/** The assignees of an issue are to be seen to; `extra` are accounts that came too late. */
export async function assigneesLater(
  tx: Transaction,
  now: Date,
  issueId: string,
  extra: readonly string[] = [],
): Promise<void> {
  const { errand } = tx.tables;
  const open = await openErrand(tx, issueId, "assignees");
  if (open) {
    const unassign = [...new Set([...open.unassign, ...extra])];
    await tx.db
      .update(errand)
      .set({ unassign, hasExtra: unassign.length > 0, isAgain: open.tries > 0 })
      .where(eq(errand.id, open.id));
    return;
  }
  await tx.db
    .insert(errand)
    .values({
      id: randomUUID(),
      issueId,
      kind: "assignees",
      unassign: [...extra],
      hasExtra: extra.length > 0,
      createdAt: now,
      nextTryAt: now,
    })
    .onConflictDoNothing();
}

/** Things that are said in one answer. */
const mostSaid = 3;

/**
 * An answer is to stand in an issue: `said` to someone, then how the task stands. Null: nobody has asked, and a comment
 * is made only if it is needed; empty: somebody has, and how it stands is the answer.
 */
export async function answerLater(tx: Transaction, now: Date, issueId: string, said: string | null): Promise<void> {
  const { errand } = tx.tables;
  const open = await openErrand(tx, issueId, "answer");
  if (!open) {
    await tx.db
      .insert(errand)
      .values({ id: randomUUID(), issueId, kind: "answer", text: said, createdAt: now, nextTryAt: now })
      .onConflictDoNothing();
    return;
  }
  // Two who asked in the same moment are both told.
  const all = [...(open.text ?? "").split("\n\n"), said ?? ""].filter(Boolean).slice(-mostSaid);
  const text = said === null && open.text === null ? null : all.join("\n\n");
  await tx.db
    .update(errand)
    .set({ text, isAgain: open.tries > 0 })
    .where(eq(errand.id, open.id));
}

async function openErrand(tx: Transaction, issueId: string, kind: ErrandRow["kind"]): Promise<ErrandRow | undefined> {
  const { errand } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(errand)
    .where(and(eq(errand.issueId, issueId), eq(errand.kind, kind), isNull(errand.endedAt)));
  return row;
}
