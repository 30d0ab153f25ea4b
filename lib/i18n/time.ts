import type { Locale } from "../domain/words";
import { languageTag } from "./locale";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * By how much the reader's clock may be behind: it is read once a minute. What was given for seven days has no eighth one
 * left, so less than this above a whole day or hour does not count.
 */
const lag = minute;

/** What is left of a span, in the one unit that matters; whole units, rounded up. `over` when nothing is left. */
export interface TimeLeft {
  unit: "day" | "hour" | "minute" | "over";
  count: number;
}

/** The time from `now` until `end`, both in milliseconds since the epoch. */
export function timeLeft(end: number, now: number): TimeLeft {
  const left = end - now;
  if (left <= 0) return { unit: "over", count: 0 };
  if (left > day + lag) return { unit: "day", count: Math.ceil((left - lag) / day) };
  if (left > hour + lag) return { unit: "hour", count: Math.ceil((left - lag) / hour) };
  return { unit: "minute", count: Math.min(60, Math.ceil(left / minute)) };
}

/** How much of a span is left at `now`: 1 at its start, 0 at its end. */
export function shareLeft(start: number, end: number, now: number): number {
  return end <= start ? 0 : Math.min(1, Math.max(0, (end - now) / (end - start)));
}

export type InstantFormat = "ago" | "date" | "dateTime" | "full";

const formats: Record<Exclude<InstantFormat, "ago">, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  dateTime: { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" },
  full: { dateStyle: "full", timeStyle: "long", hourCycle: "h23" },
};

/** After so long a date says more than a number of days. */
const agoLimit = 30 * day;

/**
 * An instant in the reader's language: `ago` ("3 days ago", a date once that is more than 30 days), `date`, `dateTime`,
 * or `full` with weekday and zone. `timeZone` is an IANA name.
 */
export function formatInstant(
  instant: number,
  { locale, format, now, timeZone }: { locale: Locale; format: InstantFormat; now: number; timeZone: string },
): string {
  if (format !== "ago") return dateFormat(locale, format, timeZone).format(instant);
  const past = now - instant;
  if (Math.abs(past) >= agoLimit) return dateFormat(locale, "date", timeZone).format(instant);
  return relative(locale, -past);
}

function relative(locale: Locale, span: number): string {
  const length = Math.abs(span);
  const [size, unit]: [number, Intl.RelativeTimeFormatUnit] =
    length >= day ? [day, "day"] : length >= hour ? [hour, "hour"] : [minute, "minute"];
  const count = Math.trunc(span / size);
  // What `Intl` says of no time at all ("now", 现在) reads as the present, not as the past.
  if (count === 0) return locale === "zh" ? "刚刚" : "just now";
  const text = relativeFormat(locale).format(count, unit);
  return locale === "zh" ? text.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ") : text;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, format: Exclude<InstantFormat, "ago">, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${format} ${timeZone}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(languageTag[locale], { ...formats[format], timeZone });
  dateFormats.set(key, made);
  return made;
}

const relativeFormats = new Map<Locale, Intl.RelativeTimeFormat>();

function relativeFormat(locale: Locale): Intl.RelativeTimeFormat {
  const known = relativeFormats.get(locale);
  if (known) return known;
  const made = new Intl.RelativeTimeFormat(languageTag[locale], { numeric: "auto" });
  relativeFormats.set(locale, made);
  return made;
}

/** A month such as `2026-11`, in words. */
export function monthName(month: string, locale: Locale): string {
  const options = { year: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(languageTag[locale], options).format(Date.parse(`${month}-01`));
}

/** The days from an instant to (and without) another, in words; both in UTC. */
export function daysBetween(from: string, to: string, locale: Locale): string {
  const options = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" } as const;
  const days = new Intl.DateTimeFormat(languageTag[locale], options);
  const [first, last] = [Date.parse(from), Date.parse(to) - 1];
  // `formatRange` writes Chinese with slashes.
  return locale === "zh" ? `${days.format(first)}至${days.format(last)}` : days.formatRange(first, last);
}
