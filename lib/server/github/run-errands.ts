import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { day, hour, minute } from "../../domain/policy";
import type { GitHubRef } from "../../domain/repositories";
import type { ErrandEnd } from "../../domain/words";
import type { GitHubClient } from "../../github/client";
import { GitHubFault } from "../../github/client";
import { accountReply, assignedPeople, commentReply, type GitHubIssue, issueReply } from "../../github/replies";
import type { Context } from "../context";
import { log } from "../log";
import { asSystem } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { commentsOf, lookFor, pathOf } from "./ask";
import { compareAssignees, type ErrandRow, needsWord, settleIssue } from "./errands";
import { includes } from "./follow-assignees";
import { followIssue, type IssueRow, issueIsGone } from "./follow-issue";
import { outside } from "./outside";
import { type GitHubSettings, gitHubSettings } from "./settings";
import { placeWords, standWords } from "./stand";

/** One that was taken and not heard of again is taken again after this time. */
const takenFor = 5 * minute;
const longestWait = 6 * hour;
const giveUpAfter = 3 * day;
/** Milliseconds after which the rest waits for the next turn. */
const patience = 20_000;
/** Stands in our comments, seen by nobody, so that they are known again. */
const marker = "<!-- foothold -->";
/** Ends with it; a comment that quotes ours has it further up. */
const isMarked = /(?:^|\n)<!-- foothold -->\s*$/;
/** Clocks differ. */
const margin = hour;
/** GitHub asks for a second between writes. */
const betweenWrites = 1000;

interface Job {
  context: Context;
  client: GitHubClient;
  repository: RepositoryRow;
  issue: IssueRow;
  given: GitHubSettings;
}

/**
 * Does at GitHub what is to be done there, one after the other. Any number of machines may: an errand is taken by one.
 * What fails is tried again later, longer and longer, for three days.
 * @returns how many were done
 */
export async function runErrands(
  context: Context,
  given: GitHubSettings = gitHubSettings(),
  pace: number = betweenWrites,
): Promise<number> {
  asSystem(context);
  const { errand } = context.database.tables;
  const startedAt = Date.now();
  let done = 0;
  const due = await context.database.db
    .select({ id: errand.id })
    .from(errand)
    .where(and(isNull(errand.endedAt), lte(errand.nextTryAt, context.now())))
    .orderBy(asc(errand.nextTryAt), asc(errand.createdAt), asc(errand.kind))
    .limit(200);
  for (const { id } of due) {
    if (Date.now() - startedAt > patience) break;
    const taken = await take(context, id);
    if (taken && (await runOne(context, taken, given))) {
      done += 1;
      await new Promise((resolve) => setTimeout(resolve, pace));
    }
  }
  return done;
}

async function take(context: Context, id: string): Promise<ErrandRow | null> {
  const { errand } = context.database.tables;
  const now = context.now();
  const [row] = await outside(context.database)
    .update(errand)
    .set({ nextTryAt: new Date(now.getTime() + takenFor), tries: sql`${errand.tries} + 1` })
    .where(and(eq(errand.id, id), isNull(errand.endedAt), lte(errand.nextTryAt, now)))
    .returning();
  return row ?? null;
}

/** Whether it is done. */
async function runOne(context: Context, taken: ErrandRow, given: GitHubSettings): Promise<boolean> {
  const { issue, repository } = context.database.tables;
  const [row] = await context.database.db
    .select({ issue, repository })
    .from(issue)
    .innerJoin(repository, eq(repository.id, issue.repositoryId))
    .where(eq(issue.id, taken.issueId));
  if (!row?.repository.mayWrite || !row.repository.isFollowed || row.issue.state === "gone") {
    await end(context, taken, "skipped");
    return false;
  }
  const { notBefore } = row.repository;
  if (notBefore && notBefore > context.now()) {
    await later(context, taken, notBefore, null);
    return false;
  }
  try {
    const client = clientWith(given, accessOf(given, row.repository), context.now);
    const job = { context, client, given, ...row };
    await (taken.kind === "assignees" ? seeToAssignees(job, taken) : answer(job, taken));
    await end(context, taken, "done");
    return true;
  } catch (error) {
    await failed(context, taken, row, error);
    return false;
  }
}

/** Reads the issue, follows what changed there, and assigns and unassigns what is then still missing. */
async function seeToAssignees({ context, client, repository, issue: before }: Job, taken: ErrandRow): Promise<void> {
  const path = `${pathOf(repository)}/issues/${before.number}`;
  const found = await lookFor(client, repository, before.number);
  if (typeof found === "string") return issueIsGone(context, before, found);
  await followIssue(context, repository, found);
  const issue = await rowOf(context, before.id);
  if (issue?.state !== "open") return;
  const { assign, unassign } = await compareAssignees(context.database, issue, taken.unassign);
  const refused: string[] = [];
  for (const [method, people] of [
    ["DELETE", unassign],
    ["POST", assign],
  ] as const) {
    if (people.length === 0) continue;
    const logins = people.map((one) => one.login);
    const after = await client.write(method, `${path}/assignees`, { assignees: logins }, issueReply);
    const assignees = assignedPeople(after);
    // GitHub answers as if all were well when it leaves somebody out.
    const left = people.filter((one) => includes(assignees, one) !== (method === "POST"));
    if (method === "POST") refused.push(...(await stillRefused(context, client, left)));
    await keepOwnChange(context, issue.id, after, people);
    // What somebody else has changed there between our question and our word is news.
    await followIssue(context, repository, after);
    if (method === "DELETE" && left.length > 0) {
      throw new GitHubFault("no_permission", "GitHub left somebody assigned whom it was asked to unassign");
    }
  }
  await context.database.transaction(async (tx) => {
    if (refused.length > 0) {
      const unassignable = [...new Set([...issue.unassignable, ...refused])];
      await tx.db.update(tx.tables.issue).set({ unassignable }).where(eq(tx.tables.issue.id, issue.id));
    }
    // What following the issue has asked for is done by now; whom GitHub left out is to be named in a comment.
    if (issue.taskNumber !== null) await settleIssue(tx, context, issue.taskNumber);
  });
}

/** Keeps what became of these people by our own word; what has changed besides is not known by that. */
async function keepOwnChange(
  { database, now }: Context,
  id: string,
  after: GitHubIssue,
  people: readonly GitHubRef[],
): Promise<void> {
  await database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const [row] = await tx.db.select({ assignees: issue.assignees }).from(issue).where(eq(issue.id, id));
    if (!row) return;
    const assigned = assignedPeople(after);
    const assignees = [
      ...assigned.filter((one) => includes(people, one) || includes(row.assignees, one)),
      ...row.assignees.filter((one) => !includes(people, one) && !includes(assigned, one)),
    ];
    await tx.db
      .update(issue)
      .set({ assignees, updatedAt: after.updatedAt, seenAt: now() })
      .where(and(eq(issue.id, id), lte(issue.updatedAt, after.updatedAt)));
  });
}

/** Who has another login now is not refused, but called by it the next time. Returns the numbers of the others. */
async function stillRefused(context: Context, client: GitHubClient, people: readonly GitHubRef[]): Promise<string[]> {
  const refused: string[] = [];
  for (const { id, login } of people) {
    const now = await client.get(`/user/${id}`, accountReply).catch((error: unknown) => {
      if (error instanceof GitHubFault && error.status === 404) return null;
      throw error;
    });
    if (now === null || now.data.login === login) refused.push(id);
    else {
      await context.database.transaction(async (tx) => {
        const { githubAccount } = tx.tables;
        await tx.db
          .update(githubAccount)
          .set({ login: now.data.login, seenAt: context.now() })
          .where(eq(githubAccount.id, id));
      });
    }
  }
  return refused;
}

/** Gives the answer: in the comment of the last one, else in a new one. What is not worth a comment makes none. */
async function answer(job: Job, taken: ErrandRow): Promise<void> {
  const { context, client, repository, issue, given } = job;
  const stand = await standWords(context.database, issue);
  if (taken.text === null && issue.answerId === null && !(await needsWord(context.database, issue))) return;
  const body = [taken.text, stand, placeWords(issue, given.baseUrl), marker].filter(Boolean).join("\n\n");
  const repo = pathOf(repository);
  const edited = issue.answerId === null ? null : await edit(client, `${repo}/issues/comments/${issue.answerId}`, body);
  const comments = `${repo}/issues/${issue.number}/comments`;
  const earlier = edited === null ? await earlierAnswer(job, taken) : null;
  const id =
    edited ??
    (earlier && (await edit(client, `${repo}/issues/comments/${earlier}`, body))) ??
    (await client.write("POST", comments, { body }, commentReply)).id;
  await context.database.transaction(async (tx) => {
    await tx.db.update(tx.tables.issue).set({ answerId: id, answer: stand }).where(eq(tx.tables.issue.id, issue.id));
  });
}

/**
 * An answer of ours that we do not know of: a try before this one may have got through without our hearing of it, and
 * where the repository was connected before, its task is older than the connection, and so may the answer be.
 */
async function earlierAnswer(job: Job, { createdAt, tries }: ErrandRow): Promise<string | null> {
  const { context, repository, issue } = job;
  const { task } = context.database.tables;
  const [row] = await context.database.db
    .select({ createdAt: task.createdAt })
    .from(task)
    .where(eq(task.number, issue.taskNumber ?? 0));
  if (issue.answerId === null && row && row.createdAt < repository.connectedAt) return ownComment(job, row.createdAt);
  return tries > 1 ? ownComment(job, createdAt) : null;
}

/** Our own newest comment in an issue since a moment. What others write is not ours, however it looks. */
async function ownComment({ client, repository, issue, given }: Job, since: Date): Promise<string | null> {
  const from = new Date(since.getTime() - margin);
  const marked = (await commentsOf(client, repository, issue.number, from)).filter((one) => isMarked.test(one.body));
  if (marked.length === 0) return null;
  if (repository.access === "app") {
    return marked.findLast((one) => one.author?.isBot && one.appId === given.app?.id)?.id ?? null;
  }
  const id = await ownAccount(client);
  return marked.findLast((one) => one.author?.id === id)?.id ?? null;
}

/** The number of the account whose token this is; null where GitHub does not say. */
async function ownAccount(client: GitHubClient): Promise<string | null> {
  try {
    return (await client.get("/user", accountReply)).data.id;
  } catch (error) {
    if (error instanceof GitHubFault && error.fault === "no_permission") return null;
    throw error;
  }
}

/** Null when the comment has been deleted. */
async function edit(client: GitHubClient, path: string, body: string): Promise<string | null> {
  try {
    return (await client.write("PATCH", path, { body }, commentReply)).id;
  } catch (error) {
    if (error instanceof GitHubFault && error.status === 404) return null;
    throw error;
  }
}

async function failed(
  context: Context,
  taken: ErrandRow,
  { issue, repository }: { issue: IssueRow; repository: RepositoryRow },
  error: unknown,
): Promise<void> {
  const about = { errand: taken.kind, issue: `${repository.owner}/${repository.name}#${issue.number}` };
  if (!(error instanceof GitHubFault)) {
    log().error({ err: error, ...about }, "An errand at GitHub failed.");
    await retry(context, taken, "internal");
    return;
  }
  log().warn({ ...about, fault: error.text }, "An errand at GitHub could not be done.");
  const { notBefore } = error;
  if (notBefore) {
    await outside(context.database)
      .update(context.database.tables.repository)
      .set({ notBefore })
      .where(eq(context.database.tables.repository.id, repository.id));
    await later(context, taken, notBefore, error.text);
    return;
  }
  if (error.fault === "no_permission") {
    if (taken.kind === "assignees") await mayNotWrite(context, repository.id);
    await end(context, taken, "failed", error.text);
    return;
  }
  await retry(context, taken, error.text);
}

/** It was thought that the issues may be written to. The page of the repository says that they may not. */
async function mayNotWrite({ database, now }: Context, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const { repository } = tx.tables;
    await tx.db.update(repository).set({ mayWrite: false, writeRefusedAt: now() }).where(eq(repository.id, id));
  });
}

async function retry(context: Context, taken: ErrandRow, fault: string): Promise<void> {
  const now = context.now().getTime();
  if (now - taken.createdAt.getTime() > giveUpAfter) return end(context, taken, "failed", fault);
  const wait = Math.min(longestWait, minute * 2 ** Math.min(taken.tries - 1, 12));
  return later(context, taken, new Date(now + wait), fault);
}

async function later(context: Context, taken: ErrandRow, nextTryAt: Date, fault: string | null): Promise<void> {
  await settle(context, taken, { nextTryAt, ...(fault === null ? {} : { fault }) });
}

async function end(context: Context, taken: ErrandRow, how: ErrandEnd, fault: string | null = null): Promise<void> {
  const { errand } = context.database.tables;
  const now = context.now();
  const own = and(eq(errand.id, taken.id), eq(errand.tries, taken.tries), isNull(errand.endedAt));
  const ended = await outside(context.database)
    .update(errand)
    .set({ endedAt: now, end: how, fault })
    .where(and(own, eq(errand.isAgain, false)))
    .returning({ id: errand.id });
  if (ended.length > 0) return;
  // What was asked for meanwhile is still to be done.
  await outside(context.database).update(errand).set({ isAgain: false, tries: 0, nextTryAt: now }).where(own);
}

/** Only by whoever took it last. */
async function settle(context: Context, { id, tries }: ErrandRow, fields: Partial<ErrandRow>): Promise<void> {
  const { errand } = context.database.tables;
  await outside(context.database)
    .update(errand)
    .set(fields)
    .where(and(eq(errand.id, id), eq(errand.tries, tries), isNull(errand.endedAt)));
}

async function rowOf({ database }: Context, id: string): Promise<IssueRow | null> {
  const { issue } = database.tables;
  const [row] = await database.db.select().from(issue).where(eq(issue.id, id));
  return row ?? null;
}
