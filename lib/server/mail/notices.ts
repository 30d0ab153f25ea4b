import { and, asc, count, eq, inArray, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { NoticeView } from "../../domain/views";
import { titlesOf } from "../tasks/cards";

type Tables = Source["tables"];
type NoticeRow = Tables["notice"]["$inferSelect"];

/** What a notice is about, as it is now. */
interface About {
  claim: Tables["claim"]["$inferSelect"] | null;
  post: Tables["post"]["$inferSelect"] | null;
  task: Tables["task"]["$inferSelect"] | null;
  /** The reader's place in line for the task. */
  waiting: Tables["waiting"]["$inferSelect"] | null;
}

/**
 * The notices that a mail carries, oldest first, as they are now: those that were read, or whose cause is over, are left
 * out.
 */
export async function noticesOf(source: Source, mailId: string, now: Date): Promise<NoticeView[]> {
  const { notice, claim, post, task, project, person, waiting } = source.tables;
  const rows = await source.db
    .select({ notice, claim, post, task, waiting, project: { slug: project.slug, name: project.name }, actor: person })
    .from(notice)
    .leftJoin(claim, eq(claim.id, notice.claimId))
    .leftJoin(post, eq(post.id, notice.postId))
    .leftJoin(task, eq(task.number, notice.taskNumber))
    .leftJoin(project, eq(project.id, notice.projectId))
    .leftJoin(person, eq(person.id, notice.actorId))
    .leftJoin(
      waiting,
      and(eq(waiting.taskNumber, notice.taskNumber), eq(waiting.personId, notice.personId), isNull(waiting.endedAt)),
    )
    .where(and(eq(notice.mailId, mailId), isNull(notice.readAt)))
    .orderBy(asc(notice.id));
  const current = rows.filter((row) => !isOver(row.notice, row, now));
  const titles = await titlesOf(source, [...new Set(current.flatMap((row) => row.task?.number ?? []))]);
  return current.map(({ notice: row, task: about, project: of, actor, ...rest }) => ({
    id: row.id,
    kind: row.kind,
    at: row.createdAt.toISOString(),
    isRead: false,
    isUrgent: row.isUrgent,
    actor: actor && actor.leftAt === null ? { login: actor.login, name: actor.name } : null,
    task: about && { number: about.number, titles: titles.get(about.number) ?? { zh: null, en: null } },
    project: of,
    href: about ? `/t/${about.number}` : "/me",
    details: detailsOf(row, rest),
  }));
}

/** Whether nothing can be done any more about what the notice says, or something was done. */
function isOver({ kind, createdAt }: NoticeRow, { claim, post, task, waiting }: About, now: Date): boolean {
  switch (kind) {
    // A renewal, and a linked pull request, take the reminder back.
    case "claim.reminder":
      return !claim || claim.endedAt !== null || claim.remindedAt === null;
    case "claim.started":
    case "claim.extended":
    case "review.started":
      return claim !== null && claim.endedAt !== null;
    case "offer.made":
      return !waiting?.offerEndsAt || !waiting.offeredAt || waiting.offerEndsAt <= now || waiting.offeredAt > createdAt;
    case "question.asked":
    case "question.unanswered":
      return post !== null && (post.deletedAt !== null || post.answeredAt !== null);
    case "question.answered":
    case "answer.accepted":
      return post !== null && post.deletedAt !== null;
    case "task.confirm":
      return !task || task.closedAt !== null || task.freshness === "fresh";
    default:
      return false;
  }
}

/** Reminders and offers name the end as it is now; and nobody is told of themselves by name. */
function detailsOf(
  { kind, details, personId }: NoticeRow,
  { claim, waiting }: Pick<About, "claim" | "waiting">,
): NoticeView["details"] {
  const { person, ...rest } = details;
  const end = kind === "claim.reminder" ? claim?.leaseEndsAt : kind === "offer.made" ? waiting?.offerEndsAt : null;
  const isOwn = kind === "claim.expired" && claim?.personId === personId;
  return { ...rest, ...(person && !isOwn ? { person } : {}), ...(end ? { leaseEndsAt: end.toISOString() } : {}) };
}

/** How many notices a person has not read, beside those that a mail carries. */
export async function unreadBeside(source: Source, personId: string, ids: readonly number[]): Promise<number> {
  const { notice } = source.tables;
  const unread = and(eq(notice.personId, personId), isNull(notice.readAt));
  const [[all], [carried]] = await Promise.all([
    source.db.select({ count: count() }).from(notice).where(unread),
    source.db
      .select({ count: count() })
      .from(notice)
      .where(and(unread, inArray(notice.id, [...ids]))),
  ]);
  return (all?.count ?? 0) - (carried?.count ?? 0);
}
