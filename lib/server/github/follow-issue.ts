import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { isAppError } from "../../domain/errors";
import type { TakenOver } from "../../domain/repositories";
import type { GitHubCause } from "../../domain/words";
import { assignedPeople, type GitHubIssue } from "../../github/replies";
import { titleKey } from "../../lists/titles";
import type { Context } from "../context";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { settleTask } from "../tasks/change";
import { closeTask } from "../tasks/close";
import { tasksWithTitleKeys } from "../tasks/content";
import { insertTask } from "../tasks/create";
import { editTask } from "../tasks/edit";
import type { RepositoryRow } from "./access";
import { asGitHub } from "./as";
import type { Looked } from "./ask";
import { begin } from "./begin";
import { contentOf, editOf, type IssueContent, isSameContent, mergeContent, nothingTaken, ownContent } from "./content";
import { settleIssue } from "./errands";
import { followAssignees } from "./follow-assignees";
import { finishersOf, followEarlierPulls, pullsSpeakingOf } from "./follow-pull";
import { listChangesOf, withKnownList } from "./listed";

export type IssueRow = Transaction["tables"]["issue"]["$inferSelect"];

/** What following an issue did: `ignored` is not a task, or older news than is known. */
export type Followed = "created" | "changed" | "same" | "ignored";

/**
 * Brings the board up to an issue as GitHub says it is. Told the same twice it does nothing, told late it does nothing:
 * `updatedAt` decides what is news. Webhooks and the sync both come here, and every change is made by the verb that
 * makes it for people too.
 * @param options.isRuleNew the labels are to be read again, though nothing has changed at GitHub
 * @param options.again reads the issue once more. GitHub's clock ticks in seconds: of two things in one second nobody
 *   can tell which is the later one, and what somebody holds must not be lost by a guess.
 */
export async function followIssue(
  context: Context,
  repository: RepositoryRow,
  theirs: GitHubIssue,
  { isRuleNew = false, again }: { isRuleNew?: boolean; again?: () => Promise<Looked> } = {},
): Promise<Followed> {
  const known = await knownIssue(context, repository.id, theirs.number);
  const content = contentOf(repository.rule, theirs);
  const isWanted = content.isTask && theirs.state === "open";
  // Whoever brought it in may have died before all of it was done.
  if (!known || (known.updatedAt.getTime() === 0 && isWanted)) {
    if (!isWanted) return "ignored";
    const isNew = known === null && (await bringIn(context, repository, theirs, content));
    const added = await knownIssue(context, repository.id, theirs.number);
    if (!added) return "ignored";
    // First, for it may say the difficulty, by which whoever is assigned has time.
    const merged = added.taskNumber === null ? content : await followContent(context, added, content, added.taskNumber);
    await followAssignees(context, repository, added, theirs, { isFirst: true });
    const taken = await withKnownList(context.database, { ...added, body: theirs.body }, merged);
    await followEarlierPulls(context, repository, added);
    await keep(context, added, theirs, content, { taken });
    return isNew ? "created" : "changed";
  }
  if (theirs.updatedAt < known.updatedAt) return "ignored";
  if (!isRuleNew && isKnown(known, theirs, content)) return "same";
  if (again && theirs.updatedAt.getTime() === known.updatedAt.getTime() && mayLose(known, theirs, content)) {
    const now = await again();
    if (typeof now !== "string") return followIssue(context, repository, now, { isRuleNew });
    await issueIsGone(context, known, now);
    return "changed";
  }
  const base = known.taskNumber === null ? {} : await followTask(context, repository, known, theirs, content);
  await keep(context, known, theirs, content, base);
  return "changed";
}

/** Whether a guess which of two is the later one could take something from somebody. */
function mayLose(known: IssueRow, theirs: GitHubIssue, content: IssueContent): boolean {
  if (known.state === "gone") return false;
  const before = known.assignees.map((one) => one.id).join();
  const now = assignedPeople(theirs).map((one) => one.id);
  const isSame = before === now.join() && known.isTask === content.isTask;
  return known.state !== theirs.state || known.reason !== theirs.reason || !isSame;
}

/** An issue as it was last seen. */
export function asLastSeen(row: IssueRow): GitHubIssue {
  return {
    id: "",
    number: row.number,
    title: row.title,
    body: row.body,
    state: row.state === "open" ? "open" : "closed",
    reason: row.reason,
    labels: row.labels,
    assignees: row.assignees.map((one) => ({ ...one, isBot: false })),
    author: null,
    url: row.url,
    repositoryUrl: null,
    closedAt: null,
    updatedAt: row.updatedAt,
    comments: 0,
    pull: null,
  };
}

/** The row of an issue that is a task or was one. */
export async function knownIssue(
  { database }: Context,
  repositoryId: string,
  number: number,
): Promise<IssueRow | null> {
  const { issue } = database.tables;
  const [row] = await database.db
    .select()
    .from(issue)
    .where(and(eq(issue.repositoryId, repositoryId), eq(issue.number, number)));
  return row ?? null;
}

/** What is kept of an issue. */
function seen(theirs: GitHubIssue, content: IssueContent) {
  return {
    url: theirs.url,
    state: theirs.state,
    reason: theirs.reason,
    title: theirs.title,
    body: theirs.body,
    labels: theirs.labels,
    isTask: content.isTask,
    assignees: assignedPeople(theirs),
  };
}

/** Whether all of it was seen before: most of what a round through all issues meets. */
function isKnown(known: IssueRow, theirs: GitHubIssue, content: IssueContent): boolean {
  // One that was opened again before looks the same when it was closed and opened once more.
  if (theirs.reason === "reopened" && theirs.updatedAt > known.updatedAt) return false;
  const now = seen(theirs, content);
  return Object.entries(now).every(([name, value]) => isDeepStrictEqual(known[name as keyof IssueRow], value));
}

/** A new issue becomes a task, or belongs to one that is here already. Returns whether there is a new task. */
async function bringIn(
  context: Context,
  repository: RepositoryRow,
  theirs: GitHubIssue,
  content: IssueContent,
): Promise<boolean> {
  const labeled = asGitHub(context, null, "labeled");
  const { locale, title, why, difficulty, tags } = content;
  return context.database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const by = await asMaintainer(tx, labeled, repository.projectId);
    const [won] = await tx.db
      .insert(issue)
      .values({
        id: randomUUID(),
        repositoryId: repository.id,
        number: theirs.number,
        ...seen(theirs, content),
        locale,
        // Nobody is known yet: whoever is assigned has been since.
        assignees: [],
        taken: { title, why, difficulty, tags },
        // Not yet, until all that is known of it has been followed.
        updatedAt: new Date(0),
        seenAt: context.now(),
      })
      .onConflictDoNothing()
      .returning({ id: issue.id });
    if (!won) return false;
    const there = await taskAlready(tx, repository.projectId, theirs.url, title);
    const number =
      there ??
      (await insertTask(tx, labeled, by, {
        projectId: repository.projectId,
        difficulty,
        texts: { [locale]: { title, why } },
        tags,
        links: [theirs.url],
        publishedAt: context.now(),
        event: { kind: "task.created", details: { repository: `${repository.owner}/${repository.name}` } },
      }));
    await tx.db
      .update(issue)
      .set({ taskNumber: number, ...(there === null ? {} : { taken: nothingTaken }) })
      .where(eq(issue.id, won.id));
    await settleTask(tx, labeled, number, { texts: true });
    return there === null;
  });
}

/** A task of the project that was written by hand for this issue: it refers to it, as the only one, or has its title. */
async function taskAlready(tx: Transaction, projectId: string, url: string, title: string): Promise<number | null> {
  const { task, issue } = tx.tables;
  const linked = await tasksReferringTo(tx, projectId, url);
  const named = await tasksWithTitleKeys(tx, projectId, [titleKey(title)]);
  const [number] = linked.length === 1 ? linked : named.length === 1 ? named : [];
  if (number === undefined) return null;
  // What is done or closed was another one.
  const [open] = await tx.db
    .select({ number: task.number })
    .from(task)
    .where(and(eq(task.number, number), isNull(task.closeReason), ne(task.status, "done")));
  if (!open) return null;
  const [taken] = await tx.db.select({ id: issue.id }).from(issue).where(eq(issue.taskNumber, number));
  if (taken) return null;
  return linked.length === 1 || !(await isOfAnotherIssue(tx, projectId, number, url)) ? number : null;
}

/** An issue's address without the part of the page it points to; GitHub does not mind the case. */
function addressOf(url: string): string {
  return url.replace(/#.*$/, "").toLowerCase();
}

/** The project's tasks that refer to an issue by themselves, and not by somebody's claim. */
async function tasksReferringTo(tx: Transaction, projectId: string, url: string): Promise<number[]> {
  const { task, link } = tx.tables;
  const start = `${addressOf(url)}#`;
  const rows = await tx.db
    .selectDistinct({ number: task.number })
    .from(link)
    .innerJoin(task, eq(task.number, link.taskNumber))
    .where(
      and(
        eq(task.projectId, projectId),
        isNull(link.claimId),
        sql`substr(lower(${link.url}) || '#', 1, ${start.length}) = ${start}`,
      ),
    );
  return rows.map((row) => row.number);
}

/** Whether a task refers to another issue than this, as the only one: what all tasks of a list refer to is the list. */
async function isOfAnotherIssue(tx: Transaction, projectId: string, number: number, url: string): Promise<boolean> {
  const { link } = tx.tables;
  const links = await tx.db
    .select({ url: link.url })
    .from(link)
    .where(and(eq(link.taskNumber, number), isNull(link.claimId), eq(link.kind, "issue")));
  for (const other of links) {
    if (addressOf(other.url) === addressOf(url)) continue;
    if ((await tasksReferringTo(tx, projectId, other.url)).length === 1) return true;
  }
  return false;
}

/** Follows what is new about an issue whose task is here. Returns what is to be kept of the comparison. */
async function followTask(
  context: Context,
  repository: RepositoryRow,
  known: IssueRow,
  theirs: GitHubIssue,
  content: IssueContent,
): Promise<{ taken?: IssueRow["taken"] }> {
  const number = known.taskNumber as number;
  const merged = await followContent(context, known, content, number);
  const taken = await withKnownList(context.database, { ...known, body: theirs.body }, merged);
  const begins = await followState(context, known, theirs, content, number);
  // Who is still assigned to an issue that is opened again has the task again.
  const before = begins ? { ...known, assignees: [] } : known;
  if (theirs.state === "open") await followAssignees(context, repository, before, theirs, { isFirst: begins });
  return { taken };
}

/** Brings over what only the issue says newly. Returns what both agree on from now on. */
async function followContent(
  context: Context,
  known: IssueRow,
  content: IssueContent,
  number: number,
): Promise<TakenOver> {
  const base = known.taken ?? content;
  if (isSameContent(base, content)) return base;
  const ours = await ownContent(context.database, number, known.locale);
  const merge = mergeContent(base, content, ours);
  if (merge.take.length > 0) {
    const { task } = context.database.tables;
    const [row] = await context.database.db
      .select({ revision: task.revision })
      .from(task)
      .where(eq(task.number, number));
    const edit = editOf(merge.take, content, known.locale);
    await editTask(asGitHub(context, null, "edited"), { number, revision: row?.revision ?? 0, ...edit });
  }
  return merge.base;
}

/**
 * Closed, reopened, labelled, not labelled any more: what changed there since it was last seen happens here.
 * @returns whether the task begins anew
 */
async function followState(
  context: Context,
  known: IssueRow,
  theirs: GitHubIssue,
  content: IssueContent,
  number: number,
): Promise<boolean> {
  const wasWanted = known.state === "open" && known.isTask;
  const isWanted = theirs.state === "open" && content.isTask;
  if (theirs.state === "closed") {
    await followClosing(context, known, theirs, number);
  } else if (wasWanted && !isWanted) {
    if (await isHeld(context, number)) {
      // Who works on it goes on; the timeline says it, and the task ends with the claim.
      await tell(context, number, "label_removed");
    } else {
      await end(context, number, { reason: "not_planned", cause: "label_removed" });
    }
  }
  if (theirs.state === "open" && !isWanted && known.state !== "open" && (await isTaskDone(context, number))) {
    // It is not done after all, and nobody is wanted for it.
    await begin(context, number, "reopened");
    await end(context, number, { reason: "not_planned", cause: "label_removed" });
  }
  // Closed by a merge and opened again between two looks: only the merge was seen.
  const isMissed = wasWanted && theirs.reason === "reopened" && (await isMergedSince(context, known, number));
  if (!isWanted || (wasWanted && !isMissed)) return false;
  await begin(context, number, known.state === "open" && !isMissed ? "labeled" : "reopened");
  return true;
}

/** An issue is closed, also one without its label, which many take away from what somebody works on. */
async function followClosing(context: Context, known: IssueRow, theirs: GitHubIssue, number: number): Promise<void> {
  const isDone = endsAsDone(theirs.reason);
  const ended: Ended = isDone
    ? { reason: "done", cause: "closed", closedAt: theirs.closedAt }
    : { reason: "not_planned", cause: "not_planned" };
  const isOver = known.state !== "open" || (!known.isTask && (await hasEndedUnlabelled(context, number)));
  if (!isOver) return end(context, number, ended);
  const wasDone = known.state === "closed" ? endsAsDone(known.reason) : await isTaskDone(context, number);
  if (wasDone === isDone) return;
  // Somebody has thought better of why it is closed, or closed it while it was not to be seen or had no label.
  if (wasDone) await begin(context, number, "not_planned");
  await end(context, number, { ...ended, isAgain: isDone });
}

/** Whether a task is closed because its issue has lost its label, and not by anybody here. */
async function hasEndedUnlabelled({ database }: Context, number: number): Promise<boolean> {
  const { event } = database.tables;
  const [last] = await database.db
    .select({ kind: event.kind, details: event.details })
    .from(event)
    .where(and(eq(event.taskNumber, number), inArray(event.kind, ["task.closed", "task.reopened"])))
    .orderBy(desc(event.id))
    .limit(1);
  return last?.kind === "task.closed" && last.details.cause === "label_removed";
}

/**
 * Whether a task is done by a merge that closed its issue, both since the issue was seen. One that only mentions it
 * finishes the task, too, but leaves the issue open.
 */
async function isMergedSince(context: Context, known: IssueRow, number: number): Promise<boolean> {
  const { db, tables } = context.database;
  const { event, repository } = tables;
  const rows = await db
    .select({ details: event.details })
    .from(event)
    .where(and(eq(event.taskNumber, number), eq(event.kind, "claim.completed"), gt(event.at, known.seenAt)));
  if (!rows.some((one) => one.details.cause === "pull_request_merged")) return false;
  const [of] = await db.select().from(repository).where(eq(repository.id, known.repositoryId));
  const key = `${of?.owner}/${of?.name}#${known.number}`.toLowerCase();
  const merged = await pullsSpeakingOf(context, key, ["merged"]);
  const hasClosed = merged.some(({ pull, closes }) => closes && pull.mergedAt && pull.mergedAt >= known.updatedAt);
  return hasClosed && (await isTaskDone(context, number));
}

async function isTaskDone({ database }: Context, number: number): Promise<boolean> {
  const { task } = database.tables;
  const [row] = await database.db.select({ status: task.status }).from(task).where(eq(task.number, number));
  return row?.status === "done";
}

/** GitHub knows `not_planned` and `duplicate` beside `completed`; older ones have no reason. */
function endsAsDone(reason: string | null): boolean {
  return reason === null || reason === "completed";
}

/** An issue is not there any more, or not to be seen: its task ends with it. */
export async function issueIsGone(
  context: Context,
  known: IssueRow,
  cause: "deleted" | "transferred" | "hidden",
): Promise<void> {
  if (known.state === "gone") return;
  if (known.taskNumber !== null && known.state === "open")
    await end(context, known.taskNumber, { reason: "not_planned", cause });
  await context.database.transaction(async (tx) => {
    await tx.db
      .update(tx.tables.issue)
      .set({ state: "gone", seenAt: context.now() })
      .where(eq(tx.tables.issue.id, known.id));
  });
}

/** Ends a task whose issue lost its label while someone held it, once nobody does. */
export async function endUnlabelled(context: Context, row: IssueRow): Promise<void> {
  if (row.taskNumber === null || row.isTask || row.state !== "open") return;
  const { event } = context.database.tables;
  const [reopened] = await context.database.db
    .select({ id: event.id })
    .from(event)
    .where(and(eq(event.taskNumber, row.taskNumber), eq(event.kind, "task.reopened"), gt(event.at, row.seenAt)))
    .limit(1);
  // A maintainer wants it all the same.
  if (reopened) return;
  if (!(await isHeld(context, row.taskNumber)))
    await end(context, row.taskNumber, { reason: "not_planned", cause: "label_removed" });
}

interface Ended {
  reason: "done" | "not_planned";
  cause: GitHubCause;
  /** When the issue was closed, at GitHub. */
  closedAt?: Date | null;
  /** It is closed for another reason, and done after all. */
  isAgain?: boolean;
}

/** A task that is closed already stays as it is, unless it is to be closed again. */
async function end(
  context: Context,
  number: number,
  { reason, cause, closedAt = null, isAgain = false }: Ended,
): Promise<void> {
  const finishers = reason === "done" ? await finishersOf(context, number, closedAt) : null;
  const isOther = finishers !== null && (await isHeldByOthers(context, number, finishers));
  const how = { isAgain, ...(finishers ? { doneBy: finishers } : {}) };
  try {
    await closeTask(asGitHub(context, null, isOther ? "merged_by_other" : cause), { number, reason }, how);
  } catch (error) {
    if (!isAppError(error) || error.code !== "task_not_open") throw error;
  }
}

/** Whether people hold a task, and none of these is among them. */
async function isHeldByOthers({ database }: Context, number: number, people: ReadonlySet<string>): Promise<boolean> {
  const { claim } = database.tables;
  const holders = await database.db
    .select({ personId: claim.personId })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)));
  return holders.length > 0 && !holders.some((one) => people.has(one.personId));
}

async function isHeld({ database }: Context, number: number): Promise<boolean> {
  const { claim } = database.tables;
  const [held] = await database.db
    .select({ id: claim.id })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)))
    .limit(1);
  return held !== undefined;
}

/** Says in the timeline what happened there, where it changes nothing here. */
async function tell(context: Context, number: number, cause: GitHubCause): Promise<void> {
  const following = asGitHub(context, null, cause);
  await context.database.transaction(async (tx) => {
    const { task } = tx.tables;
    const [row] = await tx.db.select({ projectId: task.projectId }).from(task).where(eq(task.number, number));
    if (!row) return;
    const by = await asMaintainer(tx, following, row.projectId);
    await record(tx, following, by, { kind: "task.followed", task: number, projectId: row.projectId });
  });
}

/** Keeps an issue as it was seen, and sees to it that its assignees there become those who hold it here. */
async function keep(
  context: Context,
  known: IssueRow,
  theirs: GitHubIssue,
  content: IssueContent,
  more: { taken?: IssueRow["taken"] },
): Promise<void> {
  const { taken = known.taken } = more;
  const isTold = taken !== null && isSameContent(taken, content);
  const { taskNumber } = known;
  const list = await listChangesOf(context.database, { taskNumber, body: theirs.body, taken });
  await context.database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const [row] = await tx.db
      .update(issue)
      .set({
        taken,
        differs: !isTold || list.length > 0,
        ...seen(theirs, content),
        updatedAt: theirs.updatedAt,
        seenAt: context.now(),
      })
      // Somebody may have seen it newer meanwhile.
      .where(and(eq(issue.id, known.id), lte(issue.updatedAt, theirs.updatedAt)))
      .returning();
    if (row?.taskNumber) await settleIssue(tx, context, row.taskNumber);
  });
}
