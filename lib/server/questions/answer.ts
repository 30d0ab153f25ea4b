import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { answerQuestionInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAnswerer } from "../rights";
import { changeTask } from "../tasks/change";
import { isSentTwice, questionRow, settleAnswered } from "./found";

/**
 * Answers a question; by people of the project, and by who asked it to say more. Whoever has written there before is
 * told. The same answer once more within a minute is the first one, sent twice.
 * @throws AppError not_found, invalid, unauthenticated, forbidden
 */
export async function answerQuestion(context: Context, input: unknown): Promise<ChangeView> {
  const { question: id, body } = parseInput(answerQuestionInput, input);
  return changeTask(context, async (tx) => {
    const { post } = tx.tables;
    const question = await questionRow(tx, id);
    const { taskNumber, projectId } = question;
    const by = await asAnswerer(tx, context, question);
    const now = context.now();
    if (await isSentTwice(tx, now, { taskNumber, questionId: id, personId: by.person.id, body })) {
      return { number: taskNumber };
    }
    const told = await writersOf(tx, id);
    const [row] = await tx.db
      .insert(post)
      .values({ taskNumber, projectId, questionId: id, personId: by.person.id, body, createdAt: now })
      .returning({ id: post.id });
    if (!row) throw new Error("the answer was not written");
    await settleAnswered(tx, question);
    if (by.person.id !== question.personId) {
      await overtake(tx, now, { kind: "question.asked", post: id });
      await overtake(tx, now, { kind: "question.unanswered", post: id });
    }
    const about = { task: taskNumber, projectId };
    await record(tx, context, by, { kind: "question.answered", ...about });
    await notify(tx, context, told, { kind: "question.answered", key: String(row.id), ...about, postId: row.id });
    return { number: taskNumber };
  });
}

/** Who asked the question and who has written under it. */
async function writersOf(tx: Transaction, question: number): Promise<string[]> {
  const { post } = tx.tables;
  const rows = await tx.db
    .select({ personId: post.personId })
    .from(post)
    .where(
      and(or(eq(post.id, question), eq(post.questionId, question)), isNull(post.deletedAt), isNotNull(post.personId)),
    );
  return rows.flatMap((row) => row.personId ?? []);
}
