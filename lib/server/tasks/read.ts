import { and, asc, desc, eq, isNotNull, notInArray } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { completionsNeeded } from "../../domain/policy";
import type { PersonRefView, TaskCardView, TaskTextView, TaskView } from "../../domain/views";
import type { Context } from "../context";
import { eventViews } from "../events/views";
import { refColumns, refOf } from "../people/ref";
import { policyOf } from "../projects/policy";
import { questionsOf } from "../questions/views";
import { waitlistsOf } from "../waitlist/views";
import { cardViews, linksOf, slotsOf, titlesOf } from "./cards";
import { followedIssue } from "./followed";

const timelineLimit = 100;
const relatedLimit = 3;

/** A task with all that its page shows. @throws AppError not_found */
export function readTask(context: Context, number: number): Promise<TaskView> {
  return taskView(context.database, number, context.now());
}

/** `readTask` from any source: inside a transaction it sees the transaction's own changes. */
export async function taskView(source: Source, number: number, now: Date): Promise<TaskView> {
  const { task, project, event } = source.tables;
  const [row] = await source.db
    .select({ task, project })
    .from(task)
    .innerJoin(project, eq(project.id, task.projectId))
    .where(eq(task.number, number));
  const [card] = await cardViews(source, [number]);
  if (!row || !card) throw new AppError("not_found", { what: "task" });
  const policy = policyOf(row.project);
  const [texts, slots, waitlists, links, github, duplicates, finishedBy, questions, timeline, related] =
    await Promise.all([
      textsOf(source, number),
      slotsOf(source, [number]),
      waitlistsOf(source, [number]),
      linksOf(source, [number]),
      followedIssue(source, number, now),
      titlesOf(source, row.task.duplicateOf === null ? [] : [row.task.duplicateOf]),
      finishersOf(source, number),
      questionsOf(source, number),
      eventViews(source, eq(event.taskNumber, number), timelineLimit),
      relatedTasks(source, card),
    ]);
  const duplicateTitles = row.task.duplicateOf === null ? undefined : duplicates.get(row.task.duplicateOf);
  return {
    ...card,
    revision: row.task.revision,
    texts,
    slotList: slots.get(number) ?? [],
    waitlist: waitlists.get(number) ?? [],
    links: links.get(number) ?? [],
    github,
    closeReason: row.task.closeReason,
    duplicateOf:
      row.task.duplicateOf !== null && duplicateTitles
        ? { number: row.task.duplicateOf, titles: duplicateTitles }
        : null,
    closedAt: row.task.closedAt?.toISOString() ?? null,
    createdAt: row.task.createdAt.toISOString(),
    finishedBy,
    rules: {
      leaseDays: policy.leaseDays[card.difficulty ?? "medium"],
      renewDays: policy.renewDays,
      renewLimit: policy.renewLimit,
      capBeforeFirst: policy.capBeforeFirst,
      capAfterFirst: policy.capAfterFirst,
      offerHours: policy.offerHours,
      plan: policy.plan,
      answerDays: policy.answerDays,
      needed: completionsNeeded(policy, card.difficulty),
    },
    questions,
    timeline,
    related,
  };
}

const noText: TaskTextView = { title: null, why: null, where: null, doneWhen: null };

async function textsOf(source: Source, number: number): Promise<TaskView["texts"]> {
  const { taskText } = source.tables;
  const rows = await source.db.select().from(taskText).where(eq(taskText.taskNumber, number));
  const textIn = (locale: "zh" | "en"): TaskTextView => {
    const row = rows.find((one) => one.locale === locale);
    return row ? { title: row.title, why: row.why, where: row.where, doneWhen: row.doneWhen } : noText;
  };
  return { zh: textIn("zh"), en: textIn("en") };
}

/** Everyone who finished a slot of it, once, newest first. */
async function finishersOf(source: Source, number: number): Promise<PersonRefView[]> {
  const { claim, person } = source.tables;
  const rows = await source.db
    .select(refColumns(source.tables))
    .from(claim)
    .innerJoin(person, eq(person.id, claim.personId))
    .where(and(eq(claim.taskNumber, number), eq(claim.state, "completed"), isNotNull(claim.endedAt)))
    .orderBy(desc(claim.endedAt));
  return [...new Map(rows.map((row) => [row.login, refOf(row)])).values()];
}

/** Free tasks like this one: the same project and difficulty first, then the same project, then the same difficulty. */
export async function relatedTasks(
  source: Source,
  like: Pick<TaskCardView, "number" | "project" | "difficulty">,
  limit = relatedLimit,
): Promise<TaskCardView[]> {
  const { task, project } = source.tables;
  const [own] = await source.db.select({ id: project.id }).from(project).where(eq(project.slug, like.project.slug));
  const inProject = eq(task.projectId, own?.id ?? "");
  const asDifficult = eq(task.difficulty, like.difficulty ?? "easy");
  const found: number[] = [];
  for (const alike of [and(inProject, asDifficult), inProject, asDifficult]) {
    if (found.length >= limit) break;
    const rows = await source.db
      .select({ number: task.number })
      .from(task)
      .where(and(eq(task.status, "open"), notInArray(task.number, [like.number, ...found]), alike))
      .orderBy(desc(task.publishedAt), asc(task.number))
      .limit(limit - found.length);
    found.push(...rows.map((row) => row.number));
  }
  return cardViews(source, found);
}
