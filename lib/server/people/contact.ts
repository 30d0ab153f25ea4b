import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, isNotNull } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { editContactInput } from "../../domain/inputs";
import { day, hour } from "../../domain/policy";
import type { ContactView } from "../../domain/views";
import type { Locale } from "../../domain/words";
import type { Context } from "../context";
import { calendarToken } from "../mail/calendar";
import { type MailSettings, mailSettings } from "../mail/settings";
import { addressKey, isSameToken, personOf, signedToken, tokenHash } from "../mail/signed";
import { parseInput } from "../parse";
import { asSignedIn } from "./create";
import { type Limit, takeAttemptIn } from "./limits";

/** How long a link that confirms an address works, in milliseconds. */
export const confirmFor = 48 * hour;
/** Confirmations that are sent to the addresses of one person in a day. */
const confirmationsADay = 5;
/** Confirmations that are sent to one address, whichever accounts ask: nobody is written to who wants nothing from us. */
const perAddress: Limit = { max: 3, seconds: day / 1000 };

/** How the person who asks is told of things. @throws AppError unauthenticated */
export async function readContact(context: Context, given: MailSettings = mailSettings()): Promise<ContactView> {
  const { id } = asSignedIn(context);
  return viewOf(context.database, id, given);
}

/**
 * Changes where the person who asks is told of things, and of which. An address that is new, or given again while it is
 * not confirmed, is sent a link that confirms it. `locale` is the language they read now: mails will be in it.
 * @throws AppError unauthenticated, invalid, rate_limited
 */
export async function editContact(
  context: Context,
  input: unknown,
  locale: Locale,
  given: MailSettings = mailSettings(),
): Promise<ContactView> {
  const { id } = asSignedIn(context);
  const { email, wish } = parseInput(editContactInput, input);
  return context.database.transaction(async (tx) => {
    const { contact } = tx.tables;
    const before = await contactOf(tx, id, locale);
    await tx.db
      .update(contact)
      .set({ locale, ...(wish ? { wish } : {}) })
      .where(eq(contact.personId, id));
    if (email === null) await setAddress(tx, id, { email: null });
    else if (email !== undefined && !(email === before.email && before.confirmedAt)) {
      await setAddress(tx, id, { email, ...(given.smtpUrl ? await confirmation(tx, context, id, email, given) : {}) });
    }
    return viewOf(tx, id, given);
  });
}

/**
 * The link in a mail confirms the address it was sent to, once. Whoever has it need not be signed in.
 * @throws AppError not_found when it is used up, too old or not ours
 */
export async function confirmEmail(context: Context, { token }: { token: string }): Promise<void> {
  const id = personOf(token);
  const won = await context.database.transaction(async (tx) => {
    const { contact } = tx.tables;
    return tx.db
      .update(contact)
      .set({ confirmedAt: context.now(), confirmHash: null })
      .where(
        and(
          eq(contact.personId, id ?? ""),
          eq(contact.confirmHash, tokenHash(token)),
          gt(contact.confirmSentAt, new Date(context.now().getTime() - confirmFor)),
          isNotNull(contact.email),
        ),
      )
      .returning({ id: contact.personId });
  });
  if (won.length === 0) throw new AppError("not_found", { what: "token" });
}

/**
 * No more mails for the person whom the link in a mail names. Whoever has it need not be signed in.
 * @throws AppError not_found when it is not ours
 */
export async function unsubscribe(
  context: Context,
  { token }: { token: string },
  { secret }: Pick<MailSettings, "secret"> = mailSettings(),
): Promise<void> {
  const id = personOf(token);
  if (id === null || !isSameToken(token, signedToken(secret, "unsubscribe", id))) {
    throw new AppError("not_found", { what: "token" });
  }
  await context.database.transaction(async (tx) => {
    const { contact } = tx.tables;
    await tx.db.update(contact).set({ wish: "off" }).where(eq(contact.personId, id));
  });
}

/** Makes the private calendar address of the person who asks anew; the old one stops working. @throws AppError unauthenticated */
export async function resetCalendar(
  context: Context,
  locale: Locale,
  given: MailSettings = mailSettings(),
): Promise<ContactView> {
  const { id } = asSignedIn(context);
  return context.database.transaction(async (tx) => {
    const { contact } = tx.tables;
    const { calendarVersion } = await contactOf(tx, id, locale);
    await tx.db
      .update(contact)
      .set({ locale, calendarVersion: calendarVersion + 1 })
      .where(eq(contact.personId, id));
    return viewOf(tx, id, given);
  });
}

/** A person's row, made at its first use. */
async function contactOf(tx: Transaction, personId: string, locale: Locale) {
  const { contact } = tx.tables;
  await tx.db.insert(contact).values({ personId, locale }).onConflictDoNothing();
  const [row] = await tx.db.select().from(contact).where(eq(contact.personId, personId));
  if (!row) throw new Error("the contact was not written");
  return row;
}

interface Address {
  email: string | null;
  confirmHash?: string;
  confirmSentAt?: Date;
}

/** No address is confirmed by having been another one. */
async function setAddress(tx: Transaction, personId: string, address: Address): Promise<void> {
  const { contact } = tx.tables;
  await tx.db
    .update(contact)
    .set({ confirmedAt: null, confirmHash: null, confirmSentAt: null, ...address })
    .where(eq(contact.personId, personId));
}

/** Writes the mail that asks for confirmation. Its link is made again when it is sent: only the hash is kept. */
async function confirmation(tx: Transaction, context: Context, personId: string, email: string, given: MailSettings) {
  const { mail } = tx.tables;
  const now = context.now();
  const sent = await tx.db
    .select({ at: mail.createdAt })
    .from(mail)
    .where(
      and(eq(mail.personId, personId), eq(mail.kind, "confirm"), gt(mail.createdAt, new Date(now.getTime() - day))),
    )
    .orderBy(asc(mail.createdAt));
  const [first] = sent;
  if (first && sent.length >= confirmationsADay) {
    const retryAfterSeconds = Math.max(1, Math.ceil((first.at.getTime() + day - now.getTime()) / 1000));
    throw new AppError("rate_limited", { retryAfterSeconds });
  }
  await takeAttemptIn(tx, `confirm|${addressKey(given.secret, email)}`, perAddress, now.getTime());
  const id = randomUUID();
  await tx.db
    .insert(mail)
    .values({ id, personId, kind: "confirm", details: { email }, createdAt: now, nextTryAt: now });
  return { confirmHash: tokenHash(confirmToken(given.secret, personId, id)), confirmSentAt: now };
}

/** What confirms the address to which this mail goes. */
export function confirmToken(secret: string, personId: string, mailId: string): string {
  return signedToken(secret, "confirm", personId, mailId);
}

async function viewOf(source: Source, personId: string, given: MailSettings): Promise<ContactView> {
  const { contact } = source.tables;
  const [row] = await source.db.select().from(contact).where(eq(contact.personId, personId));
  const token = calendarToken(given.secret, personId, row?.calendarVersion ?? 0);
  return {
    email: row?.email ?? null,
    isConfirmed: Boolean(row?.confirmedAt),
    wish: row?.wish ?? "daily",
    isMailOn: given.smtpUrl !== null,
    calendarUrl: `${given.baseUrl}/me/leases.ics?key=${token}`,
  };
}
