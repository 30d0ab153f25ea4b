import { desc, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { PostRevisionView } from "../../domain/views";
import type { Context } from "../context";
import { refColumns, refOf } from "../people/ref";
import { maintains } from "../rights";

/**
 * What a question or an answer said before each edit, and before it was deleted, newest first. Of a deleted one only
 * for maintainers: to everyone else it is not there.
 * @throws AppError not_found
 */
export async function readPostHistory(context: Context, id: number): Promise<PostRevisionView[]> {
  const { database } = context;
  const { post, postRevision, person } = database.tables;
  const [row] = await database.db
    .select({ projectId: post.projectId, deletedAt: post.deletedAt })
    .from(post)
    .where(eq(post.id, id));
  const isHidden = !row || (row.deletedAt !== null && !(await maintains(database, context, row.projectId)));
  if (isHidden) throw new AppError("not_found", { what: "post" });
  const revisions = await database.db
    .select({ at: postRevision.at, body: postRevision.body, person: refColumns(database.tables) })
    .from(postRevision)
    .leftJoin(person, eq(person.id, postRevision.personId))
    .where(eq(postRevision.postId, id))
    .orderBy(desc(postRevision.id));
  return revisions.map(({ at, body, person: author }) => ({
    at: at.toISOString(),
    person: author && refOf(author),
    body,
  }));
}
