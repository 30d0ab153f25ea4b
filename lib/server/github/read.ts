import { createHash } from "node:crypto";
import { and, count, desc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { z } from "zod";
import type { Source } from "../../../db/database";
import type { ListChange } from "../../domain/checklist";
import { AppError } from "../../domain/errors";
import { slugInput } from "../../domain/inputs";
import type {
  DifferenceView,
  FollowedField,
  RepositoriesView,
  RepositoryView,
  SyncRunView,
  TakenOver,
} from "../../domain/repositories";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import type { RepositoryRow } from "./access";
import { contentOf, isSameContent, mergeContent, ownContent } from "./content";
import { compareAssignees, type ErrandRow, needsWord } from "./errands";
import type { IssueRow } from "./follow-issue";
import { listChangesOf } from "./listed";
import { type GitHubSettings, gitHubSettings } from "./settings";
import { standWords } from "./stand";

const runsShown = 10;
/** Of lists. */
const mostLists = 20;
const mostDifferences = 100;
const mostFailed = 20;

/**
 * The repositories of a project: how each is followed and how that goes; for its maintainers.
 * @throws AppError not_found, unauthenticated, forbidden
 */
export async function readRepositories(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RepositoriesView> {
  const { slug } = parseInput(z.strictObject({ slug: slugInput }), input);
  const source = context.database;
  const { project, repository } = source.tables;
  const [of] = await source.db.select({ id: project.id }).from(project).where(eq(project.slug, slug));
  if (!of) throw new AppError("not_found", { what: "project" });
  await asMaintainer(source, context, of.id);
  const rows = await source.db
    .select()
    .from(repository)
    .where(eq(repository.projectId, of.id))
    .orderBy(repository.connectedAt, repository.id);
  return {
    repositories: await Promise.all(rows.map((row) => repositoryView(source, row, given, context.now()))),
    hasApp: given.app !== null,
    webhookUrl: `${given.baseUrl}/api/github/webhook`,
  };
}

async function repositoryView(
  source: Source,
  row: RepositoryRow,
  given: GitHubSettings,
  now: Date,
): Promise<RepositoryView> {
  const { issue, syncRun, delivery } = source.tables;
  const [runs, [tasks], [delivered], failed, differences] = await Promise.all([
    source.db.select().from(syncRun).where(eq(syncRun.repositoryId, row.id)).orderBy(desc(syncRun.id)).limit(runsShown),
    source.db
      .select({ count: count() })
      .from(issue)
      .where(and(eq(issue.repositoryId, row.id), isNotNull(issue.taskNumber))),
    source.db
      .select({ at: delivery.receivedAt })
      .from(delivery)
      .where(eq(delivery.repositoryId, row.id))
      .orderBy(desc(delivery.receivedAt))
      .limit(1),
    stillFailed(source, row),
    differencesOf(source, row),
  ]);
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    url: `${given.web}/${row.owner}/${row.name}`,
    access: row.access,
    mayWrite: row.mayWrite,
    rule: row.rule,
    plainWords: row.plainWords,
    isFollowed: row.isFollowed,
    revision: row.revision,
    connectedAt: row.connectedAt.toISOString(),
    syncedAt: row.syncedAt?.toISOString() ?? null,
    fault: row.fault,
    faultSince: row.faultSince?.toISOString() ?? null,
    // What GitHub asked for last week says nothing of today.
    notBefore: row.notBefore && row.notBefore > now ? row.notBefore.toISOString() : null,
    limit:
      row.limitLeft === null || row.limitResetsAt === null
        ? null
        : { left: row.limitLeft, resetsAt: row.limitResetsAt.toISOString() },
    isReading: row.takenUntil !== null && row.takenUntil > now,
    tasks: tasks?.count ?? 0,
    hasHookSecret: row.hookSecret !== null,
    deliveredAt: delivered?.at.toISOString() ?? null,
    runs: runs.map(
      ({ id, startedAt, endedAt, requests, seen, created, changed, fault, failures }): SyncRunView => ({
        id,
        startedAt: startedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        requests,
        seen,
        created,
        changed,
        fault,
        failures,
      }),
    ),
    differences,
    failedErrands: failed.map(({ errand: one, issue: of }) => ({
      task: of.taskNumber ?? 0,
      issue: of.number,
      kind: one.kind,
      fault: one.fault,
      at: (one.endedAt ?? one.createdAt).toISOString(),
    })),
  };
}

/** What could not be done at GitHub, newest first, and was neither done later nor is needless by now. */
async function stillFailed(source: Source, { id }: RepositoryRow) {
  const { issue, errand } = source.tables;
  const rows = await source.db
    .select({ errand, issue })
    .from(errand)
    .innerJoin(issue, eq(issue.id, errand.issueId))
    .where(and(eq(issue.repositoryId, id), eq(errand.end, "failed")))
    .orderBy(desc(errand.endedAt))
    .limit(5 * mostFailed);
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.issue.id))];
  const done = await source.db
    .select({ issueId: errand.issueId, kind: errand.kind, endedAt: errand.endedAt })
    .from(errand)
    .where(and(inArray(errand.issueId, ids), eq(errand.end, "done")));
  const still: typeof rows = [];
  for (const { errand: failed, issue: of } of rows) {
    if (still.length >= mostFailed) break;
    const own = done.filter((one) => one.issueId === of.id && one.kind === failed.kind);
    const isDone = own.some((one) => Number(one.endedAt) > Number(failed.endedAt));
    if (!isDone && !(await isNeedless(source, of, failed))) still.push({ errand: failed, issue: of });
  }
  return still;
}

/** Whether both ends agree by now on what an errand was to see to. */
async function isNeedless(source: Source, of: IssueRow, { kind, unassign, text }: ErrandRow): Promise<boolean> {
  if (of.state === "gone" || (kind === "assignees" && of.state !== "open")) return true;
  if (kind === "assignees") {
    const left = await compareAssignees(source, of, unassign);
    return left.assign.length + left.unassign.length === 0;
  }
  // What somebody was to be told has not been said.
  if (text) return false;
  if (of.answerId !== null) return of.answer === (await standWords(source, of));
  return text === null && !(await needsWord(source, of));
}

/**
 * Where a maintainer has changed a task and its issue has been changed since, and what an issue's list says and the board
 * does not. A task that is done by its slots is none that is closed: its list may have new items.
 */
export async function differencesOf(source: Source, repository: RepositoryRow): Promise<DifferenceView[]> {
  const { issue, task } = source.tables;
  const rows = await source.db
    .select({ issue, status: task.status })
    .from(issue)
    .innerJoin(task, eq(task.number, issue.taskNumber))
    .where(
      and(
        eq(issue.repositoryId, repository.id),
        eq(issue.state, "open"),
        eq(issue.differs, true),
        or(
          inArray(task.status, ["open", "claimed", "in_review", "dormant"]),
          and(eq(task.status, "done"), isNull(task.closeReason)),
        ),
      ),
    )
    .orderBy(issue.number);
  const fields: DifferenceView[] = [];
  const lists: DifferenceView[] = [];
  for (const { issue: row, status } of rows) {
    if (fields.length >= mostDifferences) break;
    if (row.taskNumber === null || row.taken === null) continue;
    const about = { task: row.taskNumber, issue: { number: row.number, url: row.url } };
    const changes = lists.length < mostLists ? await listChangesOf(source, row) : [];
    if (changes.length > 0) lists.push({ ...about, ...listShown(changes) });
    const theirs = contentOf(repository.rule, row);
    // Most agree; what does not is compared with the task.
    if (status === "done" || isSameContent(row.taken, theirs)) continue;
    const ours = await ownContent(source, row.taskNumber, row.locale);
    for (const field of mergeContent(row.taken, theirs, ours).differs) {
      fields.push({ ...about, ...fieldShown(theirs, field), ours: shown(ours, field) });
    }
  }
  // Where somebody has written something is before what can be taken over from lists.
  return [...fields.slice(0, mostDifferences), ...lists];
}

/** What a list says, as it is shown. `mark` is of exactly this: what is taken over is what was shown. */
export function listShown(changes: readonly ListChange[]) {
  const items = changes.map(({ name, slot, state, holder }) => ({ name, isNew: slot === null, state, holder }));
  return { field: "list" as const, ours: null, theirs: null, items, mark: markOf(items) };
}

/** What an issue says in a field, as it is shown. */
export function fieldShown(content: TakenOver, field: FollowedField) {
  const theirs = shown(content, field);
  return { field, theirs, items: [], mark: markOf(theirs) };
}

function markOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
}

function shown(content: TakenOver, field: FollowedField): string | null {
  const value = content[field];
  return Array.isArray(value) ? value.join(", ") || null : value;
}
