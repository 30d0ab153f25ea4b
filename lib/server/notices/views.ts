import { desc, eq, inArray, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { hrefOf } from "../../domain/notices";
import type { EventDetails, NoticeView, PersonRefView } from "../../domain/views";
import { refColumns, refOf } from "../people/ref";
import { titlesOf } from "../tasks/cards";

/** The notices that `where` selects (on columns of `source.tables.notice`), newest first, at most `limit`. */
export async function noticeViews(source: Source, where: SQL | undefined, limit: number): Promise<NoticeView[]> {
  const { notice, person, project, post } = source.tables;
  const rows = await source.db
    .select({
      notice,
      project: { slug: project.slug, name: project.name },
      actor: { ...refColumns(source.tables), leftAt: person.leftAt },
      questionId: post.questionId,
    })
    .from(notice)
    .leftJoin(project, eq(project.id, notice.projectId))
    .leftJoin(person, eq(person.id, notice.actorId))
    .leftJoin(post, eq(post.id, notice.postId))
    .where(where)
    .orderBy(desc(notice.id))
    .limit(limit);
  const [titles, people] = await Promise.all([
    titlesOf(source, [...new Set(rows.flatMap((row) => row.notice.taskNumber ?? []))]),
    peopleOf(source, [...new Set(rows.flatMap((row) => row.notice.details.person?.login ?? []))]),
  ]);
  return rows.map(({ notice: row, project: of, actor, questionId }) => {
    const number = row.taskNumber;
    return {
      id: row.id,
      kind: row.kind,
      at: row.createdAt.toISOString(),
      isRead: row.readAt !== null,
      isUrgent: row.isUrgent,
      actor: actor && actor.leftAt === null ? refOf(actor) : null,
      task: number === null ? null : { number, titles: titles.get(number) ?? { zh: null, en: null } },
      project: of,
      href: hrefOf({ kind: row.kind, task: number, question: questionId ?? row.postId }),
      details: asOfNow(row.details, people),
    };
  });
}

async function peopleOf(source: Source, logins: readonly string[]): Promise<Map<string, PersonRefView>> {
  const { person } = source.tables;
  if (logins.length === 0) return new Map();
  const rows = await source.db
    .select(refColumns(source.tables))
    .from(person)
    .where(inArray(person.login, [...logins]));
  return new Map(rows.map((row) => [row.login, refOf(row)]));
}

/** Who has left the board since is named no more. */
function asOfNow(details: EventDetails, people: ReadonlyMap<string, PersonRefView>): EventDetails {
  if (!details.person) return details;
  return { ...details, person: people.get(details.person.login) ?? { login: "~", name: "" } };
}
