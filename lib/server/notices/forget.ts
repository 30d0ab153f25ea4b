import { lte } from "drizzle-orm";
import { day } from "../../domain/policy";
import type { Context } from "../context";
import { asSystem } from "../rights";

/** How long a notice stays after it was read, in days. */
const keptDays = 180;

/**
 * Deletes the notices that were read long ago; those that were not read stay. Only the system does this.
 * @returns how many
 */
export async function forgetNotices(context: Context): Promise<number> {
  asSystem(context);
  const { notice } = context.database.tables;
  const isOld = lte(notice.readAt, new Date(context.now().getTime() - keptDays * day));
  // Asked first: a transaction raises the version, and with it every page is rendered anew.
  const [one] = await context.database.db.select({ id: notice.id }).from(notice).where(isOld).limit(1);
  if (!one) return 0;
  return context.database.transaction(async (tx) => {
    const gone = await tx.db.delete(notice).where(isOld).returning({ id: notice.id });
    return gone.length;
  });
}
