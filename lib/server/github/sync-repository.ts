import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../../db/database";
import { day } from "../../domain/policy";
import type { SyncFault } from "../../domain/words";
import { GitHubFault } from "../../github/client";
import { findInstallation } from "../../github/installation";
import { repositoryReply } from "../../github/replies";
import type { Context } from "../context";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { asGitHub } from "./as";
import { pathOf } from "./ask";
import { issueIsGone } from "./follow-issue";
import { outside } from "./outside";
import type { Reading } from "./reading";
import type { GitHubSettings } from "./settings";

/** Where it is now, and whether everyone may still see it. */
export async function readRepository(reading: Reading): Promise<void> {
  const { context, client, repository, cursor } = reading;
  // Whether it may be written to is in the answer, and is asked again while it may not.
  const etag = repository.mayWrite || repository.access === "public" ? (cursor.etags.repository ?? null) : null;
  const answer = await client
    .get(pathOf(repository), repositoryReply, etag)
    .catch((error: unknown) => notFound(reading, error));
  if (!answer) return;
  const { data } = answer;
  if (data.id !== repository.githubId) {
    throw new GitHubFault("other_repository", "GitHub answered with another one");
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
  cursor.openIssues = data.openIssues;
  if (answer.etag) cursor.etags.repository = answer.etag;
}

/**
 * GitHub says 404 of what is deleted, of what is private, and to a credential that lost its right. Nobody loses a task
 * for the last one: only what visitors do not see either, twice in a row, leaves the board.
 */
async function notFound(reading: Reading, error: unknown): Promise<never> {
  const { context, given, repository } = reading;
  const isSecond = error instanceof GitHubFault && error.fault === "not_found" && repository.fault === "not_found";
  if (isSecond && !(await isSeenByVisitors(context, repository, given))) await leaveBoard(reading);
  throw error;
}

/** Of one that our access does not show. */
async function isSeenByVisitors(context: Context, repository: RepositoryRow, given: GitHubSettings): Promise<boolean> {
  const visitor = clientWith(given, { kind: "public" }, context.now);
  return repository.access !== "public" && (await visitor.has(pathOf(repository)));
}

/** Faults of our access that say nothing of the repository. */
const ownFaults: ReadonlySet<SyncFault> = new Set<SyncFault>(["not_found", "bad_credentials", "no_permission"]);

/** Whether everyone may see a repository, of which somebody has said that it is private or gone. @throws GitHubFault */
export async function isPublic(context: Context, repository: RepositoryRow, given: GitHubSettings): Promise<boolean> {
  try {
    const client = clientWith(given, accessOf(given, repository), context.now);
    return !(await client.get(pathOf(repository), repositoryReply)).data.isPrivate;
  } catch (error) {
    if (!(error instanceof GitHubFault) || !ownFaults.has(error.fault)) throw error;
    return isSeenByVisitors(context, repository, given);
  }
}

async function leaveBoard({ context, repository, cursor }: Reading): Promise<void> {
  await hideAll(context, repository.id);
  // What is asked for when it is public again must not be "as before".
  cursor.etags = {};
}

/** An app that was installed anew has another number there, and may have other rights. */
export async function findApp(reading: Reading): Promise<void> {
  const { context, given, repository } = reading;
  if (repository.access !== "app" || !given.app || (repository.fault === null && repository.mayWrite)) return;
  const app = { api: given.api, ...given.app, now: context.now };
  const installation = await findInstallation(app, pathOf(repository)).catch((error: unknown) =>
    notFound(reading, error),
  );
  if (installation.id !== repository.installationId) {
    const { repository: table } = context.database.tables;
    await outside(context.database)
      .update(table)
      .set({ installationId: installation.id })
      .where(eq(table.id, repository.id));
    reading.repository = { ...repository, installationId: installation.id };
    reading.client = clientWith(given, accessOf(given, reading.repository), context.now);
  }
  if (installation.mayWrite !== repository.mayWrite) await setMayWrite(reading, installation.mayWrite);
}

/**
 * GitHub says of a token what its owner may do, not what the token may. So a refusal counts for more, for a day: then
 * its rights may have been changed there.
 */
async function setMayWrite({ context, repository }: Reading, mayWrite: boolean): Promise<void> {
  const { writeRefusedAt } = repository;
  if (mayWrite && writeRefusedAt && context.now().getTime() - writeRefusedAt.getTime() < day) return;
  await context.database.transaction(async (tx) => {
    await tx.db.update(tx.tables.repository).set({ mayWrite }).where(eq(tx.tables.repository.id, repository.id));
  });
}

/** Whether any of its issues is on the board, or was there before it ended. */
export async function isAnyShown({ database }: Context, repositoryId: string): Promise<boolean> {
  const { issue } = database.tables;
  const [row] = await database.db.select({ id: issue.id }).from(issue).where(shown(database, repositoryId)).limit(1);
  return row !== undefined;
}

function shown({ tables: { issue } }: Database, repositoryId: string) {
  return and(eq(issue.repositoryId, repositoryId), sql`${issue.state} <> 'gone'`);
}

/** The board is for everyone to see: what is not, leaves it. */
export async function hideAll(context: Context, repositoryId: string): Promise<void> {
  const { database } = context;
  const rows = await database.db.select().from(database.tables.issue).where(shown(database, repositoryId));
  for (const row of rows) await issueIsGone(context, row, "hidden");
}

/** A repository that was renamed or transferred is the same by its number. */
export async function rename(
  context: Context,
  repository: RepositoryRow,
  { owner, name }: { owner: string; name: string },
): Promise<void> {
  const following = asGitHub(context, null, "renamed");
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
