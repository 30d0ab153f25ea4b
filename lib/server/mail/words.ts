import type { NoticeView } from "../../domain/views";
import type { Locale } from "../../domain/words";
import { noticeWords as wordsOf } from "../../i18n/notice-words";
import { translator } from "../../i18n/translator";

/** A notice in words: what happened, what one can do about it, and the address of the place, on this site. */
export interface NoticeWords {
  title: string;
  action: string;
  href: string;
  /** What was said about it, and until when it waits. */
  notes: string[];
}

/** A notice in its reader's language. */
export function noticeWords(view: NoticeView, locale: Locale): NoticeWords {
  const t = translator(locale, "mail");
  const { reason, note, slot, leaseEndsAt } = view.details;
  return {
    ...wordsOf(translator(locale, "notices"), view, locale),
    href: view.href,
    notes: [
      ...(slot ? [t("slot", { slot })] : []),
      ...(leaseEndsAt ? [t("ends", { until: instantWords(leaseEndsAt, locale) })] : []),
      ...(reason ? [t("reason", { reason })] : []),
      ...(note ? [t("note", { note })] : []),
    ],
  };
}

/** Where the readers of a language mostly live; the zone is always named. */
const zones: Record<Locale, { tag: string; timeZone: string }> = {
  zh: { tag: "zh-CN", timeZone: "Asia/Shanghai" },
  en: { tag: "en-GB", timeZone: "UTC" },
};

/** An instant for someone whose clock is not known: with the name of its zone. */
export function instantWords(instant: string, locale: Locale): string {
  const { tag, timeZone } = zones[locale];
  const at = new Intl.DateTimeFormat(tag, {
    timeZone,
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
  return translator(locale, "mail")("instant", { at });
}
