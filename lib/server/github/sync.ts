import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Queries } from "../../../db/database";
import type { SyncCursor } from "../../../db/schema";
import { isAppError } from "../../domain/errors";
import { readLabels } from "../../domain/labels";
import { GitHubClient, GitHubFault, type Reply } from "../../github/client";
import { findInstallation } from "../../github/installation";
import {
  accountReply,
  commentListReply,
  type GitHubComment,
  type GitHubIssue,
  type GitHubPull,
  issueListReply,
  issueReply,
  labelListReply,
  permissionReply,
  pullListReply,
  pullReply,
  repositoryReply,
} from "../../github/replies";
import type { Context } from "../context";
import { log } from "../log";
import { record } from "../record";
import { asMaintainer, asSystem } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { asGitHub } from "./as";
import { closingOf } from "./closing";
import { type AskGitHub, followComment } from "./follow-comment";
import { asLastSeen, endUnlabelled, followIssue, type IssueRow, issueIsGone, knownIssue } from "./follow-issue";
import { followPull } from "./follow-pull";
import { type GitHubSettings, gitHubSettings } from "./settings";

const minute = 60_000;
/** Between two readings of a repository. */
const every = 15 * minute;
/** Whoever reads one and is not heard of for so long is thought dead. */
const takenFor = 10 * minute;
/** Pages of the first round in one reading; more of them follow in the next. */
const mostPages = 90;
const mostPullPages = 10;
/** Issues that were not met any more and are looked for one by one, in one reading. */
const mostMissing = 20;
const mostFailures = 50;

type RunRow = Context["database"]["tables"]["syncRun"]["$inferSelect"];

/** One reading of a repository that is under way. */
interface Reading {
  context: Context;
  client: GitHubClient;
  given: GitHubSettings;
  repository: RepositoryRow;
  cursor: SyncCursor;
  run: Pick<RunRow, "id" | "seen" | "created" | "changed" | "failures">;
}

/** Reads the repositories whose time has come, each by one machine. @returns how many */
export async function syncDue(context: Context, given: GitHubSettings = gitHubSettings()): Promise<number> {
  asSystem(context);
  const { repository } = context.database.tables;
  const now = context.now();
  const due = await context.database.db
    .select({ id: repository.id })
    .from(repository)
    .where(
      and(
        eq(repository.isFollowed, true),
        lte(repository.nextSyncAt, now),
        or(isNull(repository.takenUntil), lte(repository.takenUntil, now)),
        or(isNull(repository.notBefore), lte(repository.notBefore, now)),
      ),
    )
    .orderBy(asc(repository.nextSyncAt));
  let read = 0;
  for (const { id } of due) if (await syncRepository(context, id, given)) read += 1;
  return read;
}

/**
 * Reads a repository: what has changed since the last time, and one page of the round through all tasks (the first
 * round whole). Each issue and pull request is followed in transactions of its own, so what was read before a fault is
 * kept, and the next reading goes on from there.
 * @returns false when another machine reads it now
 */
export async function syncRepository(context: Context, id: string, given: GitHubSettings): Promise<boolean> {
  asSystem(context);
  const repository = await take(context, id);
  if (!repository) return false;
  const { syncRun } = context.database.tables;
  const isWhole = repository.cursor.since === null || repository.cursor.rule !== JSON.stringify(repository.rule);
  const [run] = await outside(context)
    .insert(syncRun)
    .values({ repositoryId: id, startedAt: context.now(), isWhole, failures: [] })
    .returning();
  if (!run) throw new Error("the reading was not written");
  const client = new GitHubClient({ api: given.api, authorization: async () => null });
  const reading: Reading = { context, client, given, repository, cursor: structuredClone(repository.cursor), run };
  let fault: GitHubFault | null = null;
  try {
    reading.client = clientWith(given, accessOf(given, repository), context.now);
    await read(reading);
  } catch (error) {
    fault = error instanceof GitHubFault ? error : new GitHubFault("interrupted", "see the log");
    const about = { repository: `${repository.owner}/${repository.name}` };
    if (error instanceof GitHubFault) log().warn({ ...about, fault: error.text }, "A repository could not be read.");
    else log().error({ err: error, ...about }, "Reading a repository failed.");
  }
  await finish(reading, fault);
  return true;
}

async function take(context: Context, id: string): Promise<RepositoryRow | null> {
  const { repository } = context.database.tables;
  const now = context.now();
  const [row] = await outside(context)
    .update(repository)
    .set({ takenUntil: new Date(now.getTime() + takenFor), nextSyncAt: new Date(now.getTime() + every) })
    .where(
      and(
        eq(repository.id, id),
        eq(repository.isFollowed, true),
        or(isNull(repository.takenUntil), lte(repository.takenUntil, now)),
      ),
    )
    .returning();
  return row ?? null;
}

async function read(reading: Reading): Promise<void> {
  await findApp(reading);
  await readRepository(reading);
  await applyNewRule(reading);
  await readAgainWhatFailed(reading);
  const { cursor } = reading;
  if (cursor.since === null) {
    // What changes while the first round is under way, however often it is interrupted, is read after it.
    const start = cursor.round?.startedAt ?? reading.client.date.toISOString();
    await goRound(reading, mostPages);
    await followPulls(reading, await openPulls(reading));
    cursor.since = start;
  } else {
    await readChanges(reading);
    await goRound(reading, cursor.round?.isFirst ? mostPages : 1);
  }
  await endWhatLostItsLabel(reading);
}

/** Tasks that lost their label while somebody held them, and that nobody holds any more. */
async function endWhatLostItsLabel(reading: Reading): Promise<void> {
  const { context, repository } = reading;
  const { issue, task } = context.database.tables;
  const rows = await context.database.db
    .select({ issue })
    .from(issue)
    .innerJoin(task, eq(task.number, issue.taskNumber))
    .where(
      and(
        eq(issue.repositoryId, repository.id),
        eq(issue.state, "open"),
        eq(issue.isTask, false),
        inArray(task.status, ["open", "dormant"]),
      ),
    );
  for (const { issue: row } of rows) await attempt(reading, row.number, () => endUnlabelled(context, row));
}

/** Where it is now, and whether everyone may still see it. */
async function readRepository(reading: Reading): Promise<void> {
  const { context, client, repository, cursor } = reading;
  // Whether it may be written to is in the answer, and is asked again while it may not.
  const etag = repository.mayWrite || repository.access === "public" ? (cursor.etags.repository ?? null) : null;
  const answer = await client.get(pathOf(repository), repositoryReply, etag).catch(async (error: unknown) => {
    if (error instanceof GitHubFault && error.fault === "not_found") await notFound(reading);
    throw error;
  });
  if (!answer) return;
  const { data } = answer;
  if (data.id !== repository.githubId) {
    throw new GitHubFault("other_repository", "there is another repository under this name now");
  }
  if (data.isPrivate) {
    await leaveBoard(reading);
    throw new GitHubFault("private", "it is private");
  }
  if (data.owner !== repository.owner || data.name !== repository.name) {
    await rename(context, repository, data);
    reading.repository = { ...repository, owner: data.owner, name: data.name };
  }
  if (repository.access === "token" && data.mayPush !== repository.mayWrite) await setMayWrite(reading, data.mayPush);
  if (answer.etag) cursor.etags.repository = answer.etag;
}

/**
 * GitHub says 404 of what is deleted, of what is private, and to a credential that lost its right. Nobody loses a task
 * for the last one: only what visitors do not see either, twice in a row, leaves the board.
 */
async function notFound(reading: Reading): Promise<void> {
  const { context, given, repository } = reading;
  if (repository.fault !== "not_found") return;
  const visitor = clientWith(given, { kind: "public" }, context.now);
  const isSeen = repository.access !== "public" && (await visitor.has(pathOf(repository)));
  if (!isSeen) await leaveBoard(reading);
}

async function leaveBoard({ context, repository, cursor }: Reading): Promise<void> {
  await hideAll(context, repository.id);
  // What is asked for when it is public again must not be "as before".
  cursor.etags = {};
}

/** An app that was installed anew has another number there, and may have other rights. */
async function findApp(reading: Reading): Promise<void> {
  const { context, given, repository } = reading;
  if (repository.access !== "app" || !given.app || (repository.fault === null && repository.mayWrite)) return;
  const app = { api: given.api, ...given.app, now: context.now };
  const installation = await findInstallation(app, repository.owner, repository.name);
  if (installation.id !== repository.installationId) {
    const { repository: table } = context.database.tables;
    await outside(context).update(table).set({ installationId: installation.id }).where(eq(table.id, repository.id));
    reading.repository = { ...repository, installationId: installation.id };
    reading.client = clientWith(given, accessOf(given, reading.repository), context.now);
  }
  if (installation.mayWrite !== repository.mayWrite) await setMayWrite(reading, installation.mayWrite);
}

async function setMayWrite({ context, repository }: Reading, mayWrite: boolean): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.db.update(tx.tables.repository).set({ mayWrite }).where(eq(tx.tables.repository.id, repository.id));
  });
}

/** The board is for everyone to see: what is not, leaves it. */
export async function hideAll(context: Context, repositoryId: string): Promise<void> {
  const { issue } = context.database.tables;
  const rows = await context.database.db
    .select()
    .from(issue)
    .where(and(eq(issue.repositoryId, repositoryId), sql`${issue.state} <> 'gone'`));
  for (const row of rows) await issueIsGone(context, row, "hidden");
}

/** A repository that was renamed or transferred is the same by its number. */
export async function rename(
  context: Context,
  repository: RepositoryRow,
  { owner, name }: { owner: string; name: string },
): Promise<void> {
  const following = asGitHub(context, null);
  await context.database.transaction(async (tx) => {
    const by = await asMaintainer(tx, following, repository.projectId);
    await tx.db.update(tx.tables.repository).set({ owner, name }).where(eq(tx.tables.repository.id, repository.id));
    await record(tx, following, by, {
      kind: "repository.changed",
      projectId: repository.projectId,
      details: { repository: `${owner}/${name}` },
    });
  });
}

/** After a change of the rule: what is known is read again with it, and a whole round finds what was none before. */
async function applyNewRule(reading: Reading): Promise<void> {
  const { context, repository, cursor } = reading;
  const rule = JSON.stringify(repository.rule);
  if (cursor.rule === rule) return;
  const { issue } = context.database.tables;
  const known = await context.database.db
    .select()
    .from(issue)
    .where(and(eq(issue.repositoryId, repository.id), eq(issue.state, "open")));
  for (const row of known) {
    await attempt(reading, row.number, () => followIssue(context, repository, asLastSeen(row), { isRuleNew: true }));
  }
  cursor.labels = await taskLabels(reading);
  cursor.round = newRound(reading, true);
  cursor.rule = rule;
}

/** The repository's labels that make tasks by its rule, wildcards among them. */
async function taskLabels({ client, repository }: Reading): Promise<string[]> {
  const names: string[] = [];
  let page: string | null = `${pathOf(repository)}/labels?per_page=100`;
  for (let count = 0; page !== null && count < mostPullPages; count += 1) {
    const answer: Reply<{ name: string }[]> = await client.get(page, labelListReply);
    names.push(...answer.data.map((one) => one.name));
    page = answer.next;
  }
  return names.filter((name) => readLabels(repository.rule, [name]).isTask);
}

/** By GitHub's clock, with a minute for the answers that are a little older. */
function newRound({ client }: Reading, isFirst: boolean): NonNullable<SyncCursor["round"]> {
  const startedAt = new Date(client.date.getTime() - minute).toISOString();
  return { at: 0, page: null, seen: [], startedAt, isFirst };
}

/** Goes on with the round through all tasks, at most so many pages; at its end what was not met is looked for. */
async function goRound(reading: Reading, pages: number): Promise<void> {
  const { client, repository, cursor } = reading;
  cursor.round ??= newRound(reading, false);
  const { round } = cursor;
  for (let count = 0; count < pages && round.at < cursor.labels.length; count += 1) {
    const label = encodeURIComponent(cursor.labels[round.at] ?? "");
    const first = `${pathOf(repository)}/issues?state=open&labels=${label}&sort=created&direction=asc&per_page=100`;
    // A round of one page needs no second look while GitHub says that it is still the same page.
    const isWhole = cursor.labels.length === 1 && round.page === null && !round.isFirst;
    const answer = await client.get(round.page ?? first, issueListReply, (isWhole && cursor.etags.round) || null);
    if (!answer) {
      cursor.round = null;
      return;
    }
    const issues = answer.data.filter((one) => !one.pull);
    await followIssues(reading, issues);
    round.seen.push(...issues.map((one) => one.number));
    const isOnlyPage = cursor.labels.length === 1 && round.page === null && answer.next === null;
    if (isOnlyPage && answer.etag) cursor.etags.round = answer.etag;
    else delete cursor.etags.round;
    round.page = answer.next;
    if (round.page === null) round.at += 1;
    await progress(reading);
  }
  if (round.at < cursor.labels.length) return;
  await lookForMissing(reading, round);
  cursor.round = null;
}

/** Tasks that a whole round has not met: closed, unlabelled, moved, or deleted while nobody told. */
async function lookForMissing(reading: Reading, round: NonNullable<SyncCursor["round"]>): Promise<void> {
  const { context, client, repository } = reading;
  const { issue } = context.database.tables;
  const met = new Set(round.seen);
  const known = await context.database.db
    .select()
    .from(issue)
    .where(and(eq(issue.repositoryId, repository.id), eq(issue.state, "open"), eq(issue.isTask, true)));
  const startedAt = new Date(round.startedAt);
  const missing = known.filter((row) => !met.has(row.number) && row.seenAt < startedAt);
  for (const row of missing.slice(0, mostMissing)) await lookFor(reading, client, row);
}

async function lookFor(reading: Reading, client: GitHubClient, row: IssueRow): Promise<void> {
  const { context, repository } = reading;
  try {
    const { data } = await client.get(`${pathOf(repository)}/issues/${row.number}`, issueReply);
    if (data.number !== row.number || !data.url.toLowerCase().includes(`/${repository.name.toLowerCase()}/`)) {
      await issueIsGone(context, row, "transferred");
    } else await followIssues(reading, [data]);
  } catch (error) {
    if (!(error instanceof GitHubFault) || (error.status !== 404 && error.status !== 410)) throw error;
    await issueIsGone(context, row, "deleted");
    reading.run.changed += 1;
  }
}

/**
 * Follows what has changed since the last reading. Pull requests first: whose was merged decides to whom an issue that
 * was closed with it is credited.
 */
async function readChanges(reading: Reading): Promise<void> {
  const { client, repository, cursor } = reading;
  const since = cursor.since ?? "";
  const list = `${pathOf(repository)}/issues?state=all&since=${since}&sort=updated&direction=asc&per_page=100`;
  let page: string | null = list;
  let isAnySpokenIn = false;
  let latest = since;
  for (let count = 0; page !== null && count < mostPages; count += 1) {
    const etag: string | null = (page === list && cursor.etags[`since ${since}`]) || null;
    const answer: Reply<GitHubIssue[]> | null = await client.get(page, issueListReply, etag);
    if (!answer) return;
    const { data } = answer;
    await followPulls(reading, data.flatMap(asPull));
    const issues = data.filter((one) => !one.pull);
    isAnySpokenIn = (await followIssues(reading, issues)) || isAnySpokenIn;
    latest = data.at(-1)?.updatedAt.toISOString() ?? latest;
    if (page === list) {
      for (const key of Object.keys(cursor.etags)) if (key.startsWith("since ")) delete cursor.etags[key];
      if (answer.etag && answer.next === null) cursor.etags[`since ${since}`] = answer.etag;
    }
    page = answer.next;
    await progress(reading);
  }
  if (isAnySpokenIn) await readComments(reading, since);
  // The entity tag belongs to the moment; it is kept for as long as nothing newer is there.
  if (latest > since) {
    delete cursor.etags[`since ${since}`];
    cursor.since = latest;
  }
}

function asPull(one: GitHubIssue): GitHubPull[] {
  if (!one.pull) return [];
  const { number, title, body, url, author, updatedAt } = one;
  return [{ number, title, body, url, author, updatedAt, state: one.pull.state, isDefault: null }];
}

/** Commands that no webhook has brought. */
async function readComments(reading: Reading, since: string): Promise<void> {
  const { context, client, repository } = reading;
  let page: string | null =
    `${pathOf(repository)}/issues/comments?since=${since}&sort=updated&direction=asc&per_page=100`;
  for (let count = 0; page !== null && count < mostPullPages; count += 1) {
    const answer: Reply<GitHubComment[]> = await client.get(page, commentListReply);
    for (const comment of answer.data) {
      // What was written before the repository was followed was not written to the board.
      if (!comment.createdAt || (repository.followedAt && comment.createdAt < repository.followedAt)) continue;
      const known = await knownIssue(context, repository.id, comment.issueNumber);
      if (known)
        await attempt(reading, known.number, () =>
          followComment(context, repository, known, comment, askWith(client, repository)),
        );
    }
    page = answer.next;
  }
}

async function openPulls({ client, repository }: Reading): Promise<GitHubPull[]> {
  const pulls: GitHubPull[] = [];
  let page: string | null = `${pathOf(repository)}/pulls?state=open&sort=created&direction=asc&per_page=100`;
  for (let count = 0; page !== null && count < mostPullPages; count += 1) {
    const answer: Reply<GitHubPull[]> = await client.get(page, pullListReply);
    pulls.push(...answer.data);
    page = answer.next;
  }
  return pulls;
}

async function followPulls(reading: Reading, pulls: readonly GitHubPull[]): Promise<void> {
  const { context, client, repository, given } = reading;
  const closing = await closingOf(client, repository, pulls);
  for (const pull of pulls) {
    await attempt(reading, pull.number, async () => {
      // A list of issues does not say into which branch; that matters once one is merged that closes something.
      const isAsked = pull.isDefault === null && pull.state === "merged" && speaksOfClosing(pull);
      const path = `${pathOf(repository)}/pulls/${pull.number}`;
      const whole = isAsked ? (await client.get(path, pullReply)).data : pull;
      return followPull(context, repository, whole, given, closing.get(pull.number) ?? []);
    });
  }
}

const closingWord = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b/i;

function speaksOfClosing({ title, body }: Pick<GitHubPull, "title" | "body">): boolean {
  return closingWord.test(`${title}\n${body ?? ""}`);
}

/** @returns whether any of them is a task: its comments may be commands */
async function followIssues(reading: Reading, issues: readonly GitHubIssue[]): Promise<boolean> {
  const { context, repository, run } = reading;
  let isAnyKnown = false;
  for (const one of issues) {
    const followed = await attempt(reading, one.number, () =>
      followIssue(context, repository, one, { again: () => readAgain(reading.client, repository, one.number) }),
    );
    run.seen += 1;
    if (followed === "created") run.created += 1;
    if (followed === "changed") run.changed += 1;
    isAnyKnown ||= followed !== "ignored";
  }
  return isAnyKnown;
}

/** Asks about people with this client. */
export function askWith(client: GitHubClient, { owner, name }: Pick<RepositoryRow, "owner" | "name">): AskGitHub {
  const orNull = async <Answer>(work: Promise<Answer>, statuses: readonly number[]): Promise<Answer | null> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof GitHubFault && statuses.includes(error.status ?? 0) && !error.notBefore) return null;
      throw error;
    }
  };
  return {
    async account(login) {
      const found = await orNull(client.get(`/users/${encodeURIComponent(login)}`, accountReply), [404]);
      return found?.data ?? null;
    },
    async mayWrite(login) {
      const path = `/repos/${owner}/${name}/collaborators/${encodeURIComponent(login)}/permission`;
      const found = await orNull(client.get(path, permissionReply), [401, 403, 404]);
      return found?.data.mayWrite ?? null;
    },
  };
}

/** An issue as it is now. @throws GitHubFault */
export async function readAgain(
  client: GitHubClient,
  repository: Pick<RepositoryRow, "owner" | "name">,
  number: number,
): Promise<GitHubIssue> {
  return (await client.get(`${pathOf(repository)}/issues/${number}`, issueReply)).data;
}

/** Issues and pull requests that could not be followed last time. */
async function readAgainWhatFailed(reading: Reading): Promise<void> {
  const { client, repository, cursor } = reading;
  for (const number of cursor.failed.splice(0)) {
    try {
      const one = await readAgain(client, repository, number);
      if (one.pull) await followPulls(reading, asPull(one));
      else await followIssues(reading, [one]);
    } catch (error) {
      // What is gone is looked for in the round.
      if (!(error instanceof GitHubFault) || error.fault !== "not_found") throw error;
    }
  }
}

/** What goes wrong with one issue is noted, and the others are followed. */
async function attempt<Result>(
  { run, repository, cursor }: Reading,
  number: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitHubFault) throw error;
    const fault = isAppError(error) ? error.code : "internal";
    if (run.failures.length < mostFailures) run.failures.push({ issue: number, fault });
    if (cursor.failed.length < mostFailures && !cursor.failed.includes(number)) cursor.failed.push(number);
    log().warn({ err: error, issue: `${repository.owner}/${repository.name}#${number}` }, "An issue was not followed.");
    return null;
  }
}

/** Shows how far it is, and that it lives. */
async function progress({ context, client, repository, run }: Reading): Promise<void> {
  const { syncRun, repository: repositories } = context.database.tables;
  const { seen, created, changed } = run;
  await outside(context)
    .update(syncRun)
    .set({ seen, created, changed, requests: client.requests })
    .where(eq(syncRun.id, run.id));
  await outside(context)
    .update(repositories)
    .set({ takenUntil: new Date(context.now().getTime() + takenFor) })
    .where(eq(repositories.id, repository.id));
}

async function finish(reading: Reading, fault: GitHubFault | null): Promise<void> {
  const { context, client, repository, cursor, run } = reading;
  const now = context.now();
  const { seen, created, changed, failures } = run;
  await outside(context)
    .update(context.database.tables.syncRun)
    .set({
      endedAt: now,
      requests: client.requests,
      seen,
      created,
      changed,
      failures,
      fault: fault?.fault ?? null,
    })
    .where(eq(context.database.tables.syncRun.id, run.id));
  const { notBefore = null } = fault ?? {};
  await context.database.transaction(async (tx) => {
    await tx.db
      .update(tx.tables.repository)
      .set({
        cursor,
        takenUntil: null,
        // Who wants it read again has said so meanwhile; what GitHub has told others stays.
        ...(notBefore ? { notBefore } : {}),
        limitLeft: client.limit?.left ?? null,
        limitResetsAt: client.limit?.resetsAt ?? null,
        fault: fault?.fault ?? null,
        faultSince: fault ? (repository.faultSince ?? now) : null,
        ...(fault ? {} : { syncedAt: now }),
      })
      .where(eq(tx.tables.repository.id, repository.id));
  });
}

function pathOf({ owner, name }: Pick<RepositoryRow, "owner" | "name">): string {
  return `/repos/${owner}/${name}`;
}

/** Not a transaction: how a reading fares changes no page, so it must not raise the version. */
function outside({ database }: Context): Queries {
  return database.signIn.db as Queries;
}
