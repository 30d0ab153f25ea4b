import { and, count, eq, gt, inArray, isNull, max, or } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { day, hour } from "../../domain/policy";
import type { ClaimView } from "../../domain/views";
import { inLocale, type Locale } from "../../domain/words";
import { languageTag } from "../../i18n/locale";
import { translator } from "../../i18n/translator";
import { claimViews } from "../claims/views";
import type { Context } from "../context";
import { icsComponent, icsFile, icsInstant, icsText } from "./ics";
import { type MailSettings, mailSettings } from "./settings";
import { isSameToken, personOf, signedToken } from "./signed";

/** How long an ended claim is listed as cancelled, for calendars that keep what they once read. */
const cancelledFor = 30 * day;

/** What gives access to a person's calendar until the version is raised. */
export function calendarToken(secret: string, personId: string, version: number): string {
  return signedToken(secret, "calendar", personId, String(version));
}

/**
 * The ends of a person's claims as a calendar (RFC 5545), for whoever has its address.
 * @param locale the language, where the person has none of their own yet
 * @throws AppError not_found when the key is wrong or an old one
 */
export async function readCalendar(
  context: Context,
  { key, locale }: { key: string; locale: Locale },
  given: Pick<MailSettings, "baseUrl" | "secret"> = mailSettings(),
): Promise<string> {
  const owner = await ownerOf(context, key, given.secret);
  const { claim } = context.database.tables;
  const since = new Date(context.now().getTime() - cancelledFor);
  const claims = (
    await claimViews(
      context.database,
      and(eq(claim.personId, owner.id), or(isNull(claim.endedAt), gt(claim.endedAt, since))),
    )
  ).filter((one) => one.leaseEndsAt !== null && one.state !== "completed");
  const changes = await changesOf(context, claims);
  const language = owner.locale ?? locale;
  const name = icsText(translator(language, "mail")("calendar.name"));
  return icsFile(
    icsComponent(
      "VCALENDAR",
      [
        ["VERSION", "2.0"],
        ["PRODID", `-//Foothold//Claims//${languageTag[language].toUpperCase()}`],
        ["CALSCALE", "GREGORIAN"],
        ["METHOD", "PUBLISH"],
        ["NAME", name],
        ["X-WR-CALNAME", name],
        ["REFRESH-INTERVAL;VALUE=DURATION", "PT6H"],
        ["X-PUBLISHED-TTL", "PT6H"],
      ],
      claims.flatMap((one) => event(one, changes.get(one.id), language, given.baseUrl)),
    ),
  );
}

async function ownerOf({ database }: Context, key: string, secret: string) {
  const { person, contact } = database.tables;
  const id = personOf(key);
  const [row] = await database.db
    .select({ id: person.id, version: contact.calendarVersion, locale: contact.locale })
    .from(person)
    .leftJoin(contact, eq(contact.personId, person.id))
    .where(and(eq(person.id, id ?? ""), isNull(person.leftAt)));
  if (!row || !isSameToken(key, calendarToken(secret, row.id, row.version ?? 0))) {
    throw new AppError("not_found", { what: "page" });
  }
  return row;
}

interface Changes {
  count: number;
  lastAt: Date | null;
}

/** How often something happened to a claim, and when last: an entry that has changed says so by a higher number. */
async function changesOf({ database }: Context, claims: readonly ClaimView[]): Promise<Map<string, Changes>> {
  const { event } = database.tables;
  if (claims.length === 0) return new Map();
  const rows = await database.db
    .select({ id: event.claimId, count: count(), lastAt: max(event.at) })
    .from(event)
    .where(
      and(
        inArray(event.taskNumber, [...new Set(claims.map((one) => one.task.number))]),
        inArray(
          event.claimId,
          claims.map((one) => one.id),
        ),
      ),
    )
    .groupBy(event.claimId);
  return new Map(rows.flatMap(({ id, ...changes }) => (id ? [[id, changes] as const] : [])));
}

/** The last hour of a lease: the entry ends when the lease does. */
function event(claim: ClaimView, changes: Changes | undefined, locale: Locale, baseUrl: string): string[] {
  const t = translator(locale, "mail");
  const task = inLocale(claim.task.titles, locale).text || t("unnamed");
  const end = new Date(claim.leaseEndsAt ?? claim.startedAt);
  const slot = claim.slot.name;
  const summary = slot ? t("calendar.summarySlot", { task, slot }) : t("calendar.summary", { task });
  const changedAt = icsInstant(changes?.lastAt ?? new Date(claim.startedAt));
  const url = `${baseUrl}/t/${claim.task.number}`;
  const isOver = claim.endedAt !== null;
  const alarm =
    claim.remindAt && !isOver
      ? icsComponent("VALARM", [
          ["ACTION", "DISPLAY"],
          ["DESCRIPTION", icsText(t("calendar.remind", { task }))],
          ["TRIGGER;VALUE=DATE-TIME", icsInstant(new Date(claim.remindAt))],
        ])
      : [];
  return icsComponent(
    "VEVENT",
    [
      ["UID", `claim-${claim.id}@${new URL(baseUrl).hostname}`],
      ["SEQUENCE", String(changes?.count ?? 0)],
      ["DTSTAMP", changedAt],
      ["LAST-MODIFIED", changedAt],
      ["DTSTART", icsInstant(new Date(end.getTime() - hour))],
      ["DTEND", icsInstant(end)],
      ["SUMMARY", icsText(summary)],
      ["DESCRIPTION", icsText(`${claim.project.name}\n${t("calendar.text")}\n${url}`)],
      ["URL", url],
      ["STATUS", isOver ? "CANCELLED" : "CONFIRMED"],
      ["TRANSP", "TRANSPARENT"],
    ],
    alarm,
  );
}
