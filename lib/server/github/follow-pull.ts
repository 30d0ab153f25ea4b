import { randomUUID } from "node:crypto";
import { and, asc, count, eq, gt, inArray, isNull, max, ne, or, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { isAppError } from "../../domain/errors";
import { parseLink } from "../../domain/links";
import { minute, startClock, stopClock } from "../../domain/policy";
import type { PullState } from "../../domain/words";
import { referencesIn } from "../../github/references";
import { type GitHubPull, refOfAccount } from "../../github/replies";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { linkClaim } from "../claims/link";
import { heldBy, openClaim, writeClock } from "../claims/open";
import type { ActingPerson, Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { linkRow } from "../tasks/content";
import type { RepositoryRow } from "./access";
import { asGitHub } from "./as";
import { begin } from "./begin";
import { personHere } from "./follow-assignees";
import type { GitHubSettings } from "./settings";

const openStates: readonly PullState[] = ["draft", "open"];

/** An issue that a pull request closes, as `owner/name#number` in lower case. */
export type Closing = string;

/**
 * Follows the open pull requests that spoke of an issue before it was a task here.
 */
export async function followEarlierPulls(
  context: Context,
  { id: repositoryId, owner, name }: Pick<RepositoryRow, "id" | "owner" | "name">,
  issue: { number: number; taskNumber: number | null },
): Promise<void> {
  if (issue.taskNumber === null) return;
  const key = `${owner}/${name}#${issue.number}`.toLowerCase();
  for (const { pull, closes } of await pullsSpeakingOf(context, key)) {
    const isOwn = pull.repositoryId === repositoryId;
    const mayClaim = pull.speaksOf.filter((one) => one.closes).length <= mostClaims;
    const concern = { number: issue.taskNumber, closes, isOwn, isMeant: true };
    await followOn(context, asSeen(pull), concern, { isNews: true, mayClaim });
  }
}

type PullRow = Context["database"]["tables"]["pullRequest"]["$inferSelect"];

/** Pull requests, of any connected repository, that speak of an issue; open ones unless said otherwise. */
export async function pullsSpeakingOf(
  { database }: Context,
  key: string,
  states: readonly PullState[] = openStates,
): Promise<{ pull: PullRow; closes: boolean }[]> {
  const { pullRequest } = database.tables;
  const rows = await database.db
    .select()
    .from(pullRequest)
    .where(
      and(inArray(pullRequest.state, [...states]), sql`cast(${pullRequest.speaksOf} as text) like ${`%"${key}"%`}`),
    );
  return rows.flatMap((pull) => {
    const spoken = pull.speaksOf.find((one) => one.issue === key);
    return spoken ? { pull, closes: spoken.closes } : [];
  });
}

/** Between a merge and the closing that GitHub does for it. */
const closedWithin = 10 * minute;

/**
 * Who has finished a task whose issue was closed: the authors of the pull requests of its project whose merge closed it,
 * and those who hold a part of it and whose own pull request was merged. Null when it was closed by no merge that is
 * known, and then whoever holds the task has done it; empty when it was one of a bot, or of nobody any more.
 * @param closedAt when the issue was closed, at GitHub
 */
export async function finishersOf(
  context: Context,
  number: number,
  closedAt: Date | null,
): Promise<ReadonlySet<string> | null> {
  const { db, tables } = context.database;
  const { issue, repository, event } = tables;
  const [[of], [closed]] = await Promise.all([
    db
      .select({ number: issue.number, owner: repository.owner, name: repository.name, projectId: repository.projectId })
      .from(issue)
      .innerJoin(repository, eq(repository.id, issue.repositoryId))
      .where(eq(issue.taskNumber, number)),
    db
      .select({ at: max(event.at) })
      .from(event)
      .where(and(eq(event.taskNumber, number), eq(event.kind, "task.closed"))),
  ]);
  if (!of || closedAt === null) return null;
  const own = await db.select({ id: repository.id }).from(repository).where(eq(repository.projectId, of.projectId));
  const key = `${of.owner}/${of.name}#${of.number}`.toLowerCase();
  const merged = (await pullsSpeakingOf(context, key, ["merged"])).filter(({ pull, closes }) => {
    const mergedAt = pull.mergedAt?.getTime() ?? 0;
    const since = closedAt.getTime() - mergedAt;
    const isOwn = own.some((one) => one.id === pull.repositoryId);
    // What closed it before it was opened again has been credited then.
    const isNew = mergedAt > (closed?.at?.getTime() ?? 0);
    return closes && isOwn && isNew && since > -minute && since < closedWithin;
  });
  if (merged.length === 0) return null;
  const authors = merged.flatMap(({ pull }) => pull.author ?? []);
  const people = await Promise.all(authors.map(async (author) => (await personHere(context, author)).id));
  return new Set([...people, ...(await holdersWithMergedWork(context, number))]);
}

/** Who holds a part of a task and has linked a pull request of their own that was merged. */
async function holdersWithMergedWork({ database }: Context, number: number): Promise<string[]> {
  const { link, claim, pullRequest, githubAccount } = database.tables;
  const rows = await database.db
    .select({ personId: claim.personId, account: githubAccount.id, author: pullRequest.author })
    .from(claim)
    .innerJoin(link, eq(link.claimId, claim.id))
    .innerJoin(pullRequest, eq(sql`lower(${pullRequest.url})`, sql`lower(${link.url})`))
    .innerJoin(githubAccount, eq(githubAccount.personId, claim.personId))
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt), eq(pullRequest.state, "merged")));
  return rows.filter((one) => one.author?.id === one.account).map((one) => one.personId);
}

function asSeen({ url, state, author, mergedAt, updatedAt }: PullRow): SeenPull {
  return { url, state, author: author && { ...author, isBot: false }, mergedAt, updatedAt, isDefault: null };
}

/** What matters of a pull request to a task. */
type SeenPull = Pick<GitHubPull, "url" | "state" | "author" | "mergedAt" | "updatedAt" | "isDefault">;

/** An issue of which a pull request speaks, and whose task is here. */
interface Concern {
  number: number;
  /** Whether it closes the issue, or was linked to a claim by hand; else it only mentions the issue. */
  closes: boolean;
  /** Whether it is for this task still: what linked itself may have been edited since and name the issue no more. */
  isMeant: boolean;
  /** Whether the task is of the project that the pull request's repository belongs to: only there it moves claims. */
  isOwn: boolean;
}

/** Of a pull request that closes more issues none is claimed for its author. */
const mostClaims = 3;
/** Who holds as many is not given another one for a pull request. */
const mostHeld = 5;
/** Tasks on which one pull request is shown. */
const mostConcerns = 20;

/**
 * Brings the board up to a pull request as GitHub says it is: whoever holds the task and opened it is in review, and has
 * finished when it is merged into the default branch; with a mention alone only when none of theirs is open any more.
 * Closed, or merged without finishing anything, the clock goes on. One by somebody else is shown and takes nothing from
 * anyone. Told twice, or late, it does nothing.
 * @param closing issues that GitHub itself says it closes, beyond those that its text names
 * @returns whether it changed anything
 */
export async function followPull(
  context: Context,
  repository: RepositoryRow,
  theirs: GitHubPull,
  given: Pick<GitHubSettings, "web">,
  closing: readonly Closing[] = [],
): Promise<boolean> {
  const before = await knownPull(context.database, repository, theirs.number);
  const spoken = issuesOf(repository, theirs, given.web, closing);
  // Merging into another branch than the default one closes nothing, and nothing that was merged closes more by an edit.
  const said = theirs.isDefault === false ? spoken.map((one) => ({ ...one, closes: false })) : spoken;
  const speaksOf = before?.state === "merged" ? before.speaksOf : said;
  const concerns = (await concernsOf(context, repository, speaksOf, theirs.url)).slice(0, mostConcerns);
  const kept = await keep(context, repository, theirs, speaksOf);
  if (!kept) return false;
  const closes = speaksOf.filter((one) => one.closes).length;
  for (const concern of concerns) {
    const spoken = speaksOf.find((one) => one.issue === concern.issue);
    const isNews = await isNewFor(context, kept.before, theirs, concern.number, spoken);
    await followOn(context, theirs, concern, { isNews, mayClaim: closes <= mostClaims });
  }
  return concerns.length > 0;
}

/** Whether a pull request speaks of a task, or is linked to a claim. */
export async function concernsTasks(
  context: Context,
  repository: RepositoryRow,
  theirs: GitHubPull,
  { web }: Pick<GitHubSettings, "web">,
): Promise<boolean> {
  return (await concernsOf(context, repository, issuesOf(repository, theirs, web, []), theirs.url)).length > 0;
}

type Spoken = PullRow["speaksOf"][number];

/** Whether a pull request says that it closes what it only mentioned before. */
export async function turnsToClose(
  context: Context,
  repository: RepositoryRow,
  theirs: GitHubPull,
  { web }: Pick<GitHubSettings, "web">,
  closing: readonly Closing[],
): Promise<boolean> {
  const before = await knownPull(context.database, repository, theirs.number);
  return issuesOf(repository, theirs, web, closing).some(
    ({ issue, closes }) => closes && before?.speaksOf.some((one) => one.issue === issue && !one.closes),
  );
}

/**
 * Whether a pull request has not spoken of this issue before, or did not close it, or was over and is open again. What
 * has been undone here is not done again for other words.
 */
async function isNewFor(
  context: Context,
  before: PullRow | null,
  theirs: SeenPull,
  number: number,
  spoken: Spoken | undefined,
): Promise<boolean> {
  if (before === null || openStates.includes(before.state) !== openStates.includes(theirs.state)) return true;
  if (!spoken) return false;
  const earlier = before.speaksOf.find((one) => one.issue === spoken.issue);
  const isSaid = !earlier || (spoken.closes && !earlier.closes);
  return isSaid && !(await wasUndone(context, number, theirs.url));
}

/** Whether a pull request was unlinked from a task, or the claim to which it was linked was given back or taken away. */
async function wasUndone({ database: { db, tables } }: Context, number: number, url: string): Promise<boolean> {
  const { link, claim, event } = tables;
  const [ended] = await db
    .select({ id: claim.id })
    .from(link)
    .innerJoin(claim, eq(claim.id, link.claimId))
    .where(
      and(eq(link.taskNumber, number), isAt(link.url, url), inArray(claim.state, ["released", "expired", "revoked"])),
    )
    .limit(1);
  if (ended) return true;
  const unlinked = await db
    .select({ details: event.details })
    .from(event)
    .where(and(eq(event.taskNumber, number), eq(event.kind, "claim.unlinked")));
  return unlinked.some((one) => one.details.link?.url.toLowerCase() === url.toLowerCase());
}

function issuesOf(repository: RepositoryRow, theirs: GitHubPull, web: string, closing: readonly Closing[]) {
  const said = referencesIn(`${theirs.title}\n\n${theirs.body ?? ""}`, repository, web);
  const all = new Map(
    said.map(({ owner, name, number, closes }) => [`${owner}/${name}#${number}`.toLowerCase(), closes]),
  );
  for (const issue of closing) all.set(issue, true);
  return [...all].map(([issue, closes]) => ({ issue, closes })).sort((a, b) => a.issue.localeCompare(b.issue));
}

/** Tasks to which somebody has linked it by hand, and tasks of the issues it speaks of. */
async function concernsOf(
  { database }: Context,
  from: RepositoryRow,
  speaksOf: readonly { issue: string; closes: boolean }[],
  url: string,
): Promise<(Concern & { issue: string | null })[]> {
  const { issue, repository, link, claim } = database.tables;
  const concerns = new Map<number, Concern & { issue: string | null }>();
  const linked = await database.db
    .select({ number: link.taskNumber, projectId: claim.projectId, claimId: claim.id })
    .from(link)
    .innerJoin(claim, eq(claim.id, link.claimId))
    .where(and(isAt(link.url, url), isNull(claim.endedAt)));
  for (const { number, projectId, claimId } of linked) {
    // Whoever links it by hand says that it is for this task.
    const isByHand = await isLinkedByHand(database, { number, claimId, url });
    concerns.set(number, {
      number,
      closes: isByHand,
      isMeant: isByHand,
      isOwn: projectId === from.projectId,
      issue: null,
    });
  }
  for (const { issue: name, closes } of speaksOf) {
    const [, owner = "", repo = "", digits = ""] = /^([^/]+)\/([^#]+)#(\d+)$/.exec(name) ?? [];
    const [row] = await database.db
      .select({ number: issue.taskNumber, projectId: repository.projectId })
      .from(issue)
      .innerJoin(repository, eq(repository.id, issue.repositoryId))
      .where(
        and(
          eq(sql`lower(${repository.owner})`, owner),
          eq(sql`lower(${repository.name})`, repo),
          eq(issue.number, Number(digits)),
        ),
      );
    if (!row?.number) continue;
    const isOwn = row.projectId === from.projectId;
    const isByHand = concerns.get(row.number)?.closes ?? false;
    concerns.set(row.number, { number: row.number, closes: closes || isByHand, isMeant: true, isOwn, issue: name });
  }
  return [...concerns.values()];
}

/** Whether a column has this address; people write it in upper and lower case. */
function isAt(column: Source["tables"]["link"]["url"], url: string) {
  return eq(sql`lower(${column})`, url.toLowerCase());
}

/** Whether somebody has linked a pull request to a claim, and not GitHub's word for it. */
async function isLinkedByHand(
  { db, tables }: Source,
  { number, claimId, url }: { number: number; claimId: string; url: string },
): Promise<boolean> {
  const { event } = tables;
  const rows = await db
    .select({ kind: event.kind, by: event.actorKind, details: event.details })
    .from(event)
    .where(
      and(
        eq(event.taskNumber, number),
        eq(event.claimId, claimId),
        inArray(event.kind, ["claim.linked", "claim.unlinked"]),
      ),
    )
    .orderBy(asc(event.id));
  const own = rows.filter((one) => one.details.link?.url.toLowerCase() === url.toLowerCase());
  const last = own.findLastIndex((one) => one.kind === "claim.unlinked");
  // What is told after the first one is that it was opened again.
  return own[last + 1]?.by !== "github";
}

/** A pull request as it was seen last. */
export async function knownPull(
  { db, tables }: Source,
  { id }: Pick<RepositoryRow, "id">,
  number: number,
): Promise<PullRow | null> {
  const { pullRequest } = tables;
  const [row] = await db
    .select()
    .from(pullRequest)
    .where(and(eq(pullRequest.repositoryId, id), eq(pullRequest.number, number)));
  return row ?? null;
}

/** Keeps it as it was seen, and says what was known before; null when this is older than what is known. */
async function keep(
  { database }: Context,
  repository: RepositoryRow,
  theirs: GitHubPull,
  speaksOf: { issue: string; closes: boolean }[],
): Promise<{ before: PullRow | null } | null> {
  return database.transaction(async (tx) => {
    const { pullRequest } = tx.tables;
    const known = await knownPull(tx, repository, theirs.number);
    if (known && known.updatedAt > theirs.updatedAt) return null;
    if (!known && speaksOf.length === 0) return { before: null };
    const fields = {
      url: theirs.url,
      state: theirs.state,
      author: theirs.author && !theirs.author.isBot ? refOfAccount(theirs.author) : null,
      speaksOf,
      mergedAt: theirs.mergedAt,
      updatedAt: theirs.updatedAt,
    };
    await tx.db
      .insert(pullRequest)
      .values({ id: randomUUID(), repositoryId: repository.id, number: theirs.number, ...fields })
      .onConflictDoUpdate({ target: [pullRequest.repositoryId, pullRequest.number], set: fields });
    return { before: known };
  });
}

async function followOn(
  context: Context,
  theirs: SeenPull,
  concern: Concern,
  { isNews, mayClaim }: { isNews: boolean; mayClaim: boolean },
): Promise<void> {
  const { number, closes, isMeant, isOwn } = concern;
  const author = theirs.author && !theirs.author.isBot ? await personHere(context, theirs.author) : null;
  const isOpen = openStates.includes(theirs.state);
  const linked = await linkedTo(context, number, theirs.url);
  const held = author && isOwn ? await heldBy(context.database, number, author.id) : null;
  let claimId = linked?.claimId ?? held;
  // Only what is new claims or links: what a maintainer or the author has undone since stays undone.
  if (!claimId && isNews && mayClaim && isOpen && closes && isOwn && author) {
    claimId = await claimFor(context, number, author);
  }
  if (!claimId || (!linked && !isNews)) {
    await showOnTask(context, theirs, number, author);
    return;
  }
  if (!linked && (isOpen || theirs.state === "merged")) {
    const opened = author ? asGitHub(context, author, "pull_request_opened") : asGitHub(context, null);
    const isLinked = await linkClaim(opened, { id: claimId, url: theirs.url }).then(
      () => true,
      (error: unknown) => isRefused(error),
    );
    if (!isLinked) return;
  }
  // Somebody else's work, linked by hand, finishes nobody's claim by itself, and neither does another branch.
  const isFinished =
    theirs.state === "merged" &&
    theirs.isDefault !== false &&
    isMeant &&
    isOwn &&
    claimId === held &&
    (await isOfTheirClaim(context, held, theirs)) &&
    // With a mention alone, it may have been the first part of their work.
    (closes || (linked?.state !== "merged" && (await openLinks(context.database, claimId, theirs.url)) === 0));
  await noteState(context, number, claimId, theirs, isFinished);
  if (!isFinished) return;
  await completeClaim(asGitHub(context, null, "pull_request_merged"), { id: claimId }).catch(isRefused);
  if (closes && (await wasOpenedAgain(context, number, theirs))) await begin(context, number, "reopened");
}

/** How many other pull requests are linked to a claim of which nobody has said that they are over. */
async function openLinks({ db, tables }: Source, claimId: string, url: string): Promise<number> {
  const { link } = tables;
  const [row] = await db
    .select({ open: count() })
    .from(link)
    .where(
      and(
        eq(link.claimId, claimId),
        eq(link.kind, "pull_request"),
        ne(sql`lower(${link.url})`, url.toLowerCase()),
        or(isNull(link.state), inArray(link.state, [...openStates])),
      ),
    );
  return row?.open ?? 0;
}

/** Whether the issue of a task was seen open again after this merge, of which is told late. */
async function wasOpenedAgain(
  { database }: Context,
  number: number,
  { mergedAt, updatedAt }: SeenPull,
): Promise<boolean> {
  const { issue } = database.tables;
  const [row] = await database.db
    .select({ id: issue.id })
    .from(issue)
    .where(
      and(
        eq(issue.taskNumber, number),
        eq(issue.state, "open"),
        eq(issue.isTask, true),
        eq(issue.reason, "reopened"),
        gt(issue.updatedAt, mergedAt ?? updatedAt),
      ),
    );
  return row !== undefined;
}

/** Whether it was merged while they held the task: what was merged before is not the work that they claimed. */
async function isOfTheirClaim(
  { database }: Context,
  claimId: string,
  { mergedAt, updatedAt }: SeenPull,
): Promise<boolean> {
  const { claim } = database.tables;
  const [row] = await database.db.select({ startedAt: claim.startedAt }).from(claim).where(eq(claim.id, claimId));
  return row !== undefined && (mergedAt ?? updatedAt).getTime() > row.startedAt.getTime() - minute;
}

/** What a rule has against it changes nothing; anything else is a fault. Always false. */
function isRefused(error: unknown): false {
  if (isAppError(error)) return false;
  throw error;
}

/** The link of an open claim on a task to this pull request. */
async function linkedTo({ database }: Context, number: number, url: string) {
  const { link, claim } = database.tables;
  const [row] = await database.db
    .select({ id: link.id, claimId: claim.id, state: link.state })
    .from(link)
    .innerJoin(claim, eq(claim.id, link.claimId))
    .where(and(eq(link.taskNumber, number), isAt(link.url, url), isNull(claim.endedAt)));
  return row ?? null;
}

/**
 * Their work is there already, so neither cap nor ladder are asked about, within reason; what somebody holds stays
 * theirs.
 */
async function claimFor(context: Context, number: number, author: ActingPerson): Promise<string | null> {
  const { claim } = context.database.tables;
  const [held] = await context.database.db
    .select({ open: count() })
    .from(claim)
    .where(and(eq(claim.personId, author.id), isNull(claim.endedAt)));
  if ((held?.open ?? 0) >= mostHeld) return null;
  try {
    const opened = asGitHub(context, author, "pull_request_opened");
    return (await claimTask(opened, { number }, { beyondRules: true })).claimId;
  } catch (error) {
    return isRefused(error) || null;
  }
}

/**
 * Writes what became of a linked pull request, and lets the clock go on when no open one is left.
 * @param isFinished the claim is about to be finished by it, so that there is nothing else to tell
 */
async function noteState(
  context: Context,
  number: number,
  claimId: string,
  theirs: SeenPull,
  isFinished: boolean,
): Promise<void> {
  const { link } = context.database.tables;
  const ofClaim = and(eq(link.claimId, claimId), isAt(link.url, theirs.url));
  const [known] = await context.database.db.select({ state: link.state }).from(link).where(ofClaim);
  if (!known || known.state === theirs.state) return;
  const isOver = theirs.state === "closed" || theirs.state === "merged";
  const over = theirs.state === "merged" ? "pull_request_merged" : "pull_request_closed";
  const following = asGitHub(context, null, isOver ? over : "pull_request_opened");
  await changeTask(following, async (tx) => {
    const row = await openClaim(tx, claimId);
    const by = await asMaintainer(tx, following, row.projectId);
    const now = context.now();
    await tx.db.update(tx.tables.link).set({ state: theirs.state }).where(ofClaim);
    const { label, url } = parseLink(theirs.url, context.linkHosts);
    const about = { task: number, projectId: row.projectId, claimId };
    const details = { link: { kind: "pull_request" as const, url, label } };
    if (!isOver) {
      if (known.state === "closed") await record(tx, following, by, { kind: "claim.linked", ...about, details });
      if (row.state === "active") await writeClock(tx, claimId, stopClock(row, now));
      return { number, claimId };
    }
    if (!isFinished) await record(tx, following, by, { kind: "claim.link_closed", ...about, details });
    if (row.state === "in_review" && (await openLinks(tx, claimId, url)) === 0) {
      const clock = startClock(await readPolicy(tx, row.projectId), row, now);
      await writeClock(tx, claimId, clock);
      if (!isFinished) {
        await notify(tx, following, [row.personId], {
          kind: "review.ended",
          key: `${claimId} ${theirs.url} ${theirs.updatedAt.getTime()}`,
          ...about,
          details: { ...details, leaseEndsAt: clock.leaseEndsAt?.toISOString() ?? null },
        });
      }
    }
    return { number, claimId };
  });
}

/** A pull request of someone who does not hold the task: the task shows it, and its keepers are told. */
async function showOnTask(
  context: Context,
  theirs: SeenPull,
  number: number,
  author: ActingPerson | null,
): Promise<void> {
  const parsed = parseLink(theirs.url, context.linkHosts);
  const { link, task } = context.database.tables;
  const [known] = await context.database.db
    .select({ state: link.state })
    .from(link)
    .where(and(eq(link.taskNumber, number), eq(link.url, parsed.url), isNull(link.claimId)));
  if (known?.state === theirs.state || (!known && theirs.state === "closed")) return;
  const following = asGitHub(context, author, "pull_request_opened");
  await changeTask(following, async (tx) => {
    const where = and(eq(link.taskNumber, number), eq(link.url, parsed.url), isNull(link.claimId));
    if (known) {
      await tx.db.update(tx.tables.link).set({ state: theirs.state }).where(where);
      return { number };
    }
    await tx.db
      .insert(tx.tables.link)
      .values({ ...linkRow(context, parsed, { number, by: author?.id ?? null }), state: theirs.state });
    const [row] = await tx.db.select({ projectId: task.projectId }).from(task).where(eq(task.number, number));
    if (row) {
      await notify(tx, following, await keepersOf(tx, number, row.projectId), {
        kind: "pull_request.opened",
        key: `${number} ${parsed.url}`,
        task: number,
        projectId: row.projectId,
        details: { link: { kind: "pull_request", url: parsed.url, label: parsed.label } },
      });
    }
    return { number, texts: true };
  });
}
