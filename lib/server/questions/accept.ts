import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { acceptAnswerInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAuthorOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { postRow, questionRow } from "./found";

/**
 * Says which answer is the one, or with `answer: null` that none is; by who asked or a maintainer. Who wrote the answer
 * is told once. It settles the question for those who look after the task, also where it is the asker's own.
 * @throws AppError not_found (also an answer to another question), invalid, unauthenticated, forbidden
 */
export async function acceptAnswer(context: Context, input: unknown): Promise<ChangeView> {
  const { question: id, answer: answerId } = parseInput(acceptAnswerInput, input);
  return changeTask(context, async (tx) => {
    const { post } = tx.tables;
    const question = await questionRow(tx, id);
    const by = await asAuthorOrMaintainer(tx, context, question);
    const answer = answerId === null ? null : await postRow(tx, answerId);
    if (answer && answer.questionId !== id) throw new AppError("not_found", { what: "post" });
    const about = { task: question.taskNumber, projectId: question.projectId };
    if (question.acceptedAnswerId === answerId) return { number: about.task };
    await tx.db.update(post).set({ acceptedAnswerId: answerId }).where(eq(post.id, id));
    // To take it back is to change the question; nobody is told.
    await record(tx, context, by, { kind: answer ? "question.accepted" : "post.edited", ...about });
    if (answer) {
      await overtake(tx, context.now(), { kind: "question.asked", post: id });
      await overtake(tx, context.now(), { kind: "question.unanswered", post: id });
    }
    if (answer?.personId) {
      const key = `${id} ${answer.id}`;
      await notify(tx, context, [answer.personId], { kind: "answer.accepted", key, ...about, postId: answer.id });
    }
    return { number: about.task };
  });
}
