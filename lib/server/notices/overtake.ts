import { and, eq, gte, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { NoticeKind } from "../../domain/words";

/**
 * Marks as read what calls for nothing any more, because the person acted elsewhere or it passed: a reminder after a
 * renewal, an offer that was taken. So the bell stays true, and no mail is made of it.
 */
export async function overtake(
  tx: Transaction,
  now: Date,
  kind: Extract<NoticeKind, "claim.reminder" | "offer.made">,
  { task, people }: { task: number; people: readonly string[] },
): Promise<void> {
  const { notice } = tx.tables;
  if (people.length === 0) return;
  await tx.db
    .update(notice)
    .set({ readAt: now })
    .where(
      and(
        inArray(notice.personId, [...people]),
        isNull(notice.readAt),
        eq(notice.kind, kind),
        eq(notice.taskNumber, task),
      ),
    );
}

/** What the changes that can be undone tell people. */
const undoable: NoticeKind[] = ["claim.released", "claim.revoked", "claim.completed", "task.closed"];

/**
 * Marks as read what people were told of a change that is now undone. It was the last one of the task, so it is all
 * they were told of such changes since (inclusive).
 */
export async function takeBack(tx: Transaction, now: Date, task: number, since: Date): Promise<void> {
  const { notice } = tx.tables;
  await tx.db
    .update(notice)
    .set({ readAt: now })
    .where(
      and(
        isNull(notice.readAt),
        eq(notice.taskNumber, task),
        inArray(notice.kind, undoable),
        gte(notice.createdAt, since),
      ),
    );
}
