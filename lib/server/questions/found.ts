import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";

/** A question or an answer that was not deleted. @throws AppError not_found */
export async function postRow(tx: Transaction, id: number) {
  const { post } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(post)
    .where(and(eq(post.id, id), isNull(post.deletedAt)));
  if (!row) throw new AppError("not_found", { what: "post" });
  return row;
}

/** A question that was not deleted. @throws AppError not_found, also where the post is an answer */
export async function questionRow(tx: Transaction, id: number) {
  const row = await postRow(tx, id);
  if (row.questionId !== null) throw new AppError("not_found", { what: "post" });
  return row;
}

/** Milliseconds in which the same words from the same person are one post that was sent twice. */
const doubleSendWindow = 60_000;

/** Whether the same was just posted: a form that was sent twice. Writes take turns, so the second one sees the first. */
export async function isSentTwice(
  tx: Transaction,
  now: Date,
  of: { taskNumber: number; questionId: number | null; personId: string; body: string },
): Promise<boolean> {
  const { post } = tx.tables;
  const [first] = await tx.db
    .select({ id: post.id })
    .from(post)
    .where(
      and(
        eq(post.taskNumber, of.taskNumber),
        of.questionId === null ? isNull(post.questionId) : eq(post.questionId, of.questionId),
        eq(post.personId, of.personId),
        eq(post.body, of.body),
        isNull(post.deletedAt),
        gt(post.createdAt, new Date(now.getTime() - doubleSendWindow)),
      ),
    )
    .limit(1);
  return first !== undefined;
}

/**
 * Notes since when a question is answered: by the first of its answers that the asker did not write, for only people of
 * the project write those.
 */
export async function settleAnswered(
  tx: Transaction,
  question: { id: number; personId: string | null },
): Promise<void> {
  const { post } = tx.tables;
  const answers = await tx.db
    .select({ personId: post.personId, createdAt: post.createdAt })
    .from(post)
    .where(and(eq(post.questionId, question.id), isNull(post.deletedAt)))
    .orderBy(post.id);
  const first = answers.find((one) => one.personId === null || one.personId !== question.personId);
  await tx.db
    .update(post)
    .set({ answeredAt: first?.createdAt ?? null })
    .where(eq(post.id, question.id));
}
