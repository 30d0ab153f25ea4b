import { and, asc, count, eq, exists, inArray, isNotNull, isNull, lte, min, ne, or, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { day } from "../../domain/policy";
import type { DeskClaimView, DeskTaskView, DeskView, ProjectRefView } from "../../domain/views";
import type { Bilingual } from "../../domain/words";
import { claimViews } from "../claims/views";
import type { Context } from "../context";
import { differencesOf } from "../github/read";
import { excerpt, markdownToText } from "../markdown";
import { refColumns, refOf } from "../people/ref";
import { projectRef } from "../projects/refs";
import { asPerson } from "../rights";
import { titlesOf } from "../tasks/cards";
import { needsMaintainer } from "../tasks/followed";

/** Rows of one list, as many as one confirmation takes; the list's total says how many there are. */
const rowLimit = 200;

/** Days in review after which a claim needs a look: its pull request may be merged, or forgotten. */
const reviewDays = 14;

/** Characters of a question that are shown. */
const questionLimit = 160;

/**
 * What needs the one who asks, in the projects they maintain: open questions, claims that need a look, tasks that nobody
 * reconfirmed, people who wait, repositories that cannot be read or differ. All of it is empty for someone who maintains nothing.
 * @throws AppError unauthenticated
 */
export async function readDesk(context: Context): Promise<DeskView> {
  const { person } = asPerson(context);
  const source = context.database;
  const { member, project } = source.tables;
  const own = source.db
    .select({ id: member.projectId })
    .from(member)
    .where(and(eq(member.personId, person.id), eq(member.role, "maintainer")));
  const rows = await source.db
    .select({ id: project.id, slug: project.slug, name: project.name, color: project.color })
    .from(project)
    .where(person.isAdmin ? undefined : inArray(project.id, own));
  const projects: Projects = new Map(rows.map((row) => [row.id, projectRef(row)]));
  const [questions, claims, confirm, waits, repositories] = await Promise.all([
    openQuestions(source, projects),
    claimsToLookAt(source, projects, context.now()),
    tasksToConfirm(source, projects),
    peopleWaiting(source, projects),
    repositoriesToMend(source, projects, context.now()),
  ]);
  return { questions, claims, confirm, waits, repositories };
}

type Projects = ReadonlyMap<string, ProjectRefView>;

/** How many rows there are, whatever the limit. */
const total = { total: sql<number>`count(*) over ()`.mapWith(Number) };

/** The rows of a list with the total that each of them carries. */
function listOf<Row extends { total: number }, Item>(rows: readonly Row[], item: (row: Row) => Item | null) {
  return { total: rows[0]?.total ?? 0, items: rows.flatMap((row) => item(row) ?? []) };
}

/** Names the task of a row. */
async function tasksNamed(source: Source, projects: Projects, numbers: readonly number[]) {
  const titles = await titlesOf(source, [...new Set(numbers)]);
  return (number: number, projectId: string): { task: DeskTaskView; project: ProjectRefView } | null => {
    const project = projects.get(projectId);
    const named: Bilingual = titles.get(number) ?? { zh: null, en: null };
    return project ? { task: { number, titles: named }, project } : null;
  };
}

/** Questions that nobody of the project has answered and no accepted answer has settled: overdue ones first, then by age. */
async function openQuestions(source: Source, projects: Projects): Promise<DeskView["questions"]> {
  const { post, person } = source.tables;
  const rows = await source.db
    .select({ post, person: refColumns(source.tables), ...total })
    .from(post)
    .leftJoin(person, eq(person.id, post.personId))
    .where(
      and(
        inArray(post.projectId, [...projects.keys()]),
        isNull(post.questionId),
        isNull(post.answeredAt),
        isNull(post.acceptedAnswerId),
        isNull(post.deletedAt),
      ),
    )
    .orderBy(sql`case when ${post.flaggedAt} is null then 1 else 0 end`, asc(post.createdAt), asc(post.id))
    .limit(rowLimit);
  const named = await tasksNamed(
    source,
    projects,
    rows.map((row) => row.post.taskNumber),
  );
  return listOf(rows, ({ post: row, person: asker }) => {
    const about = named(row.taskNumber, row.projectId);
    return (
      about && {
        ...about,
        id: row.id,
        person: asker && refOf(asker),
        text: excerpt(markdownToText(row.body), questionLimit),
        askedAt: row.createdAt.toISOString(),
        isOverdue: row.flaggedAt !== null,
      }
    );
  });
}

/**
 * Claims whose holder was reminded and gave no sign since, the one that ends first before the others; then those whose
 * pull request has been in review for long, the longest first.
 */
async function claimsToLookAt(source: Source, projects: Projects, now: Date): Promise<DeskView["claims"]> {
  const { claim, link } = source.tables;
  const ofClaim = and(eq(link.claimId, claim.id), eq(link.kind, "pull_request"));
  const longAgo = new Date(now.getTime() - reviewDays * day);
  const linkedLongAgo = source.db
    .select({ one: sql`1` })
    .from(link)
    .where(and(ofClaim, lte(link.createdAt, longAgo)));
  const isSilent = and(
    eq(claim.state, "active"),
    isNotNull(claim.remindedAt),
    or(isNull(claim.activeAt), lte(claim.activeAt, claim.remindedAt)),
  );
  const rows = await source.db
    .select({ id: claim.id, state: claim.state, remindedAt: claim.remindedAt, endsAt: claim.leaseEndsAt, ...total })
    .from(claim)
    .where(
      and(
        inArray(claim.projectId, [...projects.keys()]),
        isNull(claim.endedAt),
        or(isSilent, and(eq(claim.state, "in_review"), exists(linkedLongAgo))),
      ),
    )
    .orderBy(asc(claim.state), asc(claim.leaseEndsAt), asc(claim.startedAt))
    .limit(rowLimit);
  if (rows.length === 0) return { total: 0, items: [] };
  const ids = rows.map((row) => row.id);
  const [views, linked] = await Promise.all([
    claimViews(source, inArray(claim.id, ids), rowLimit),
    source.db
      .select({ id: link.claimId, at: min(link.createdAt) })
      .from(link)
      .where(and(inArray(link.claimId, ids), eq(link.kind, "pull_request")))
      .groupBy(link.claimId),
  ]);
  const { items, total: all } = listOf(rows, ({ id, state, remindedAt }): DeskClaimView | null => {
    const view = views.find((one) => one.id === id);
    const inReviewSince = linked.find((one) => one.id === id)?.at;
    if (!view) return null;
    return state === "in_review"
      ? { claim: view, reason: "review", since: inReviewSince?.toISOString() ?? view.startedAt }
      : { claim: view, reason: "silent", since: remindedAt?.toISOString() ?? view.startedAt };
  });
  const silent = items.filter((one) => one.reason === "silent");
  const reviews = items.filter((one) => one.reason === "review").sort((a, b) => a.since.localeCompare(b.since));
  return { total: all, items: [...silent, ...reviews] };
}

/** Open tasks that no maintainer has confirmed for long, the longest first. */
async function tasksToConfirm(source: Source, projects: Projects): Promise<DeskView["confirm"]> {
  const { task } = source.tables;
  const confirmedAt = sql<Date>`coalesce(${task.confirmedAt}, ${task.createdAt})`.mapWith(task.createdAt);
  const rows = await source.db
    .select({
      number: task.number,
      projectId: task.projectId,
      difficulty: task.difficulty,
      freshness: task.freshness,
      confirmedAt,
      ...total,
    })
    .from(task)
    .where(
      and(
        inArray(task.projectId, [...projects.keys()]),
        inArray(task.status, ["open", "dormant"]),
        ne(task.freshness, "fresh"),
      ),
    )
    .orderBy(asc(confirmedAt), asc(task.number))
    .limit(rowLimit);
  const named = await tasksNamed(
    source,
    projects,
    rows.map((row) => row.number),
  );
  return listOf(rows, (row) => {
    const about = named(row.number, row.projectId);
    const { difficulty, freshness } = row;
    return about && { ...about, difficulty, freshness, confirmedAt: row.confirmedAt.toISOString() };
  });
}

/** Tasks on which people wait for a slot that is not held for them, the longest wait first. */
async function peopleWaiting(source: Source, projects: Projects): Promise<DeskView["waits"]> {
  const { waiting } = source.tables;
  const since = min(waiting.joinedAt);
  const people = count();
  const rows = await source.db
    .select({ number: waiting.taskNumber, projectId: waiting.projectId, people, since, ...total })
    .from(waiting)
    .where(and(inArray(waiting.projectId, [...projects.keys()]), isNull(waiting.endedAt), isNull(waiting.offerSlotId)))
    .groupBy(waiting.taskNumber, waiting.projectId)
    .orderBy(asc(since), asc(waiting.taskNumber))
    .limit(rowLimit);
  const named = await tasksNamed(
    source,
    projects,
    rows.map((row) => row.number),
  );
  return listOf(rows, (row) => {
    const about = named(row.number, row.projectId);
    return about && row.since && { ...about, people: row.people, since: row.since.toISOString() };
  });
}

/** Followed repositories that cannot be read for a reason to look at, or whose issues say something else than the tasks. */
async function repositoriesToMend(source: Source, projects: Projects, now: Date): Promise<DeskView["repositories"]> {
  const { repository } = source.tables;
  const rows = await source.db
    .select()
    .from(repository)
    .where(and(inArray(repository.projectId, [...projects.keys()]), eq(repository.isFollowed, true)))
    .orderBy(asc(repository.owner), asc(repository.name));
  const items: DeskView["repositories"]["items"] = [];
  for (const row of rows) {
    const project = projects.get(row.projectId);
    const { fault: kind, faultSince: since, owner, name } = row;
    const fault = kind && since && needsMaintainer(kind, since, now) ? { kind, since: since.toISOString() } : null;
    const differences = (await differencesOf(source, row)).length;
    if (project && (fault || differences > 0)) items.push({ project, name: `${owner}/${name}`, fault, differences });
  }
  return { total: items.length, items: items.slice(0, rowLimit) };
}
