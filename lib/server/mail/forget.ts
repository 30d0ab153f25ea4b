import { lte } from "drizzle-orm";
import type { Queries } from "../../../db/database";
import { day } from "../../domain/policy";
import type { Context } from "../context";
import { asSystem } from "../rights";

/** How long it is kept what became of a mail, in days: to find out why one did not arrive. */
const keptDays = 90;

/**
 * Deletes the mails that ended long ago. The notices they carried keep their number, and are far too old to become mail
 * again. Only the system does this.
 * @returns how many
 */
export async function forgetMails(context: Context): Promise<number> {
  asSystem(context);
  const { mail } = context.database.tables;
  // Not a transaction: how mails fare changes no page, so it must not raise the version.
  const gone = await (context.database.signIn.db as Queries)
    .delete(mail)
    .where(lte(mail.endedAt, new Date(context.now().getTime() - keptDays * day)))
    .returning({ id: mail.id });
  return gone.length;
}
