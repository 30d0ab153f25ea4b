import { and, asc, eq, isNotNull, isNull, lt, lte, sql } from "drizzle-orm";
import type { Database } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { day, hour, minute } from "../../domain/policy";
import type { ErrandEnd } from "../../domain/words";
import { type GitHubClient, GitHubFault } from "../../github/client";
import { commentPayload, issuesPayload, payload, pullPayload, pullReply } from "../../github/replies";
import { isSigned } from "../../github/webhook";
import type { Context } from "../context";
import { log } from "../log";
import { asSystem } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { askWith, lookFor, pathOf } from "./ask";
import { closingOf } from "./closing";
import { followComment } from "./follow-comment";
import { followIssue, issueIsGone, knownIssue } from "./follow-issue";
import { followPull, pullsSpeakingOf } from "./follow-pull";
import { outside } from "./outside";
import { unseal } from "./seal";
import { type GitHubSettings, gitHubSettings } from "./settings";
import { hideAll, isAnyShown, isPublic } from "./sync-repository";

type DeliveryTable = Database["tables"]["delivery"];
type DeliveryRow = DeliveryTable["$inferSelect"];

const takenFor = 5 * minute;
const longestWait = hour;
const giveUpAfter = day;
/** Milliseconds after which the rest waits for the next turn. */
const patience = 20_000;
/** How long a delivery is remembered; GitHub delivers again for three days at most. */
const rememberedFor = 30 * day;
/** Events that are followed; GitHub sends what it is told to, and new ones appear. */
const followed = new Set(["issues", "issue_comment", "pull_request", "repository"]);

/** What GitHub sent, with its headers. */
export interface Delivery {
  id: string | null;
  event: string | null;
  signature: string | null;
  /** GitHub's number of the repository whose webhook it is; null for an app's, and where GitHub does not say. */
  target: string | null;
  body: Uint8Array;
}

/**
 * Takes a delivery in: checks who signed it, writes it down, and is done; what it says is followed after. The same
 * delivery again changes nothing.
 * @throws AppError forbidden (nobody we know has signed it), invalid (no delivery of GitHub's)
 */
export async function receiveDelivery(
  database: Database,
  { id, event, signature, target, body }: Delivery,
  now: Date,
  given: GitHubSettings = gitHubSettings(),
): Promise<void> {
  if (!id || !event || !/^[\w-]{1,64}$/.test(id) || !/^\w{1,64}$/.test(event)) throw notADelivery();
  // Nothing large is read before it is known who has signed it.
  const isOurs = isSigned(body, signature, given.webhookSecret ? [given.webhookSecret] : []);
  const named = isOurs || target === null ? null : await connected(database, target);
  const isTheirs = named !== null && isSigned(body, signature, secretOf(named, given));
  if (!isOurs && !isTheirs && body.length > largestUnknown) throw new AppError("forbidden", { needs: "admin" });
  const read = readPayload(body);
  if (!read) throw notADelivery();
  const about = await connected(database, String(read.repository?.id ?? ""));
  const isKnown = isOurs || (isTheirs && named.id === about?.id);
  if (!isKnown && !(about && isSigned(body, signature, secretOf(about, given)))) {
    throw new AppError("forbidden", { needs: "admin" });
  }
  if (!about) return;
  const arrived = { id, event, repositoryId: about.id, receivedAt: now, nextTryAt: now };
  // GitHub's first word to a new webhook: nothing follows from it, but that the webhook works.
  if (event === "ping") await write(database, { ...arrived, body: "", endedAt: now, end: "skipped" });
  if (about.isFollowed && followed.has(event)) {
    await write(database, { ...arrived, body: Buffer.from(body).toString("utf8") });
  }
}

async function write(database: Database, row: DeliveryTable["$inferInsert"]): Promise<void> {
  await outside(database).insert(database.tables.delivery).values(row).onConflictDoNothing();
}

/** Bytes of what is read to find out whose it may be. */
const largestUnknown = 5 * 1024 * 1024;

type Connected = Pick<RepositoryRow, "id" | "hookSecret" | "isFollowed">;

/** A connected repository by GitHub's number. */
async function connected({ db, tables: { repository } }: Database, githubId: string): Promise<Connected | null> {
  const { id, hookSecret, isFollowed } = repository;
  const [row] = await db
    .select({ id, hookSecret, isFollowed })
    .from(repository)
    .where(eq(repository.githubId, githubId));
  return row ?? null;
}

function secretOf({ id, hookSecret }: Connected, given: GitHubSettings): string[] {
  const secret = hookSecret === null ? null : unseal(hookSecret, given.secret, id);
  return secret === null ? [] : [secret];
}

function notADelivery(): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path: "", code: "not_a_delivery" }] });
}

function readPayload(body: Uint8Array) {
  try {
    const parsed = payload.safeParse(JSON.parse(Buffer.from(body).toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Follows what was delivered, in the order it came. Order means little: each says how a thing is and since when. Any
 * number of machines may; a delivery is taken by one.
 * @returns how many were worked off
 */
export async function followDeliveries(context: Context, given: GitHubSettings = gitHubSettings()): Promise<number> {
  asSystem(context);
  const { delivery } = context.database.tables;
  const startedAt = Date.now();
  let done = 0;
  const due = await context.database.db
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(isNull(delivery.endedAt), lte(delivery.nextTryAt, context.now())))
    .orderBy(asc(delivery.receivedAt))
    .limit(500);
  for (const { id } of due) {
    if (Date.now() - startedAt > patience) break;
    const taken = await take(context, id);
    if (taken && (await workOff(context, taken, given))) done += 1;
  }
  return done;
}

/** Forgets deliveries, errands and readings that nobody asks about any more. @returns how many */
export async function forgetDeliveries(context: Context): Promise<number> {
  asSystem(context);
  const { delivery, errand, syncRun } = context.database.tables;
  const old = new Date(context.now().getTime() - rememberedFor);
  const db = outside(context.database);
  const gone = [
    await db.delete(delivery).where(lt(delivery.receivedAt, old)).returning({ id: delivery.id }),
    await db
      .delete(errand)
      .where(and(isNotNull(errand.endedAt), lt(errand.endedAt, old)))
      .returning({ id: errand.id }),
    await db.delete(syncRun).where(lt(syncRun.startedAt, old)).returning({ id: syncRun.id }),
  ];
  return gone.flat().length;
}

async function take(context: Context, id: string): Promise<DeliveryRow | null> {
  const { delivery } = context.database.tables;
  const now = context.now();
  const [row] = await outside(context.database)
    .update(delivery)
    .set({ nextTryAt: new Date(now.getTime() + takenFor), tries: sql`${delivery.tries} + 1` })
    .where(and(eq(delivery.id, id), isNull(delivery.endedAt), lte(delivery.nextTryAt, now)))
    .returning();
  return row ?? null;
}

async function workOff(context: Context, taken: DeliveryRow, given: GitHubSettings): Promise<boolean> {
  const { repository } = context.database.tables;
  const [row] = await context.database.db
    .select()
    .from(repository)
    .where(and(eq(repository.id, taken.repositoryId ?? ""), eq(repository.isFollowed, true)));
  if (!row) {
    await end(context, taken, "skipped", null);
    return false;
  }
  if (row.notBefore && row.notBefore > context.now()) {
    await settle(context, taken, { nextTryAt: row.notBefore });
    return false;
  }
  try {
    await follow(context, row, taken, given);
    await end(context, taken, "done", null);
    return true;
  } catch (error) {
    const fault = error instanceof GitHubFault ? error.text : "internal";
    log().warn({ err: error, event: taken.event, delivery: taken.id }, "A delivery was not followed.");
    if (context.now().getTime() - taken.receivedAt.getTime() > giveUpAfter || error instanceof Unreadable) {
      await end(context, taken, "failed", fault);
    } else {
      const wait = Math.min(longestWait, minute * 2 ** Math.min(taken.tries - 1, 10));
      const notBefore = error instanceof GitHubFault ? error.notBefore : null;
      if (notBefore) await noteWait(context, row.id, notBefore);
      await settle(context, taken, { nextTryAt: notBefore ?? new Date(context.now().getTime() + wait), fault });
    }
    return false;
  }
}

/** GitHub wants to be left alone until then, by everyone who reads this repository. */
async function noteWait({ database }: Context, id: string, notBefore: Date): Promise<void> {
  const { repository } = database.tables;
  await outside(database).update(repository).set({ notBefore }).where(eq(repository.id, id));
}

/** It is not as documented, and will not be another time. The sync brings what it meant. */
class Unreadable extends Error {
  override name = "Unreadable";
}

async function follow(
  context: Context,
  repository: RepositoryRow,
  { event, body }: DeliveryRow,
  given: GitHubSettings,
): Promise<void> {
  const json: unknown = JSON.parse(body);
  const { action, repository: theirs } = payload.parse(json);
  // What is not public is not for this board, whatever else is told of it.
  if (event === "repository" || theirs?.private) {
    return lookAtRepository(context, repository, given, { isDue: event === "repository" });
  }
  const client = clientWith(given, accessOf(given, repository), context.now);
  if (event === "pull_request") {
    const { pull_request: pull } = readAs(pullPayload, json);
    const closing = await closingOf(client, repository, [pull]);
    await followPull(context, repository, pull, given, closing.get(pull.number) ?? []);
    return;
  }
  if (event === "issue_comment") {
    const { issue, comment } = readAs(commentPayload, json);
    if (action !== "created" || issue.pull) return;
    await followIssue(context, repository, issue, { again: () => lookFor(client, repository, issue.number) });
    const known = await knownIssue(context, repository.id, issue.number);
    if (known) await followComment(context, repository, known, comment, askWith(client, repository));
    return;
  }
  const { issue } = readAs(issuesPayload, json);
  if (issue.pull) return;
  if (issue.state === "closed") await readPullsAgain(context, client, repository, issue.number, given);
  if (action === "deleted" || action === "transferred") {
    const known = await knownIssue(context, repository.id, issue.number);
    if (known) await issueIsGone(context, known, action);
    return;
  }
  await followIssue(context, repository, issue, { again: () => lookFor(client, repository, issue.number) });
}

/** Pull requests of one issue that are asked about. */
const mostPulls = 5;

/**
 * Whether an issue was closed by a pull request, and by whose: GitHub tells both at once and in any order, and the
 * credit goes to whose work was merged.
 */
async function readPullsAgain(
  context: Context,
  client: GitHubClient,
  repository: RepositoryRow,
  number: number,
  given: GitHubSettings,
): Promise<void> {
  const { owner, name } = repository;
  const known = await pullsSpeakingOf(context, `${owner}/${name}#${number}`.toLowerCase());
  const closing = known.filter((one) => one.closes && one.pull.repositoryId === repository.id);
  for (const { pull } of closing.slice(0, mostPulls)) {
    const { data } = await client.get(`${pathOf(repository)}/pulls/${pull.number}`, pullReply);
    const linked = await closingOf(client, repository, [data]);
    await followPull(context, repository, data, given, linked.get(pull.number) ?? []);
  }
}

function readAs<Output>(
  schema: { safeParse(json: unknown): { success: boolean; data?: Output } },
  json: unknown,
): Output {
  const parsed = schema.safeParse(json);
  if (!parsed.success || parsed.data === undefined) throw new Unreadable("the payload is not as documented");
  return parsed.data;
}

/**
 * What became of the repository itself is not taken from a delivery: maintainers have the secret, and could write that it
 * is another one. GitHub is asked what must not wait, the rest is found by the next reading, which is made at once.
 */
async function lookAtRepository(
  context: Context,
  repository: RepositoryRow,
  given: GitHubSettings,
  { isDue }: { isDue: boolean },
): Promise<void> {
  const isShown = await isAnyShown(context, repository.id);
  if (isShown && !(await isPublic(context, repository, given))) await hideAll(context, repository.id);
  // Of a private one much may be told of which nothing is on the board anyway.
  if (!isShown && !isDue) return;
  const { repository: table } = context.database.tables;
  await outside(context.database).update(table).set({ nextSyncAt: context.now() }).where(eq(table.id, repository.id));
}

async function end(context: Context, taken: DeliveryRow, how: ErrandEnd, fault: string | null): Promise<void> {
  await settle(context, taken, { endedAt: context.now(), end: how, fault, body: "" });
}

/** Only by whoever took it last. */
async function settle(context: Context, { id, tries }: DeliveryRow, fields: Partial<DeliveryRow>): Promise<void> {
  const { delivery } = context.database.tables;
  await outside(context.database)
    .update(delivery)
    .set(fields)
    .where(and(eq(delivery.id, id), eq(delivery.tries, tries), isNull(delivery.endedAt)));
}
