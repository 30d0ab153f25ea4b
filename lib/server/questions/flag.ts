import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { day } from "../../domain/policy";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { policyOf } from "../projects/policy";
import { asSystem } from "../rights";

/** The shortest time that a project can promise, in milliseconds. */
const shortest = day;

/**
 * Marks the questions that nobody of the project has answered within the time it promises (`answerDays`), and tells
 * those who look after the task; each question once. An accepted answer settles a question whoever wrote it. Only the
 * system does this; it has no event, for nothing happened.
 * @returns how many were marked
 */
export async function flagQuestions(context: Context): Promise<number> {
  asSystem(context);
  const { post, project } = context.database.tables;
  const now = context.now();
  const isOpen = and(
    isNull(post.questionId),
    isNull(post.answeredAt),
    isNull(post.acceptedAnswerId),
    isNull(post.flaggedAt),
    isNull(post.deletedAt),
  );
  const waiting = await context.database.db
    .select({ id: post.id, createdAt: post.createdAt, policy: project.policy })
    .from(post)
    .innerJoin(project, eq(project.id, post.projectId))
    .where(and(isOpen, lte(post.createdAt, new Date(now.getTime() - shortest))))
    .orderBy(asc(post.createdAt));
  const late = waiting.filter((row) => row.createdAt.getTime() + policyOf(row).answerDays * day <= now.getTime());
  let count = 0;
  for (const { id } of late) {
    await context.database.transaction(async (tx) => {
      // Guarded: someone may have answered, or another machine have been faster.
      const [row] = await tx.db
        .update(post)
        .set({ flaggedAt: now })
        .where(and(eq(post.id, id), isOpen))
        .returning({ task: post.taskNumber, projectId: post.projectId });
      if (!row) return;
      const told = await keepersOf(tx, row.task, row.projectId);
      await notify(tx, context, told, { kind: "question.unanswered", key: String(id), ...row, postId: id });
      count += 1;
    });
  }
  return count;
}
