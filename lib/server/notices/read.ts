import { and, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { readNoticesInput } from "../../domain/inputs";
import type { NoticesReadView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asPerson } from "../rights";
import { unreadOf } from "./list";

/**
 * Marks notices of the person who acts as read or unread: single ones, or all up to one. Those of others stay as they
 * are, without a word. It is nobody else's business, so there is no event.
 * @returns the ids of those that changed, with which it can be taken back
 * @throws AppError unauthenticated, invalid
 */
export async function readNotices(context: Context, input: unknown): Promise<NoticesReadView> {
  const { ids, upTo, isRead } = parseInput(readNoticesInput, input);
  const { id } = asPerson(context).person;
  return context.database.transaction(async (tx) => {
    const { notice } = tx.tables;
    const changed = await tx.db
      .update(notice)
      .set({ readAt: isRead ? context.now() : null })
      .where(
        and(
          eq(notice.personId, id),
          isRead ? isNull(notice.readAt) : isNotNull(notice.readAt),
          ids ? inArray(notice.id, ids) : undefined,
          upTo === undefined ? undefined : lte(notice.id, upTo),
        ),
      )
      .returning({ id: notice.id });
    return { ids: changed.map((one) => one.id).sort((a, b) => b - a), unread: await unreadOf(tx, id) };
  });
}
