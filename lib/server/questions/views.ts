import { and, asc, eq, inArray } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { PostView, QuestionView } from "../../domain/views";
import { settings } from "../../env";
import { renderMarkdown } from "../markdown";
import { refColumns, refOf } from "../people/ref";

/** The questions about a task with their answers: the newest question first, answers as they came. */
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
  return rows
    .filter((row) => row.post.questionId === null)
    .map((row) => ({
      ...postView(row),
      answers: rows
        .filter((one) => one.post.questionId === row.post.id)
        .map((one) => ({ ...postView(one), isOfProject: isMember(one.post.personId) })),
      acceptedAnswerId: row.post.acceptedAnswerId,
      isOverdue: row.post.flaggedAt !== null && row.post.answeredAt === null && row.post.deletedAt === null,
    }))
    .reverse();
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
    html: isDeleted ? "" : renderMarkdown(post.body, { linkHosts: settings().LINK_HOSTS }),
    createdAt: post.createdAt.toISOString(),
    editedAt: post.editedAt?.toISOString() ?? null,
    isDeleted,
  };
}
