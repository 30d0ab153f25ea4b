import { and, asc, eq, inArray } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { PostView, QuestionView } from "../../domain/views";
import { refColumns, refOf } from "../people/ref";
import { postHtml } from "./html";

/**
 * The questions about a task with their answers: the newest question first, answers as they came. What was deleted is
 * left out, but for a question that still has answers.
 */
export async function questionsOf(source: Source, number: number): Promise<QuestionView[]> {
  const { post, person, member } = source.tables;
  const rows = await source.db
    .select({ post, person: refColumns(source.tables) })
    .from(post)
    .leftJoin(person, eq(person.id, post.personId))
    .where(eq(post.taskNumber, number))
    .orderBy(asc(post.id));
  const [first] = rows;
  if (!first) return [];
  const authors = [...new Set(rows.flatMap((row) => row.post.personId ?? []))];
  const members = authors.length
    ? await source.db
        .select({ personId: member.personId })
        .from(member)
        .where(and(eq(member.projectId, first.post.projectId), inArray(member.personId, authors)))
    : [];
  const isMember = (id: string | null) => members.some((one) => one.personId === id);
  const answersTo = (question: number) =>
    rows
      .filter((row) => row.post.questionId === question && row.post.deletedAt === null)
      .map((row) => ({ ...postView(row), isOfProject: isMember(row.post.personId) }));
  return rows
    .filter((row) => row.post.questionId === null)
    .map((row) => ({
      ...postView(row),
      answers: answersTo(row.post.id),
      acceptedAnswerId: row.post.acceptedAnswerId,
      isOverdue: isOverdue(row.post),
    }))
    .filter((question) => !question.isDeleted || question.answers.length > 0)
    .reverse();
}

/** Marked as late, and still without an answer. */
function isOverdue({ flaggedAt, answeredAt, acceptedAnswerId, deletedAt }: PostRow["post"]): boolean {
  return flaggedAt !== null && answeredAt === null && acceptedAnswerId === null && deletedAt === null;
}

interface PostRow {
  post: Source["tables"]["post"]["$inferSelect"];
  person: Parameters<typeof refOf>[0] | null;
}

function postView({ post, person }: PostRow): PostView {
  const isDeleted = post.deletedAt !== null;
  return {
    id: post.id,
    person: person && refOf(person),
    body: isDeleted ? "" : post.body,
    html: isDeleted ? "" : postHtml(post.body),
    createdAt: post.createdAt.toISOString(),
    editedAt: post.editedAt?.toISOString() ?? null,
    isDeleted,
  };
}
