import { and, eq, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { inLocale, type Locale } from "../../domain/words";
import { languageTag } from "../../i18n/locale";
import { translator } from "../../i18n/translator";
import { claimViews } from "../claims/views";
import { confirmFor, confirmToken } from "../people/contact";
import { htmlMail, type MailContent, plainMail } from "./html";
import { noticesOf, unreadBeside } from "./notices";
import type { MailRow } from "./outbox";
import type { MailSettings } from "./settings";
import { signedToken, tokenHash } from "./signed";
import { instantWords, noticeWords } from "./words";

/** Claims that are listed at the end of a mail. */
const mostHeld = 10;

/** A mail ready to be sent. */
export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

type Reader = { name: string; login: string; contact: Source["tables"]["contact"]["$inferSelect"] };

/**
 * What a mail says now; null when there is nothing left to say, or nobody to say it to. Read after the mail was taken,
 * so that nothing that joined it is missed.
 */
export async function composeMail(
  source: Source,
  row: MailRow,
  now: Date,
  given: MailSettings,
): Promise<Message | null> {
  const reader = await readerOf(source, row.personId);
  if (!reader) return null;
  return row.kind === "confirm" ? confirmation(row, reader, now, given) : notices(source, row, reader, now, given);
}

async function readerOf(source: Source, personId: string): Promise<Reader | null> {
  const { person, contact } = source.tables;
  const [row] = await source.db
    .select({ name: person.name, login: person.login, contact })
    .from(contact)
    .innerJoin(person, eq(person.id, contact.personId))
    .where(and(eq(contact.personId, personId), isNull(person.leftAt)));
  return row ?? null;
}

/**
 * Goes only to the address for which it was written, while that still waits for it. Whose address it is nobody knows
 * yet, so it says nothing that the account's owner wrote, not even their name.
 */
function confirmation(row: MailRow, { contact }: Reader, now: Date, given: MailSettings): Message | null {
  const { email, locale, confirmHash, confirmSentAt } = contact;
  const token = confirmToken(given.secret, row.personId, row.id);
  if (email === null || email !== row.details.email || confirmHash !== tokenHash(token)) return null;
  if (!confirmSentAt || now.getTime() - confirmSentAt.getTime() >= confirmFor) return null;
  const t = translator(locale, "mail");
  const url = `${given.baseUrl}/confirm-email?token=${token}`;
  const { host } = new URL(given.baseUrl);
  const subject = t("subject.confirm");
  return message(email, subject, {
    ...frame(locale, t("confirm.hello")),
    lead: t("confirm.text", { host }),
    items: [{ title: subject, notes: [], link: { label: t("confirm.button"), url } }],
    others: null,
    footer: { text: t("confirm.after"), links: [] },
  });
}

async function notices(
  source: Source,
  row: MailRow,
  { name, login, contact }: Reader,
  now: Date,
  given: MailSettings,
): Promise<Message | null> {
  const { email, locale, confirmedAt, wish } = contact;
  const isWanted = row.kind === "digest" ? wish === "daily" : wish !== "off";
  if (email === null || confirmedAt === null || !isWanted) return null;
  const views = await noticesOf(source, row.id, now);
  if (views.length === 0) return null;

  const t = translator(locale, "mail");
  const items = views.map((view) => {
    const { title, action, href, notes } = noticeWords(view, locale);
    return { title: oneLine(title), notes: notes.map(oneLine), link: { label: action, url: given.baseUrl + href } };
  });
  const numbers = new Set(views.map((view) => view.task?.number));
  const lines = [
    ...(await heldBeside(source, row.personId, numbers, locale, given.baseUrl)),
    ...(await unreadLine(source, row.personId, views.length, locale, given.baseUrl)),
  ];
  const stop = signedToken(given.secret, "unsubscribe", row.personId);
  const content: MailContent = {
    ...frame(locale, t("hello", { name: oneLine(name) })),
    lead: t(row.kind === "digest" ? "lead.digest" : "lead.urgent", { count: items.length }),
    items,
    others: lines.length > 0 ? { title: t("others"), lines } : null,
    footer: {
      text: t("why", { login }),
      links: [
        { label: t("change"), url: `${given.baseUrl}/me/account` },
        { label: t("stop"), url: `${given.baseUrl}/unsubscribe?token=${stop}` },
      ],
    },
  };
  const [first] = items;
  const subject =
    row.kind === "digest"
      ? t("subject.digest", { count: items.length })
      : items.length > 1
        ? t("subject.more", { title: first?.title ?? "", count: items.length - 1 })
        : (first?.title ?? "");
  return message(email, subject, content, {
    // One click in the mail program itself (RFC 8058): it posts to this address, without a cookie.
    "List-Unsubscribe": `<${given.baseUrl}/api/unsubscribe?token=${stop}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
}

/** What the person holds, beside the tasks that the mail is about. */
async function heldBeside(
  source: Source,
  personId: string,
  numbers: ReadonlySet<number | undefined>,
  locale: Locale,
  baseUrl: string,
) {
  const { claim } = source.tables;
  const t = translator(locale, "mail");
  const claims = await claimViews(source, and(eq(claim.personId, personId), isNull(claim.endedAt)), mostHeld);
  return claims
    .filter((one) => !numbers.has(one.task.number))
    .map(({ task, leaseEndsAt }) => {
      const title = inLocale(task.titles, locale).text || t("unnamed");
      const until = leaseEndsAt ? t("until", { until: instantWords(leaseEndsAt, locale) }) : t("inReview");
      return { text: t("held", { task: title, until }), url: `${baseUrl}/t/${task.number}` };
    });
}

async function unreadLine(source: Source, personId: string, carried: number, locale: Locale, baseUrl: string) {
  const more = await unreadBeside(source, personId, carried);
  return more > 0 ? [{ text: translator(locale, "mail")("unread", { count: more }), url: `${baseUrl}/inbox` }] : [];
}

function frame(locale: Locale, hello: string) {
  return { lang: languageTag[locale], board: translator(locale, "mail")("board"), hello };
}

function message(to: string, subject: string, content: MailContent, headers: Record<string, string> = {}): Message {
  return {
    to,
    subject: oneLine(subject),
    text: plainMail(content),
    html: htmlMail(content),
    headers: { "Auto-Submitted": "auto-generated", Precedence: "bulk", ...headers },
  };
}

/** Names and titles have one line; what gets here in another way must not begin a header or a paragraph. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
