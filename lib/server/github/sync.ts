import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import type { SyncCursor } from "../../../db/schema.github";
import { minute } from "../../domain/policy";
import { GitHubClient, GitHubFault } from "../../github/client";
import type { Context } from "../context";
import { log } from "../log";
import { asSystem } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { endUnlabelled } from "./follow-issue";
import { outside } from "./outside";
import { attempt, firstCursor, Overtaken, type Reading, takenFor } from "./reading";
import { type GitHubSettings, gitHubSettings } from "./settings";
import { settleAssignees } from "./settle-assignees";
import { followOpenPulls, readAgainWhatFailed, readChanges } from "./sync-changes";
import { findApp, readRepository } from "./sync-repository";
import { applyNewRule, goRound } from "./sync-round";

/** Between two readings of a repository. */
const every = 15 * minute;

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
 * Reads a repository: what has changed since the last time, and all its tasks when something may have been missed. Each
 * issue and pull request is followed in transactions of its own, so what was read before a fault is kept, and the next
 * reading goes on from there.
 * @returns false when another machine reads it now
 */
export async function syncRepository(context: Context, id: string, given: GitHubSettings): Promise<boolean> {
  asSystem(context);
  const repository = await take(context, id);
  if (!repository?.takenUntil) return false;
  const { syncRun } = context.database.tables;
  const cursor: SyncCursor = { ...firstCursor, ...structuredClone(repository.cursor) };
  const [run] = await outside(context.database)
    .insert(syncRun)
    .values({ repositoryId: id, startedAt: context.now(), failures: [] })
    .returning();
  if (!run) throw new Error("the reading was not written");
  const client = new GitHubClient({ api: given.api, authorization: async () => null });
  const reading: Reading = { context, client, given, repository, cursor, run, takenUntil: repository.takenUntil };
  let fault: GitHubFault | null = null;
  try {
    reading.client = clientWith(given, accessOf(given, repository), context.now);
    await read(reading);
  } catch (error) {
    fault = error instanceof GitHubFault ? error : new GitHubFault("interrupted", "see the log");
    const about = { repository: `${repository.owner}/${repository.name}` };
    if (error instanceof GitHubFault) log().warn({ ...about, fault: error.text }, "A repository could not be read.");
    else if (error instanceof Overtaken) log().warn(about, "Another machine has gone on with this reading.");
    else log().error({ err: error, ...about }, "Reading a repository failed.");
  }
  await finish(reading, fault);
  return true;
}

async function take(context: Context, id: string): Promise<RepositoryRow | null> {
  const { repository } = context.database.tables;
  const now = context.now();
  const [row] = await outside(context.database)
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
    await goRound(reading);
    await followOpenPulls(reading);
    cursor.since = start;
  } else {
    await readChanges(reading);
    await goRound(reading);
  }
  await endWhatLostItsLabel(reading);
  await settleAssignees(reading);
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

async function finish(reading: Reading, fault: GitHubFault | null): Promise<void> {
  const { context, client, repository, cursor, run, takenUntil } = reading;
  const { repository: repositories, syncRun } = context.database.tables;
  const now = context.now();
  const { seen, created, changed, failures } = run;
  await outside(context.database)
    .update(syncRun)
    .set({ endedAt: now, requests: client.requests, seen, created, changed, failures, fault: fault?.fault ?? null })
    .where(eq(syncRun.id, run.id));
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
      // Whoever has taken it over writes down how far it is.
      .where(and(eq(repositories.id, repository.id), eq(repositories.takenUntil, takenUntil)));
  });
}
