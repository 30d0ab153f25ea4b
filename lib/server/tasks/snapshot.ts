import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { UndoData } from "../../../db/schema";
import type { Freshness } from "../../domain/words";

/**
 * What a change may have to put back. `work` is who holds what and whether the task is closed; `content` is what its
 * maintainers wrote, `word` their last word that it is wanted. Kept in the event of the change, restored by `undoChange`.
 */
export type SnapshotPart = "work" | "content" | "word";

/** The rows of a task as they are now. Dates become ISO strings when the event is stored. */
export async function snapshotTask(tx: Transaction, number: number, part: SnapshotPart): Promise<UndoData> {
  const { task, slot, claim, waiting, link, taskText, taskTag, taskMentor } = tx.tables;
  const [row] = await tx.db.select().from(task).where(eq(task.number, number));
  if (part === "word") return { part, confirmedAt: row?.confirmedAt ?? null, freshness: row?.freshness ?? "fresh" };
  if (part === "content") {
    return {
      part,
      difficulty: row?.difficulty ?? null,
      texts: await tx.db.select().from(taskText).where(eq(taskText.taskNumber, number)),
      tags: await tx.db.select().from(taskTag).where(eq(taskTag.taskNumber, number)),
      mentors: await tx.db.select().from(taskMentor).where(eq(taskMentor.taskNumber, number)),
      links: await tx.db
        .select()
        .from(link)
        .where(and(eq(link.taskNumber, number), isNull(link.claimId))),
    };
  }
  const slots = await tx.db
    .select({ id: slot.id, finishedAt: slot.finishedAt })
    .from(slot)
    .where(eq(slot.taskNumber, number));
  const claims = await tx.db
    .select()
    .from(claim)
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)));
  return {
    part,
    closeReason: row?.closeReason ?? null,
    duplicateOf: row?.duplicateOf ?? null,
    closedAt: row?.closedAt ?? null,
    slots,
    claims: claims.map(({ id, state, leaseEndsAt, leaseLeft, renewals, remindAt, remindedAt }) => ({
      id,
      state,
      leaseEndsAt,
      leaseLeft,
      renewals,
      remindAt,
      remindedAt,
    })),
    waiting: await tx.db
      .select({ id: waiting.id, offerSlotId: waiting.offerSlotId, offerEndsAt: waiting.offerEndsAt })
      .from(waiting)
      .where(and(eq(waiting.taskNumber, number), isNull(waiting.endedAt))),
  };
}

type Stored<Row> = { [Key in keyof Row]: Row[Key] extends Date | null ? string | null : Row[Key] };
type WorkSnapshot = {
  part: "work";
  closeReason: "done" | "not_planned" | "duplicate" | null;
  duplicateOf: number | null;
  closedAt: string | null;
  slots: { id: string; finishedAt: string | null }[];
  claims: {
    id: string;
    state: "active" | "in_review";
    leaseEndsAt: string | null;
    leaseLeft: number | null;
    renewals: number;
    remindAt?: string | null;
    remindedAt?: string | null;
  }[];
  waiting?: { id: number; offerSlotId: string | null; offerEndsAt: string | null }[];
  /** Claims that the change has made for people who held nothing. */
  credited?: string[];
};
type WordSnapshot = {
  part: "word";
  confirmedAt: string | null;
  freshness: Freshness;
};
type ContentSnapshot = {
  part: "content";
  difficulty: "easy" | "medium" | "hard" | null;
  texts: Transaction["tables"]["taskText"]["$inferSelect"][];
  tags: Transaction["tables"]["taskTag"]["$inferSelect"][];
  mentors: Transaction["tables"]["taskMentor"]["$inferSelect"][];
  links: Stored<Transaction["tables"]["link"]["$inferSelect"]>[];
};

/** Puts the rows of a snapshot back. A claim that it brings back may meet a newer one: the slot's index refuses it. */
export async function restoreTask(tx: Transaction, number: number, snapshot: UndoData): Promise<void> {
  if (snapshot.part === "work") await restoreWork(tx, number, snapshot as WorkSnapshot);
  else if (snapshot.part === "word") await restoreWord(tx, number, snapshot as WordSnapshot);
  else await restoreContent(tx, number, snapshot as ContentSnapshot);
}

const date = (value: string | null) => (value === null ? null : new Date(value));

async function restoreWork(tx: Transaction, number: number, snapshot: WorkSnapshot): Promise<void> {
  const { task, slot, claim, waiting } = tx.tables;
  const { closeReason, duplicateOf, closedAt, credited = [] } = snapshot;
  if (credited.length > 0) await tx.db.delete(claim).where(inArray(claim.id, credited));
  await tx.db
    .update(task)
    .set({ closeReason, duplicateOf, closedAt: date(closedAt) })
    .where(eq(task.number, number));
  for (const { id, finishedAt } of snapshot.slots) {
    await tx.db
      .update(slot)
      .set({ finishedAt: date(finishedAt) })
      .where(eq(slot.id, id));
  }
  // A claim that is still open was not changed by what is undone: its clock, and a reminder since, stay as they are.
  for (const { id, leaseEndsAt, remindAt = null, remindedAt = null, ...rest } of snapshot.claims) {
    await tx.db
      .update(claim)
      .set({
        ...rest,
        leaseEndsAt: date(leaseEndsAt),
        remindAt: date(remindAt),
        remindedAt: date(remindedAt),
        endedAt: null,
        endReason: null,
      })
      .where(and(eq(claim.id, id), isNotNull(claim.endedAt)));
  }
  for (const { id, offerSlotId, offerEndsAt } of snapshot.waiting ?? []) {
    // Who left the line by themselves meanwhile stays out of it.
    const isBack = or(isNull(waiting.endedAt), eq(waiting.end, "closed"));
    await tx.db
      .update(waiting)
      .set({ offerSlotId, offerEndsAt: date(offerEndsAt), endedAt: null, end: null })
      .where(and(eq(waiting.id, id), isBack));
  }
}

async function restoreWord(tx: Transaction, number: number, snapshot: WordSnapshot): Promise<void> {
  const { task } = tx.tables;
  const { confirmedAt, freshness } = snapshot;
  await tx.db
    .update(task)
    .set({ confirmedAt: date(confirmedAt), freshness })
    .where(eq(task.number, number));
}

async function restoreContent(tx: Transaction, number: number, snapshot: ContentSnapshot): Promise<void> {
  const { task, link, taskText, taskTag, taskMentor, member } = tx.tables;
  // A change like any other: an edit that began before it must not go over it unseen.
  const [row] = await tx.db
    .update(task)
    .set({ difficulty: snapshot.difficulty, revision: sql`${task.revision} + 1` })
    .where(eq(task.number, number))
    .returning({ projectId: task.projectId });
  await tx.db.delete(taskText).where(eq(taskText.taskNumber, number));
  await tx.db.delete(taskTag).where(eq(taskTag.taskNumber, number));
  await tx.db.delete(taskMentor).where(eq(taskMentor.taskNumber, number));
  await tx.db.delete(link).where(and(eq(link.taskNumber, number), isNull(link.claimId)));
  if (snapshot.texts.length > 0) await tx.db.insert(taskText).values(snapshot.texts);
  if (snapshot.tags.length > 0) await tx.db.insert(taskTag).values(snapshot.tags);
  // Who has left the project since does not come back with the text.
  const members = await tx.db
    .select({ personId: member.personId })
    .from(member)
    .where(eq(member.projectId, row?.projectId ?? ""));
  const mentors = snapshot.mentors.filter((one) => members.some(({ personId }) => personId === one.personId));
  if (mentors.length > 0) await tx.db.insert(taskMentor).values(mentors);
  if (snapshot.links.length > 0) {
    await tx.db
      .insert(link)
      .values(snapshot.links.map((one) => ({ ...one, createdAt: new Date(one.createdAt as unknown as string) })));
  }
}
