import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { EventDetails } from "../../domain/views";
import type { NoticeKind } from "../../domain/words";
import { actingPerson, type Context } from "../context";

/** What cannot wait for the daily digest: something ends, or begins, unless the person acts. */
const urgent: ReadonlySet<NoticeKind> = new Set([
  "claim.reminder",
  "claim.expired",
  "claim.revoked",
  "claim.restored",
  "task.closed",
  "offer.made",
  "question.answered",
]);

/** Something people are told. */
export interface Notice {
  kind: NoticeKind;
  /** What tells this cause apart from others of its kind; a cause that is seen twice is told once. */
  key: string;
  task?: number;
  projectId?: string;
  claimId?: string;
  postId?: number;
  /** Where it is less, or more, urgent than others of its kind. */
  isUrgent?: boolean;
  /** `person` is whom it concerns when that is not the reader. Only what the reader may know. */
  details?: EventDetails;
}

/**
 * Tells people of something, in the transaction of its cause. Who caused it is not told. Mail is made of it later
 * (`lib/server/mail`), so that no mail server can hold up a change.
 */
export async function notify(
  tx: Transaction,
  context: Context,
  people: Iterable<string>,
  { kind, key, task, projectId, claimId, postId, isUrgent, details = {} }: Notice,
): Promise<void> {
  const { notice } = tx.tables;
  const actorId = actingPerson(context)?.id ?? null;
  const told = [...new Set(people)].filter((id) => id !== actorId);
  if (told.length === 0) return;
  await tx.db
    .insert(notice)
    .values(
      told.map((personId) => ({
        key: `${kind} ${key}`,
        personId,
        kind,
        isUrgent: isUrgent ?? urgent.has(kind),
        actorId,
        taskNumber: task ?? null,
        projectId: projectId ?? null,
        claimId: claimId ?? null,
        postId: postId ?? null,
        details: context.cause ? { ...details, cause: context.cause } : details,
        createdAt: context.now(),
      })),
    )
    .onConflictDoNothing();
}

/** Who looks after a task: the maintainers of its project and the task's own mentors. */
export async function keepersOf(tx: Transaction, number: number, projectId: string): Promise<string[]> {
  const { member, taskMentor } = tx.tables;
  const [maintainers, mentors] = await Promise.all([
    tx.db
      .select({ id: member.personId })
      .from(member)
      .where(and(eq(member.projectId, projectId), eq(member.role, "maintainer"))),
    tx.db.select({ id: taskMentor.personId }).from(taskMentor).where(eq(taskMentor.taskNumber, number)),
  ]);
  return [...maintainers, ...mentors].map((row) => row.id);
}
