import { and, eq, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { AppError } from "../../domain/errors";
import { isFree } from "../../domain/status";
import type { SlotView } from "../../domain/views";
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

  const held = wanted.flatMap(({ name, holder }) => (holder ? [{ name, holder }] : []));
  const named = held.slice(0, mostNamed).map(({ name, holder }) => holderWords(issue.locale, name, holder, logins));
  const free = wanted.filter(isFreeSlot).length;
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

function holderWords(
  locale: Locale,
  name: string | null,
  { claimId, person, state, leaseEndsAt }: NonNullable<SlotView["holder"]>,
  logins: ReadonlyMap<string, string>,
): string {
  const t = translator(locale, "issueAnswers");
  const login = logins.get(claimId);
  const who = login ? `@${login}` : plain(person.name);
  const until = leaseEndsAt ? instantWords(leaseEndsAt, locale) : "";
  if (name === null) return state === "in_review" ? t("reviews", { who }) : t("holds", { who, until });
  const slot = plain(name);
  return state === "in_review" ? t("reviewsSlot", { who, slot }) : t("holdsSlot", { who, until, slot });
}

/** Whether anyone may claim the slot. */
export function isFreeSlot(slot: SlotView): boolean {
  return isFree({ ...slot, isOffered: slot.offer !== null, claim: slot.holder?.state ?? null });
}

/** Free parts that are named; of a task with more it says how many. */
const mostParts = 20;

/**
 * Why a part of a task could not be claimed by a command, and which parts are free.
 * @param login of whoever is told, at GitHub
 * @param part the one that was named; null when the task has none of that name, absent when none was named
 */
export async function partWords(
  source: Source,
  { taskNumber, locale }: { taskNumber: number | null; locale: Locale },
  login: string,
  part?: string | null,
): Promise<string> {
  const number = taskNumber ?? 0;
  const t = translator(locale, "issueAnswers");
  const [slots, logins] = await Promise.all([
    slotsOf(source, [number]).then((all) => all.get(number) ?? []),
    loginsOfHolders(source, number),
  ]);
  const named = slots.find((one) => one.id === part);
  const free = slots.filter(isFreeSlot).flatMap((one) => one.name ?? []);
  const quoted = free.slice(0, mostParts).map((name) => (locale === "zh" ? `「${plain(name)}」` : `“${plain(name)}”`));
  const names = quoted.join(locale === "zh" ? "、" : ", ");
  const why = named ? whyNot(locale, named, logins) : t(part === undefined ? "choosePart" : "noSuchPart");
  const which = free.length > 0 ? t("freeParts", { names, more: free.length - quoted.length }) : t("noFreePart");
  return t("refused", { who: `@${login}`, why: [why, which].filter(Boolean).join(locale === "zh" ? "" : " ") });
}

/** Why a part is not to be had; empty when it is free by now. */
function whyNot(locale: Locale, slot: SlotView, logins: ReadonlyMap<string, string>): string {
  const t = translator(locale, "issueAnswers");
  const name = slot.name ?? "";
  if (slot.isFinished || slot.isClosed) return t("overPart", { slot: plain(name) });
  if (slot.holder) return holderWords(locale, name, slot.holder, logins);
  if (!slot.offer) return "";
  const until = instantWords(slot.offer.endsAt, locale);
  return t("offeredPart", { slot: plain(name), who: plain(slot.offer.person.name), until });
}

/** That a command which is for oneself names somebody else, and what is written instead. */
export function forOtherWords(locale: Locale, login: string, kind: "claim" | "unclaim", other: string): string {
  const t = translator(locale, "issueAnswers");
  const instead = kind === "claim" ? "assign" : "unassign";
  return t("refused", { who: `@${login}`, why: t("forOther", { command: kind, instead, other }) });
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
