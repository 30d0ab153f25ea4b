import { and, count, eq, isNull, lt, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { NoticeListView } from "../../domain/views";
import type { Context } from "../context";
import { asPerson } from "../rights";
import { noticeViews } from "./views";

/** Which notices: `cursor` is the `nextCursor` of the page before. */
export interface NoticeQuery {
  cursor?: string | null;
  limit?: number;
  /** Only those that were not read. */
  unread?: boolean;
}

/**
 * What the person who asks was told, newest first.
 * @throws AppError unauthenticated, invalid for a wrong cursor
 */
export async function listNotices(
  context: Context,
  { cursor, limit = 50, unread = false }: NoticeQuery,
): Promise<NoticeListView> {
  const { id } = asPerson(context).person;
  const { database } = context;
  const { notice } = database.tables;
  const conditions: SQL[] = [eq(notice.personId, id)];
  if (cursor) {
    if (!/^[1-9]\d{0,8}$/.test(cursor))
      throw new AppError("invalid", { issues: [{ path: "cursor", code: "invalid_value" }] });
    conditions.push(lt(notice.id, Number(cursor)));
  }
  if (unread) conditions.push(isNull(notice.readAt));
  const [found, left] = await Promise.all([
    noticeViews(database, and(...conditions), limit + 1),
    unreadOf(database, id),
  ]);
  const notices = found.slice(0, limit);
  return { notices, nextCursor: found.length > limit ? String(notices.at(-1)?.id) : null, unread: left };
}

/** How many notices a person has not read. */
export async function unreadOf(source: Source, personId: string): Promise<number> {
  const { notice } = source.tables;
  const [row] = await source.db
    .select({ count: count() })
    .from(notice)
    .where(and(eq(notice.personId, personId), isNull(notice.readAt)));
  return row?.count ?? 0;
}
