import { and, eq, gte, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { NoticeKind } from "../../domain/words";

/** What calls for an act of those who are told, by what it is about. */
type Calling =
  | { kind: "claim.reminder" | "offer.made"; task: number; people: readonly string[] }
  | { kind: "question.asked" | "question.unanswered"; post: number }
  | { kind: "task.confirm"; project: string };

/**
 * Marks as read what calls for nothing any more, because somebody acted or it passed: a reminder after a renewal, an
 * offer that was taken, a question that another maintainer answered. So the bell stays true, and no mail is made of it.
 */
export async function overtake(tx: Transaction, now: Date, calling: Calling): Promise<void> {
  const { notice } = tx.tables;
  const about =
    "people" in calling
      ? and(inArray(notice.personId, [...calling.people]), eq(notice.taskNumber, calling.task))
      : "post" in calling
        ? eq(notice.postId, calling.post)
        : eq(notice.projectId, calling.project);
  if ("people" in calling && calling.people.length === 0) return;
  // Who renews or gives back knows that they have it.
  const kinds: NoticeKind[] = calling.kind === "claim.reminder" ? [calling.kind, "claim.restored"] : [calling.kind];
  await tx.db
    .update(notice)
    .set({ readAt: now })
    .where(and(about, isNull(notice.readAt), inArray(notice.kind, kinds)));
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
