import { eq } from "drizzle-orm";
import { editPostInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asAuthor } from "../rights";
import { changeTask } from "../tasks/change";
import { postRow } from "./found";

/**
 * Changes what a question or an answer says; by its author alone. What it said before is kept. The same text again
 * changes nothing.
 * @throws AppError not_found, invalid, unauthenticated, forbidden
 */
export async function editPost(context: Context, input: unknown): Promise<ChangeView> {
  const { id, body } = parseInput(editPostInput, input);
  return changeTask(context, async (tx) => {
    const { post, postRevision } = tx.tables;
    const row = await postRow(tx, id);
    const by = asAuthor(context, row);
    const { taskNumber: number, projectId } = row;
    if (row.body === body) return { number };
    const now = context.now();
    await tx.db.insert(postRevision).values({ postId: id, personId: by.person.id, body: row.body, at: now });
    await tx.db.update(post).set({ body, editedAt: now }).where(eq(post.id, id));
    await record(tx, context, by, { kind: "post.edited", task: number, projectId });
    return { number };
  });
}
