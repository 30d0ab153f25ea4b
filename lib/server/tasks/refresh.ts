import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { CountedAs } from "../../../db/schema";
import { indexTask } from "../../../db/search";
import { searchedTexts } from "../../domain/filters";
import { deriveStatus, listedStatus } from "../../domain/status";
import { cardViews } from "./cards";

/**
 * Brings everything that is derived from a task up to date: its status, the counts beside the filters and, with
 * `texts: true`, what search finds. Every verb that touches a task calls it last, in its own transaction; nothing else
 * writes these columns.
 */
export async function refreshTask(
  tx: Transaction,
  now: Date,
  number: number,
  options: { texts: boolean },
): Promise<void> {
  const { task, slot, claim, waiting, taskMentor, taskTag } = tx.tables;
  const [row] = await tx.db.select().from(task).where(eq(task.number, number));
  if (!row) return;
  const slots = await tx.db
    .select({ finishedAt: slot.finishedAt, closedAt: slot.closedAt, claim: claim.state, offeredTo: waiting.id })
    .from(slot)
    .leftJoin(claim, and(eq(claim.slotId, slot.id), isNull(claim.endedAt)))
    .leftJoin(waiting, and(eq(waiting.offerSlotId, slot.id), isNull(waiting.endedAt)))
    .where(eq(slot.taskNumber, number));
  const mentors = await tx.db
    .select({ id: taskMentor.personId })
    .from(taskMentor)
    .where(eq(taskMentor.taskNumber, number));
  const tags = await tx.db
    .select({ id: taskTag.tagId })
    .from(taskTag)
    .where(eq(taskTag.taskNumber, number))
    .orderBy(asc(taskTag.tagId));

  const status = deriveStatus({
    closeReason: row.closeReason,
    slots: slots.map((one) => ({
      isFinished: one.finishedAt !== null,
      isClosed: one.closedAt !== null,
      isOffered: one.offeredTo !== null,
      claim: one.claim,
    })),
  });
  const counted: CountedAs = {
    projectId: row.projectId,
    difficulty: row.difficulty ?? "",
    status: listedStatus({ status, freshness: row.freshness }),
    hasMentor: mentors.length > 0,
    tagIds: tags.map((one) => one.id),
  };
  await tx.db
    .update(task)
    .set({ status: counted.status, hasMentor: counted.hasMentor, counted, updatedAt: now })
    .where(eq(task.number, number));
  await recount(tx, row.counted, counted);
  await placeInTags(tx, { ...row, status: counted.status, updatedAt: now }, counted.tagIds);
  if (options.texts) {
    const [card] = await cardViews(tx, [number]);
    if (card) {
      const labels = [card.issue?.label, card.pullRequest?.label];
      await indexTask(tx, number, searchedTexts({ ...card, labels }));
    }
  }
}

/** Writes where a task stands among those of its tags. */
async function placeInTags(
  tx: Transaction,
  row: Pick<
    Transaction["tables"]["task"]["$inferSelect"],
    "number" | "status" | "difficulty" | "publishedAt" | "updatedAt"
  >,
  tagIds: readonly string[],
): Promise<void> {
  const { tagPlace } = tx.tables;
  const { number: taskNumber, status, difficulty, publishedAt, updatedAt } = row;
  await tx.db.delete(tagPlace).where(eq(tagPlace.taskNumber, taskNumber));
  if (tagIds.length === 0) return;
  const place = { taskNumber, status, difficulty, publishedAt, updatedAt };
  await tx.db.insert(tagPlace).values(tagIds.map((tagId) => ({ tagId, ...place })));
}

/** Moves a task from the cells it was counted in to those it belongs to; `null` is "nowhere". */
export async function recount(tx: Transaction, from: CountedAs | null, to: CountedAs | null): Promise<void> {
  if (JSON.stringify(from) === JSON.stringify(to)) return;
  const cells = new Map<string, { tagId: string; projectId: string; as: CountedAs; change: number }>();
  for (const [as, change] of [
    [from, -1],
    [to, 1],
  ] as const) {
    if (!as) continue;
    for (const tagId of ["", ...as.tagIds]) {
      for (const projectId of ["", as.projectId]) {
        const key = JSON.stringify([tagId, projectId, as.difficulty, as.status, as.hasMentor]);
        const cell = cells.get(key) ?? { tagId, projectId, as, change: 0 };
        cells.set(key, { ...cell, change: cell.change + change });
      }
    }
  }
  const changed = [...cells.values()].filter((cell) => cell.change !== 0);
  if (changed.length === 0) return;
  const { taskCount } = tx.tables;
  await tx.db
    .insert(taskCount)
    .values(
      changed.map(({ tagId, projectId, as, change }) => ({
        tagId,
        projectId,
        difficulty: as.difficulty,
        status: as.status,
        hasMentor: as.hasMentor,
        count: change,
      })),
    )
    .onConflictDoUpdate({
      target: [taskCount.tagId, taskCount.projectId, taskCount.difficulty, taskCount.status, taskCount.hasMentor],
      set: { count: sql`${taskCount.count} + excluded.count` },
    });
}
