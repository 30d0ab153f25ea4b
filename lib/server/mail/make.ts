import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import type { Database, Transaction } from "../../../db/database";
import { day, hour } from "../../domain/policy";
import type { Context } from "../context";
import { asSystem } from "../rights";
import { type MailSettings, mailSettings } from "./settings";

/** A notice that is older never becomes mail: nobody wants a backlog, be it of a server that slept or had no mail. */
const youngEnough = 2 * day;
/** For so long the first of several notices waits for the rest of a digest. */
const gatherFor = hour;
const digestEvery = day;
/** While a mail waits for its server, what is new joins it for so long; what joins still has a day to be sent in. */
const joinFor = 2 * day;

/**
 * Makes mails of notices: of urgent ones at once, of the others one digest a day at most. Several for one person become
 * one mail, also with those that still wait for the mail server. Nothing is sent here. Only the system does this.
 * @returns how many mails were made
 */
export async function makeMails(
  context: Context,
  { smtpUrl }: Pick<MailSettings, "smtpUrl"> = mailSettings(),
): Promise<number> {
  asSystem(context);
  if (smtpUrl === null) return 0;
  const { database } = context;
  const now = context.now();
  let made = 0;
  for (const personId of await peopleWith(database, urgentToMail(database.tables, now))) {
    made += await database.transaction((tx) => makeUrgent(tx, personId, now));
  }
  for (const personId of await peopleWith(database, digestIsDue(database.tables, now))) {
    made += await database.transaction((tx) => makeDigest(tx, personId, now));
  }
  return made;
}

type Tables = Database["tables"];

function unmailed({ notice }: Tables, now: Date): SQL | undefined {
  const young = gt(notice.createdAt, new Date(now.getTime() - youngEnough));
  return and(isNull(notice.mailId), isNull(notice.readAt), young);
}

/** Notices that are mailed at once, of people who want that. */
function urgentToMail(tables: Tables, now: Date): SQL | undefined {
  const { notice, contact } = tables;
  return and(unmailed(tables, now), eq(notice.isUrgent, true), isNotNull(contact.confirmedAt), ne(contact.wish, "off"));
}

/** Notices for a digest, of people who want one and had none today. */
function forDigest(tables: Tables, now: Date): SQL | undefined {
  const { notice, contact } = tables;
  return and(
    unmailed(tables, now),
    eq(notice.isUrgent, false),
    isNotNull(contact.confirmedAt),
    eq(contact.wish, "daily"),
    or(isNull(contact.lastDigestAt), lte(contact.lastDigestAt, new Date(now.getTime() - digestEvery))),
  );
}

function digestIsDue(tables: Tables, now: Date): SQL | undefined {
  return and(forDigest(tables, now), lte(tables.notice.createdAt, new Date(now.getTime() - gatherFor)));
}

async function peopleWith({ db, tables }: Database, which: SQL | undefined): Promise<string[]> {
  const { notice, contact } = tables;
  const rows = await db
    .selectDistinct({ id: notice.personId })
    .from(notice)
    .innerJoin(contact, eq(contact.personId, notice.personId))
    .where(which);
  return rows.map((row) => row.id);
}

async function noticeIds(tx: Transaction, personId: string, which: SQL | undefined): Promise<number[]> {
  const { notice, contact } = tx.tables;
  const rows = await tx.db
    .select({ id: notice.id })
    .from(notice)
    .innerJoin(contact, eq(contact.personId, notice.personId))
    .where(and(which, eq(notice.personId, personId)))
    .orderBy(asc(notice.id));
  return rows.map((row) => row.id);
}

/** Read again in the transaction: another machine may have been faster. */
async function makeUrgent(tx: Transaction, personId: string, now: Date): Promise<number> {
  const ids = await noticeIds(tx, personId, urgentToMail(tx.tables, now));
  if (ids.length === 0) return 0;
  const waiting = await waitingMail(tx, personId, "urgent", now);
  await carry(tx, ids, waiting ?? (await insert(tx, personId, "urgent", now)));
  return waiting === null ? 1 : 0;
}

async function makeDigest(tx: Transaction, personId: string, now: Date): Promise<number> {
  const ids = await noticeIds(tx, personId, forDigest(tx.tables, now));
  if (ids.length === 0) return 0;
  const { contact, mail } = tx.tables;
  const waiting = await waitingMail(tx, personId, "digest", now);
  if (waiting !== null) {
    await carry(tx, ids, waiting);
    return 0;
  }
  // One that is under way, or about to be given up: the next one begins when it has ended.
  const [other] = await tx.db
    .select({ id: mail.id })
    .from(mail)
    .where(and(eq(mail.personId, personId), eq(mail.kind, "digest"), isNull(mail.endedAt)));
  if (other) return 0;
  await tx.db.update(contact).set({ lastDigestAt: now }).where(eq(contact.personId, personId));
  await carry(tx, ids, await insert(tx, personId, "digest", now));
  return 1;
}

/**
 * A mail of this person that waits and is not under way: never tried, or tried in vain. The update holds its row, so
 * that a sender who takes it meanwhile finds the new notices in it.
 */
async function waitingMail(
  tx: Transaction,
  personId: string,
  kind: "urgent" | "digest",
  now: Date,
): Promise<string | null> {
  const { mail } = tx.tables;
  const [row] = await tx.db
    .update(mail)
    .set({ kind })
    .where(
      and(
        eq(mail.personId, personId),
        eq(mail.kind, kind),
        isNull(mail.endedAt),
        or(eq(mail.tries, 0), isNotNull(mail.fault)),
        gt(mail.createdAt, new Date(now.getTime() - joinFor)),
      ),
    )
    .returning({ id: mail.id });
  return row?.id ?? null;
}

async function insert(tx: Transaction, personId: string, kind: "urgent" | "digest", now: Date): Promise<string> {
  const { mail } = tx.tables;
  const id = randomUUID();
  await tx.db.insert(mail).values({ id, personId, kind, details: {}, createdAt: now, nextTryAt: now });
  return id;
}

async function carry(tx: Transaction, ids: readonly number[], mailId: string): Promise<void> {
  const { notice } = tx.tables;
  await tx.db
    .update(notice)
    .set({ mailId })
    .where(inArray(notice.id, [...ids]));
}
