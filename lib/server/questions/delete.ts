import { and, eq } from "drizzle-orm";
import { deletePostInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAuthorOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { postRow, settleAnswered } from "./found";

/**
 * Takes a question or an answer off the page; by its author or a maintainer. Its text stays in its history, which only
 * maintainers can read from then on. A question with answers keeps its place, an answer does not.
 * @throws AppError not_found, unauthenticated, forbidden
 */
export async function deletePost(context: Context, input: unknown): Promise<ChangeView> {
  const { id } = parseInput(deletePostInput, input);
  return changeTask(context, async (tx) => {
    const { post, postRevision } = tx.tables;
    const row = await postRow(tx, id);
    const by = await asAuthorOrMaintainer(tx, context, row);
    const { taskNumber: number, projectId } = row;
    const now = context.now();
    await tx.db.insert(postRevision).values({ postId: id, personId: by.person?.id ?? null, body: row.body, at: now });
    await tx.db.update(post).set({ body: "", deletedAt: now }).where(eq(post.id, id));
    if (row.questionId === null) {
      await overtake(tx, now, { kind: "question.asked", post: id });
      await overtake(tx, now, { kind: "question.unanswered", post: id });
    } else {
      const [question] = await tx.db.select().from(post).where(eq(post.id, row.questionId));
      if (question) await settleAnswered(tx, question);
      // An answer that is gone is not the accepted one.
      await tx.db
        .update(post)
        .set({ acceptedAnswerId: null })
        .where(and(eq(post.id, row.questionId), eq(post.acceptedAnswerId, id)));
    }
    await record(tx, context, by, { kind: "post.deleted", task: number, projectId });
    return { number };
  });
}
