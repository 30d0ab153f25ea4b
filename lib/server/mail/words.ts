import type { NoticeView } from "../../domain/views";
import { inLocale, type Locale, type NoticeKind } from "../../domain/words";
import { translator } from "../../i18n/translator";

/** A notice in words: what happened, what one can do about it, and the address of the place, on this site. */
export interface NoticeWords {
  title: string;
  action: string;
  href: string;
}

type Translator = ReturnType<typeof translator<"mail">>;
type ActionKey = "renew" | "claim" | "answer" | "read" | "confirm" | "open";

const actions: Partial<Record<NoticeKind, ActionKey>> = {
  "claim.reminder": "renew",
  "offer.made": "claim",
  "exception.granted": "claim",
  "question.asked": "answer",
  "question.unanswered": "answer",
  "question.answered": "read",
  "task.confirm": "confirm",
};

/** A notice in its reader's language. */
export function noticeWords(view: NoticeView, locale: Locale): NoticeWords {
  const t = translator(locale, "mail");
  return { title: titleOf(t, view, locale), action: t(`action.${actions[view.kind] ?? "open"}`), href: view.href };
}

function titleOf(t: Translator, { kind, actor, task, details }: NoticeView, locale: Locale): string {
  const { person, leaseEndsAt } = details;
  const values = {
    who: actor?.name ?? t("someone"),
    task: (task && inLocale(task.titles, locale).text) || t("unnamed"),
    until: leaseEndsAt ? instantWords(leaseEndsAt, locale) : "",
  };
  if (kind === "claim.expired" && person) return t("title.claim.expiredOf", { ...values, person: person.name });
  return t(`title.${kind}`, values);
}

/** Where the readers of a language mostly live; the zone is always named. */
const zones: Record<Locale, { timeZone: string; name: string; before: boolean }> = {
  zh: { timeZone: "Asia/Shanghai", name: "北京时间 ", before: true },
  en: { timeZone: "UTC", name: " UTC", before: false },
};

/** An instant for someone whose clock is not known: with the name of its zone. */
export function instantWords(instant: string, locale: Locale): string {
  const { timeZone, name, before } = zones[locale];
  const text = new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", {
    timeZone,
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
  return before ? name + text : text + name;
}
