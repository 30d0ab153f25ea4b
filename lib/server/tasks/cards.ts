import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { renewalsLeft } from "../../domain/policy";
import { isFree } from "../../domain/status";
import type { LinkView, PersonRefView, SlotView, TagView, TaskCardView } from "../../domain/views";
import type { Bilingual, ListedStatus, TaskStatus } from "../../domain/words";
import { refColumns, refOf } from "../people/ref";
import { policyOf } from "../projects/policy";
import { projectRef } from "../projects/refs";
import { waitlistsOf } from "../waitlist/views";

/** Holders that a card names; a task with more slots shows how many are free. */
const holdersOnCard = 3;

/** The tasks with these numbers as cards, in the order given; a number without a task is left out. */
export async function cardViews(source: Source, numbers: readonly number[]): Promise<TaskCardView[]> {
  if (numbers.length === 0) return [];
  const { task, project } = source.tables;
  const [rows, titles, tags, mentors, slots, links, waitlists] = await Promise.all([
    source.db
      .select({ task, project })
      .from(task)
      .innerJoin(project, eq(project.id, task.projectId))
      .where(inArray(task.number, [...numbers])),
    titlesOf(source, numbers),
    tagsOf(source, numbers),
    mentorsOf(source, numbers),
    slotsOf(source, numbers),
    linksOf(source, numbers),
    waitlistsOf(source, numbers),
  ]);
  const byNumber = new Map(rows.map((row) => [row.task.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    if (!row) return [];
    const held = slots.get(number) ?? [];
    const linked = links.get(number) ?? [];
    return {
      number,
      titles: titles.get(number) ?? { zh: null, en: null },
      project: projectRef(row.project),
      difficulty: row.task.difficulty,
      status: statusOf(row.task.status),
      freshness: row.task.freshness,
      confirmedAt: (row.task.confirmedAt ?? row.task.createdAt).toISOString(),
      slots: countSlots(held, row.task.closeReason !== null),
      holders: held
        .flatMap((slot) => slot.holder ?? [])
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
        .slice(0, holdersOnCard),
      offer: held.find((slot) => slot.offer)?.offer ?? null,
      waiting: (waitlists.get(number) ?? []).filter((one) => one.offer === null).length,
      tags: tags.get(number) ?? [],
      mentors: mentors.get(number) ?? [],
      issue: linked.find((link) => link.kind === "issue") ?? null,
      pullRequest: linked.findLast((link) => link.kind === "pull_request") ?? null,
      publishedAt: row.task.publishedAt.toISOString(),
      updatedAt: row.task.updatedAt.toISOString(),
    };
  });
}

/** A task's own status: that an open one is listed apart does not make it less open. */
export function statusOf(listed: ListedStatus): TaskStatus {
  return listed === "dormant" ? "open" : listed;
}

/** Slots that are not closed, and those that anyone may claim. */
function countSlots(slots: readonly SlotView[], isTaskClosed: boolean): TaskCardView["slots"] {
  const facts = slots.map((slot) => ({
    ...slot,
    isOffered: slot.offer !== null,
    claim: slot.holder?.state ?? null,
  }));
  return {
    total: facts.filter((slot) => !slot.isClosed).length,
    free: isTaskClosed ? 0 : facts.filter(isFree).length,
  };
}

/** The titles of these tasks by number. */
export async function titlesOf(source: Source, numbers: readonly number[]): Promise<Map<number, Bilingual>> {
  const { taskText } = source.tables;
  if (numbers.length === 0) return new Map();
  const rows = await source.db
    .select({ number: taskText.taskNumber, locale: taskText.locale, title: taskText.title })
    .from(taskText)
    .where(inArray(taskText.taskNumber, [...numbers]));
  const titles = new Map<number, Bilingual>();
  for (const row of rows) {
    const known = titles.get(row.number) ?? { zh: null, en: null };
    titles.set(row.number, { ...known, [row.locale]: row.title });
  }
  return titles;
}

async function tagsOf(source: Source, numbers: readonly number[]): Promise<Map<number, TagView[]>> {
  const { taskTag, tag } = source.tables;
  const rows = await source.db
    .select({ number: taskTag.taskNumber, slug: tag.slug, zh: tag.nameZh, en: tag.nameEn })
    .from(taskTag)
    .innerJoin(tag, eq(tag.id, taskTag.tagId))
    .where(inArray(taskTag.taskNumber, [...numbers]))
    .orderBy(asc(taskTag.position));
  return grouped(rows, (row) => ({ slug: row.slug, names: { zh: row.zh, en: row.en } }));
}

async function mentorsOf(source: Source, numbers: readonly number[]) {
  const { taskMentor, person } = source.tables;
  const rows = await source.db
    .select({ number: taskMentor.taskNumber, person: refColumns(source.tables) })
    .from(taskMentor)
    .innerJoin(person, eq(person.id, taskMentor.personId))
    .where(inArray(taskMentor.taskNumber, [...numbers]))
    .orderBy(asc(person.login));
  return grouped(rows, (row) => refOf(row.person));
}

/** The slots of these tasks by number, in their order, with who holds or finished each and for whom it is held. */
export async function slotsOf(source: Source, numbers: readonly number[]): Promise<Map<number, SlotView[]>> {
  const { slot, claim, person, project } = source.tables;
  const [rows, waitlists] = await Promise.all([
    source.db
      .select({ slot, claim, project, person: refColumns(source.tables) })
      .from(slot)
      .leftJoin(claim, and(eq(claim.slotId, slot.id), isNull(claim.endedAt)))
      .leftJoin(project, eq(project.id, claim.projectId))
      .leftJoin(person, eq(person.id, claim.personId))
      .where(inArray(slot.taskNumber, [...numbers]))
      .orderBy(asc(slot.position), asc(slot.id)),
    waitlistsOf(source, numbers),
  ]);
  const finishers = await finishersOf(
    source,
    rows.flatMap((row) => (row.slot.finishedAt === null ? [] : row.slot.id)),
  );
  const views = rows.map(({ slot: row, claim: held, project: of, person: holder }) => {
    const waiting = waitlists.get(row.taskNumber)?.find((one) => one.offer?.slotId === row.id);
    return {
      number: row.taskNumber,
      id: row.id,
      name: row.name,
      isFinished: row.finishedAt !== null,
      isClosed: row.closedAt !== null,
      finishedBy: finishers.get(row.id) ?? null,
      holder:
        held && of && holder
          ? {
              claimId: held.id,
              person: refOf(holder),
              state: held.state === "in_review" ? ("in_review" as const) : ("active" as const),
              startedAt: held.startedAt.toISOString(),
              leaseEndsAt: held.leaseEndsAt?.toISOString() ?? null,
              renewalsLeft: renewalsLeft(policyOf(of), held),
            }
          : null,
      plan: held?.plan ?? null,
      offer: waiting?.offer ? { person: waiting.person, endsAt: waiting.offer.endsAt } : null,
    };
  });
  return grouped(views, ({ number, ...view }) => view);
}

/** Whose claim finished each of these slots, the last one where there were several. */
async function finishersOf(source: Source, slots: readonly string[]): Promise<Map<string, PersonRefView>> {
  const { claim, person } = source.tables;
  if (slots.length === 0) return new Map();
  const rows = await source.db
    .select({ slotId: claim.slotId, person: refColumns(source.tables) })
    .from(claim)
    .innerJoin(person, eq(person.id, claim.personId))
    .where(and(inArray(claim.slotId, [...slots]), eq(claim.state, "completed")))
    .orderBy(asc(claim.endedAt));
  return new Map(rows.map((row) => [row.slotId, refOf(row.person)]));
}

/** The links of these tasks by number: their own and those of claims that are open or finished, oldest first. */
export async function linksOf(source: Source, numbers: readonly number[]): Promise<Map<number, LinkView[]>> {
  const { link, claim } = source.tables;
  const rows = await source.db
    .select({ link, endedAt: claim.endedAt, state: claim.state })
    .from(link)
    .leftJoin(claim, eq(claim.id, link.claimId))
    .where(inArray(link.taskNumber, [...numbers]))
    .orderBy(asc(link.createdAt), asc(link.id));
  const shown = rows.filter((row) => !row.link.claimId || !row.endedAt || row.state === "completed");
  return grouped(
    shown.map((row) => ({ ...row.link, number: row.link.taskNumber })),
    ({ id, kind, url, label, claimId, state }) => ({ id, kind, url, label, claimId, state }),
  );
}

function grouped<Row extends { number: number }, Item>(
  rows: readonly Row[],
  item: (row: Row) => Item,
): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const row of rows) {
    const group = groups.get(row.number);
    if (group) group.push(item(row));
    else groups.set(row.number, [item(row)]);
  }
  return groups;
}
