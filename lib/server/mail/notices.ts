import { and, count, eq, inArray, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { NoticeView } from "../../domain/views";
import { noticeViews } from "../notices/views";

type Row<Name extends keyof Source["tables"]> = Source["tables"][Name]["$inferSelect"];

/** A notice with what it is about, as that is now. */
interface Carried {
  notice: Row<"notice">;
  claim: Row<"claim"> | null;
  post: Row<"post"> | null;
  /** The reader's place in line for the task. */
  waiting: Row<"waiting"> | null;
}

/**
 * The notices that a mail carries, oldest first, as they are now. Left out are those that were read, which includes what
 * was overtaken by something the reader did (`notices/overtake.ts`), and those whose cause is over.
 */
export async function noticesOf(source: Source, mailId: string, now: Date): Promise<NoticeView[]> {
  const { notice, claim, post, waiting } = source.tables;
  const rows = await source.db
    .select({ notice, claim, post, waiting })
    .from(notice)
    .leftJoin(claim, eq(claim.id, notice.claimId))
    .leftJoin(post, eq(post.id, notice.postId))
    .leftJoin(
      waiting,
      and(eq(waiting.taskNumber, notice.taskNumber), eq(waiting.personId, notice.personId), isNull(waiting.endedAt)),
    )
    .where(and(eq(notice.mailId, mailId), isNull(notice.readAt)));
  const current = new Map(rows.filter((row) => !isOver(row, now)).map((row) => [row.notice.id, row]));
  if (current.size === 0) return [];
  const views = await noticeViews(source, inArray(notice.id, [...current.keys()]), current.size);
  return views.reverse().map((view) => ({ ...view, details: withEnd(view.details, current.get(view.id)) }));
}

/** Whether nothing can be done any more about what the notice says, or something was done. */
function isOver({ notice: { kind }, claim, post, waiting }: Carried, now: Date): boolean {
  switch (kind) {
    case "claim.reminder":
      return !claim || claim.endedAt !== null || claim.leaseEndsAt === null || claim.leaseEndsAt <= now;
    case "claim.started":
    case "claim.extended":
    case "claim.restored":
    case "review.started":
      return claim !== null && claim.endedAt !== null;
    case "offer.made":
      return !waiting?.offerEndsAt || waiting.offerEndsAt <= now;
    case "question.asked":
    case "question.unanswered":
      return post !== null && (post.deletedAt !== null || post.answeredAt !== null || post.acceptedAnswerId !== null);
    case "question.answered":
    case "answer.accepted":
      return post !== null && post.deletedAt !== null;
    default:
      return false;
  }
}

/** Reminders and offers name the end as it is now. */
function withEnd(details: NoticeView["details"], carried: Carried | undefined): NoticeView["details"] {
  const { notice, claim, waiting } = carried ?? {};
  const end =
    notice?.kind === "claim.reminder"
      ? claim?.leaseEndsAt
      : notice?.kind === "offer.made"
        ? waiting?.offerEndsAt
        : null;
  return end ? { ...details, leaseEndsAt: end.toISOString() } : details;
}

/** How many notices a person has not read, beside those that a mail carries. */
export async function unreadBeside(source: Source, personId: string, carried: number): Promise<number> {
  const { notice } = source.tables;
  const [all] = await source.db
    .select({ count: count() })
    .from(notice)
    .where(and(eq(notice.personId, personId), isNull(notice.readAt)));
  return Math.max(0, (all?.count ?? 0) - carried);
}
