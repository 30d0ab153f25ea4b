import { day } from "../../domain/policy";
import type { SyncFault } from "../../domain/words";
import { GitHubFault, type Reply } from "../../github/client";
import {
  commentListReply,
  type GitHubComment,
  type GitHubIssue,
  type GitHubPull,
  issueListReply,
  pullListReply,
  pullReply,
} from "../../github/replies";
import { askWith, lookFor, pathOf } from "./ask";
import { closingOf } from "./closing";
import { followComment } from "./follow-comment";
import { followIssue, knownIssue } from "./follow-issue";
import { type Closing, concernsTasks, followPull, knownPull, turnsToClose } from "./follow-pull";
import { attempt, noteFailure, progress, type Reading } from "./reading";

/** Pages of changes in one reading; what changed after them is read in the next. */
const mostPages = 90;
/** Pages of comments, and of open pull requests. */
const mostOtherPages = 10;

/**
 * Follows what has changed since the last reading. Pull requests first: whose was merged decides to whom an issue that
 * was closed with it is credited.
 */
export async function readChanges(reading: Reading): Promise<void> {
  const { client, repository, cursor } = reading;
  const since = cursor.since ?? "";
  const listSince = (moment: string) =>
    `${pathOf(repository)}/issues?state=all&since=${moment}&sort=updated&direction=asc&per_page=100`;
  const first = listSince(since);
  let page: string | null = first;
  let latest = since;
  for (let read = 0; page !== null && read < mostPages; read += 1) {
    const etag: string | null = (page === first && cursor.etags[`since ${since}`]) || null;
    const answer: Reply<GitHubIssue[]> | null = await client.get(page, issueListReply, etag);
    if (!answer) break;
    const { data } = answer;
    await followPulls(reading, data.flatMap(asPull));
    const issues = data.filter((one) => !one.pull);
    // However this reading ends, what was said in them is still to be read.
    if (await followIssues(reading, issues)) cursor.commentsSince ??= since;
    if (page === first) {
      for (const key of Object.keys(cursor.etags)) if (key.startsWith("since ")) delete cursor.etags[key];
      if (answer.etag && answer.next === null) cursor.etags[`since ${since}`] = answer.etag;
    }
    const before = latest;
    latest = data.at(-1)?.updatedAt.toISOString() ?? latest;
    page = answer.next && nextAddress(answer.next, before, latest, listSince);
    // The entity tag belongs to the moment; it is kept for as long as nothing newer is there.
    if (latest > since) {
      delete cursor.etags[`since ${since}`];
      cursor.since = latest;
    }
    await progress(reading);
  }
  if (cursor.commentsSince !== null) await readComments(reading, cursor.commentsSince);
}

/**
 * What changes while a list is read moves to its end, and what comes after it moves to a page that was read already. So
 * the list is begun anew where it was left, unless a whole page is of one second.
 */
function nextAddress(next: string, before: string, latest: string, listSince: (moment: string) => string): string {
  return latest > before ? listSince(latest) : next;
}

/**
 * Commands that no webhook has brought, in all comments since a moment. Of more than fit into one reading the rest is
 * read in the next, and so is what could not be obeyed, for a day.
 */
async function readComments(reading: Reading, since: string): Promise<void> {
  const { context, client, repository, cursor } = reading;
  const listSince = (moment: string) =>
    `${pathOf(repository)}/issues/comments?since=${moment}&sort=updated&direction=asc&per_page=100`;
  const stale = new Date(context.now().getTime() - day).toISOString();
  let latest = since;
  let failed: string | null = null;
  let page: string | null = listSince(since);
  for (let read = 0; page !== null && read < mostOtherPages; read += 1) {
    const answer: Reply<GitHubComment[]> = await client.get(page, commentListReply);
    const before = latest;
    for (const comment of answer.data) {
      latest = comment.updatedAt.toISOString();
      // What was written before the repository was followed was not written to the board.
      if (repository.followedAt && comment.createdAt < repository.followedAt) continue;
      const known = await knownIssue(context, repository.id, comment.issueNumber);
      if (!known) continue;
      const ask = askWith(client, repository);
      const obeyed = await attempt(reading, known.number, () =>
        followComment(context, repository, known, comment, ask),
      );
      if (obeyed === null && latest > stale) failed ??= latest;
    }
    page = answer.next && nextAddress(answer.next, before, latest, listSince);
    await progress(reading);
  }
  cursor.commentsSince = failed ?? (page === null ? null : latest);
}

/** What GitHub says of one thing and not of everything. */
const ownFaults: ReadonlySet<SyncFault> = new Set<SyncFault>(["unreadable", "no_permission", "not_found"]);

/** Issues and pull requests that could not be followed last time. */
export async function readAgainWhatFailed(reading: Reading): Promise<void> {
  const { client, repository, cursor } = reading;
  const numbers = cursor.failed.splice(0);
  for (const [index, number] of numbers.entries()) {
    try {
      const one = await lookFor(client, repository, number);
      // What is gone is looked for in the round.
      if (typeof one === "string") continue;
      if (one.pull) await followPulls(reading, asPull(one));
      else await followIssues(reading, [one]);
    } catch (error) {
      // Where there are no issues any more (410) none can be read.
      if (error instanceof GitHubFault && ownFaults.has(error.fault) && error.status !== 410) {
        // One that cannot be read for itself keeps nobody from the others; it comes again with its next change.
        noteFailure(reading.run, number, error.fault);
        continue;
      }
      cursor.failed.push(...numbers.slice(index));
      throw error;
    }
  }
}

/** Follows the pull requests that are open when the repository is followed first. */
export async function followOpenPulls(reading: Reading): Promise<void> {
  const { client, repository } = reading;
  const pulls: GitHubPull[] = [];
  let page: string | null = `${pathOf(repository)}/pulls?state=open&sort=created&direction=asc&per_page=100`;
  for (let count = 0; page !== null && count < mostOtherPages; count += 1) {
    const answer: Reply<GitHubPull[]> = await client.get(page, pullListReply);
    pulls.push(...answer.data);
    page = answer.next;
  }
  await followPulls(reading, pulls);
}

/** Follows pull requests of which a list told. */
export async function followPulls(reading: Reading, pulls: readonly GitHubPull[]): Promise<void> {
  const { context, client, repository, given } = reading;
  const closing = await closingOf(client, repository, pulls);
  for (const pull of pulls) {
    await attempt(reading, pull.number, async () => {
      const closes = closing.get(pull.number) ?? [];
      const isAsked = pull.isDefault === null && (await isBranchAsked(reading, pull, closes));
      const path = `${pathOf(repository)}/pulls/${pull.number}`;
      const whole = isAsked ? (await client.get(path, pullReply)).data : pull;
      return followPull(context, repository, whole, given, closes);
    });
  }
}

/**
 * A list of issues does not say into which branch a pull request goes; that matters once one is merged that finishes
 * something, or claims what it only mentioned before.
 */
async function isBranchAsked(reading: Reading, pull: GitHubPull, closes: readonly Closing[]): Promise<boolean> {
  const { context, repository, given } = reading;
  if (pull.state === "closed") return false;
  if (pull.state !== "merged") return turnsToClose(context, repository, pull, given, closes);
  if (!(await isNews(reading, pull))) return false;
  return speaksOfClosing(pull) || (await concernsTasks(context, repository, pull, given));
}

/** What was merged before the repository was followed, or was known as merged, decides nothing any more. */
async function isNews({ context, repository }: Reading, { number, mergedAt }: GitHubPull): Promise<boolean> {
  if (mergedAt && repository.followedAt && mergedAt < repository.followedAt) return false;
  return (await knownPull(context.database, repository, number))?.state !== "merged";
}

const closingWord = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b/i;

function speaksOfClosing({ title, body }: Pick<GitHubPull, "title" | "body">): boolean {
  return closingWord.test(`${title}\n${body ?? ""}`);
}

/** @returns whether any of them is a task: its comments may be commands */
export async function followIssues(reading: Reading, issues: readonly GitHubIssue[]): Promise<boolean> {
  const { context, repository, run } = reading;
  let isAnyKnown = false;
  for (const one of issues) {
    const followed = await attempt(reading, one.number, () =>
      followIssue(context, repository, one, { again: () => lookFor(reading.client, repository, one.number) }),
    );
    run.seen += 1;
    if (followed === "created") run.created += 1;
    if (followed === "changed") run.changed += 1;
    isAnyKnown ||= followed !== "ignored";
  }
  return isAnyKnown;
}

function asPull(one: GitHubIssue): GitHubPull[] {
  if (!one.pull) return [];
  const { number, title, body, url, author, updatedAt } = one;
  return [{ number, title, body, url, author, updatedAt, ...one.pull, isDefault: null }];
}
