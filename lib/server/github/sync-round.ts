import { and, count, eq, gt } from "drizzle-orm";
import type { SyncCursor } from "../../../db/schema.github";
import { readLabels } from "../../domain/labels";
import { day, minute } from "../../domain/policy";
import { GitHubFault, type Reply } from "../../github/client";
import { countReply, issueListReply, labelListReply } from "../../github/replies";
import { lookFor, pathOf } from "./ask";
import { asLastSeen, followIssue, issueIsGone, knownIssue } from "./follow-issue";
import { attempt, progress, type Reading } from "./reading";
import { followIssues } from "./sync-changes";

/** Of one list in one answer, as many as GitHub gives. */
const pageSize = 100;
/** Pages of a round in one reading; more of them follow in the next. */
const mostPages = 90;
const mostLabelPages = 10;
/** Labels that are counted one by one before a round. */
const mostCounted = 8;
/** Issues that were not met any more and are looked for one by one, in one reading. */
const mostMissing = 90;
/** A search is refused when it is longer. */
const longestSearch = 256;
/** In place of a label: all open issues. */
const everything = "";

type Round = NonNullable<SyncCursor["round"]>;

/**
 * After a change of the rule: what is known is read again with it, and a whole round finds what was none before.
 */
export async function applyNewRule(reading: Reading): Promise<void> {
  const { context, repository, cursor } = reading;
  const rule = JSON.stringify(repository.rule);
  if (cursor.rule === rule) return;
  const { db, tables } = context.database;
  const known = await db.select().from(tables.issue).where(knownOpen(reading));
  for (const [index, row] of known.entries()) {
    await attempt(reading, row.number, () => followIssue(context, repository, asLastSeen(row), { isRuleNew: true }));
    if (index % pageSize === 0) await progress(reading);
  }
  cursor.round = await newRound(reading);
  cursor.rule = rule;
}

/**
 * Goes on with the round through all tasks, or begins one when something may have been missed: a deletion and a label
 * that was renamed are no change of an issue, so no list of changes tells of them. At its end what was not met is
 * looked for. What is too much for one reading is left to the next.
 */
export async function goRound(reading: Reading): Promise<void> {
  const { cursor } = reading;
  if (cursor.round === null) {
    if (!(await isDue(reading))) return;
    cursor.round = await newRound(reading);
  }
  const { round } = cursor;
  await meetAll(reading, round);
  if (round.at < round.lists.length) return;
  round.missing ??= await notMet(reading, round);
  await lookForMissing(reading, round.missing);
  if (round.missing.length > 0) return;
  const found = await countOf(reading, cursor.labels);
  cursor.unexplained = found === null ? 0 : found - (await countKnown(reading));
  cursor.roundAt = reading.context.now().toISOString();
  cursor.round = null;
}

/**
 * Whether GitHub has another number of tasks than is known here. A difference that a whole round could not explain is
 * not looked into twice; what has only just changed may not be in the search yet, and is left to the next reading. A
 * round is made whatever the numbers say once a day, and when something was said to be gone since the last one: webhooks
 * tell late that a repository is private.
 */
async function isDue(reading: Reading): Promise<boolean> {
  const { context, cursor, run } = reading;
  if (cursor.roundAt === null || context.now().getTime() - Date.parse(cursor.roundAt) > day) return true;
  if (await isAnyGoneSince(reading, new Date(cursor.roundAt))) return true;
  if (run.created + run.changed > 0) return false;
  const found = await countOf(reading, cursor.labels);
  return found !== null && found - (await countKnown(reading)) !== cursor.unexplained;
}

async function isAnyGoneSince({ context, repository }: Reading, since: Date): Promise<boolean> {
  const { issue } = context.database.tables;
  const [row] = await context.database.db
    .select({ id: issue.id })
    .from(issue)
    .where(and(eq(issue.repositoryId, repository.id), eq(issue.state, "gone"), gt(issue.seenAt, since)))
    .limit(1);
  return row !== undefined;
}

/**
 * How many open issues have any of these labels, by GitHub's search: a number for one request, also for visitors. Null
 * when it does not say.
 */
async function countOf({ client, repository }: Reading, labels: readonly string[]): Promise<number | null> {
  if (labels.length === 0) return 0;
  const names = labels.map((one) => `"${one.replace(/["\\]/g, "\\$&")}"`).join(",");
  const search = `repo:${repository.owner}/${repository.name} is:issue is:open label:${names}`;
  if (search.length > longestSearch) return null;
  try {
    const { data } = await client.get(`/search/issues?q=${encodeURIComponent(search)}&per_page=1`, countReply);
    return data.isWhole ? data.count : null;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    // Searches have a limit of their own, of few in a minute for all repositories of an instance, and can be down alone.
    if (error.fault === "rate_limited" && error.resource !== "search") throw error;
    return null;
  }
}

/** By GitHub's clock, with a minute for the answers that are a little older. */
async function newRound(reading: Reading): Promise<Round> {
  const { client, cursor } = reading;
  const startedAt = new Date(client.date.getTime() - minute).toISOString();
  cursor.labels = await taskLabels(reading);
  return { lists: await listsOf(reading), at: 0, page: null, seen: [], missing: null, startedAt };
}

/** The repository's labels that make tasks by its rule, wildcards among them. */
async function taskLabels({ client, repository }: Reading): Promise<string[]> {
  const names: string[] = [];
  let page: string | null = `${pathOf(repository)}/labels?per_page=${pageSize}`;
  for (let read = 0; page !== null && read < mostLabelPages; read += 1) {
    const answer: Reply<{ name: string }[]> = await client.get(page, labelListReply);
    names.push(...answer.data.map((one) => one.name));
    page = answer.next;
  }
  return names.filter((name) => readLabels(repository.rule, [name]).isTask);
}

/** One list for each label, or one of all open issues where that is shorter: most issues with one may have the other. */
async function listsOf(reading: Reading): Promise<string[]> {
  const { labels, openIssues } = reading.cursor;
  if (labels.length < 2 || openIssues === null) return labels;
  const pagesOf = (issues: number) => Math.max(1, Math.ceil(issues / pageSize));
  const all = pagesOf(openIssues);
  if (all <= labels.length) return [everything];
  if (labels.length > mostCounted) return labels;
  let pages = 0;
  for (const label of labels) {
    const found = await countOf(reading, [label]);
    if (found === null) return labels;
    pages += pagesOf(found);
  }
  return all < pages ? [everything] : labels;
}

/** Follows what the lists have, at most so many pages. */
async function meetAll(reading: Reading, round: Round): Promise<void> {
  const { client, repository } = reading;
  for (let read = 0; read < mostPages && round.at < round.lists.length; read += 1) {
    const label = round.lists[round.at] ?? everything;
    const only = label === everything ? "" : `&labels=${encodeURIComponent(label)}`;
    const first = `${pathOf(repository)}/issues?state=open${only}&sort=created&direction=asc&per_page=${pageSize}`;
    const { data, next } = await client.get(round.page ?? first, issueListReply);
    const issues = data.filter((one) => !one.pull);
    await followIssues(reading, issues);
    round.seen.push(...issues.map((one) => one.number));
    round.page = next;
    if (next === null) round.at += 1;
    await progress(reading);
  }
}

/** Numbers of tasks that a whole round has not met: closed, unlabelled, moved, or deleted while nobody told. */
async function notMet(reading: Reading, round: Round): Promise<number[]> {
  const met = new Set(round.seen);
  const startedAt = new Date(round.startedAt);
  const { db, tables } = reading.context.database;
  const { issue } = tables;
  const known = await db
    .select({ number: issue.number, seenAt: issue.seenAt })
    .from(issue)
    .where(and(knownOpen(reading), eq(issue.isTask, true)));
  return known.filter((row) => !met.has(row.number) && row.seenAt < startedAt).map((row) => row.number);
}

async function lookForMissing(reading: Reading, missing: number[]): Promise<void> {
  for (let looked = 0; looked < mostMissing && missing.length > 0; looked += 1) {
    const [number = 0] = missing;
    await lookForOne(reading, number);
    missing.shift();
    if (looked % 10 === 0) await progress(reading);
  }
}

async function lookForOne(reading: Reading, number: number): Promise<void> {
  const { context, client, repository, run } = reading;
  const known = await knownIssue(context, repository.id, number);
  if (known?.state !== "open" || !known.isTask) return;
  const found = await lookFor(client, repository, number);
  if (typeof found === "string") {
    await attempt(reading, number, () => issueIsGone(context, known, found));
    run.changed += 1;
  } else await followIssues(reading, [found]);
}

/** The condition of the open issues of the repository that are known here. */
function knownOpen({ context, repository }: Reading) {
  const { issue } = context.database.tables;
  return and(eq(issue.repositoryId, repository.id), eq(issue.state, "open"));
}

/** How many of them are tasks by their labels. */
async function countKnown(reading: Reading): Promise<number> {
  const { db, tables } = reading.context.database;
  const [row] = await db
    .select({ known: count() })
    .from(tables.issue)
    .where(and(knownOpen(reading), eq(tables.issue.isTask, true)));
  return row?.known ?? 0;
}
