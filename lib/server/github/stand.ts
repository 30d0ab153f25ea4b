import { and, eq, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { AppError } from "../../domain/errors";
import { isFree } from "../../domain/status";
import type { Locale } from "../../domain/words";
import { type ErrorTranslator, refusalSentence } from "../../i18n/error-sentence";
import { translator } from "../../i18n/translator";
import { instantWords } from "../mail/words";
import { slotsOf } from "../tasks/cards";
import { waitlistsOf } from "../waitlist/views";

/** Holders that are named one by one; a task with more parts says how many are free. */
const mostNamed = 3;

/**
 * How a task stands, as it is said in its issue: a line of Markdown in the issue's language, the same for a task that
 * stands the same.
 */
export async function standWords(
  source: Source,
  issue: { taskNumber: number | null; locale: Locale; unassignable: readonly string[] },
): Promise<string> {
  const number = issue.taskNumber ?? 0;
  const { task } = source.tables;
  const t = translator(issue.locale, "issueAnswers");
  const [[row], slots, waitlists, logins, next] = await Promise.all([
    source.db.select({ status: task.status, closeReason: task.closeReason }).from(task).where(eq(task.number, number)),
    slotsOf(source, [number]).then((all) => all.get(number) ?? []),
    waitlistsOf(source, [number]).then((all) => all.get(number) ?? []),
    loginsOfHolders(source, number),
    loginsOfNext(source, number),
  ]);
  if (!row) return "";
  const wanted = slots.filter((slot) => !slot.isClosed);
  const isDone = row.closeReason === "done" || (wanted.length > 0 && wanted.every((slot) => slot.isFinished));
  if (isDone || row.closeReason) return isDone ? t("done") : t("closed");

  const held = wanted.flatMap(({ name, holder }) => (holder ? [{ name, ...holder }] : []));
  const named = held.slice(0, mostNamed).map(({ claimId, person, name, state, leaseEndsAt }) => {
    const login = logins.get(claimId);
    const who = login ? `@${login}` : plain(person.name);
    const until = leaseEndsAt ? instantWords(leaseEndsAt, issue.locale) : "";
    if (name === null) return state === "in_review" ? t("reviews", { who }) : t("holds", { who, until });
    const slot = plain(name);
    return state === "in_review" ? t("reviewsSlot", { who, slot }) : t("holdsSlot", { who, until, slot });
  });
  const free = wanted.filter((slot) =>
    isFree({ ...slot, isOffered: slot.offer !== null, claim: slot.holder?.state ?? null }),
  ).length;
  const offers = wanted.flatMap(({ id, offer }) => {
    if (!offer) return [];
    const login = next.get(id);
    // Called by their login at GitHub: for some there is no other way to be told.
    const who = login ? `@${login}` : plain(offer.person.name);
    return [t("offered", { who, until: instantWords(offer.endsAt, issue.locale) })];
  });
  const waiting = waitlists.filter((one) => one.offer === null).length;
  const lines = [
    ...named,
    ...(wanted.length > 1 ? [t("freeSlots", { free, total: wanted.length })] : free > 0 ? [t("free")] : []),
    ...offers.slice(0, 1),
    ...(waiting > 0 ? [t("waiting", { count: waiting })] : []),
    ...(issue.unassignable.length > 0 ? [t("assignable")] : []),
  ];
  return lines.join(issue.locale === "zh" ? "" : " ");
}

/** Where the task is, and what one can write in the issue. */
export function placeWords(issue: { taskNumber: number | null; locale: Locale }, baseUrl: string): string {
  return translator(issue.locale, "issueAnswers")("place", { address: `${baseUrl}/t/${issue.taskNumber}` });
}

/** Why someone could not claim, for the issue. `login` is theirs at GitHub. */
export function refusalWords(locale: Locale, login: string, error: AppError): string {
  const zone = locale === "zh" ? "Asia/Shanghai" : "UTC";
  const why = refusalSentence(translator(locale, "errors") as unknown as ErrorTranslator, error, locale, zone);
  return translator(locale, "issueAnswers")("refused", { who: `@${login}`, why: plain(why) });
}

/** Something said to someone at GitHub. */
export function answerWords(
  locale: Locale,
  login: string,
  key: "nothingHeld" | "inLine" | "notAllowed" | "nobody",
): string {
  const t = translator(locale, "issueAnswers");
  return t("refused", { who: `@${login}`, why: t(key) });
}

/** The logins at GitHub of those who hold a task and have one, by claim. */
async function loginsOfHolders(source: Source, number: number): Promise<Map<string, string>> {
  const { claim, githubAccount } = source.tables;
  const rows = await source.db
    .select({ id: claim.id, login: githubAccount.login })
    .from(claim)
    .innerJoin(githubAccount, eq(githubAccount.personId, claim.personId))
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt)));
  return new Map(rows.map((one) => [one.id, one.login]));
}

/** The logins at GitHub of those for whom a free slot is held and have one, by slot. */
async function loginsOfNext(source: Source, number: number): Promise<Map<string, string>> {
  const { waiting, githubAccount } = source.tables;
  const rows = await source.db
    .select({ slot: waiting.offerSlotId, login: githubAccount.login })
    .from(waiting)
    .innerJoin(githubAccount, eq(githubAccount.personId, waiting.personId))
    .where(and(eq(waiting.taskNumber, number), isNull(waiting.endedAt)));
  return new Map(rows.flatMap(({ slot, login }) => (slot === null ? [] : [[slot, login] as const])));
}

/** A text in which nothing is Markdown and nobody is called. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~@&]/g, (character) => `&#${character.codePointAt(0)};`);
}
