import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { Database, Queries } from "../../../db/database";
import { day, hour } from "../../domain/policy";
import type { MailEnd } from "../../domain/words";

export type MailRow = Database["tables"]["mail"]["$inferSelect"];

const minute = 60_000;
/** A mail that was taken and not heard of again, because its sender died, is taken again after this time. */
const takenFor = 10 * minute;
const longestWait = 6 * hour;
/** After this time a mail is given up. */
export const giveUpAfter = 3 * day;

/** The mails that are due, those that have waited longest first. */
export async function dueMails({ db, tables: { mail } }: Database, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: mail.id })
    .from(mail)
    .where(and(isNull(mail.endedAt), lte(mail.nextTryAt, now)))
    .orderBy(asc(mail.nextTryAt), asc(mail.id));
  return rows.map((row) => row.id);
}

/**
 * Takes one for sending; null when another machine has it. While it is under way its last fault is forgotten, which is
 * how `makeMails` knows.
 */
export async function takeMail(database: Database, id: string, now: Date): Promise<MailRow | null> {
  const { mail } = database.tables;
  const [row] = await outside(database)
    .update(mail)
    .set({ nextTryAt: new Date(now.getTime() + takenFor), tries: sql`${mail.tries} + 1`, fault: null })
    .where(and(eq(mail.id, id), isNull(mail.endedAt), lte(mail.nextTryAt, now)))
    .returning();
  return row ?? null;
}

/** A mail is done with, for good or for bad. The address it was to go to is forgotten. */
export async function endMail(
  database: Database,
  row: MailRow,
  { end, at, fault = null }: { end: MailEnd; at: Date; fault?: string | null },
): Promise<void> {
  await settle(database, row, { endedAt: at, end, fault, details: {} });
}

/** The day until the next digest begins when one is sent, however long it waited for the mail server. */
export async function noteDigest(database: Database, personId: string, at: Date): Promise<void> {
  const { contact } = database.tables;
  await outside(database).update(contact).set({ lastDigestAt: at }).where(eq(contact.personId, personId));
}

/** It did not go through: again after one minute, then two, four, up to six hours. */
export async function retryMail(database: Database, row: MailRow, at: Date, fault: string): Promise<void> {
  const wait = Math.min(longestWait, minute * 2 ** (row.tries - 1));
  await settle(database, row, { nextTryAt: new Date(at.getTime() + wait), fault });
}

/** Only by whoever took it last: a sender that was so slow that the mail was taken again has no say any more. */
async function settle(database: Database, { id, tries }: MailRow, fields: Partial<MailRow>): Promise<void> {
  const { mail } = database.tables;
  await outside(database)
    .update(mail)
    .set(fields)
    .where(and(eq(mail.id, id), eq(mail.tries, tries), isNull(mail.endedAt)));
}

/** Not a transaction: how mails fare changes no page, so it must not raise the version. */
function outside(database: Database): Queries {
  return database.signIn.db as Queries;
}
