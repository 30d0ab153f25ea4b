import type { NoticeView, PersonRefView } from "../domain/views";
import { inLocale, type Locale } from "../domain/words";

/** `useTranslations("notices")` in the browser, `translator(locale, "notices")` on the server. */
export interface NoticeTranslator {
  (key: never, values?: never): string;
  markup(key: never, values?: never): string;
}

/** What a person reads of a notice; both are plain text. */
export interface NoticeWords {
  /** One sentence: who did what to which task. */
  title: string;
  /** The word on the link to where one acts: "Renew", "Take it". */
  action: string;
}

/** A title as it is to be filled in: `<task>` becomes `task`, which may be in another language than the sentence. */
export interface NoticeTitle {
  key: string;
  values: Record<string, string>;
  task: { text: string; locale: Locale };
}

type Say = (key: string, values?: object) => string;

/** The words of a notice in the reader's language, for the inbox and for mail. */
export function noticeWords(t: NoticeTranslator, notice: NoticeView, locale: Locale): NoticeWords {
  const { key, values, task } = noticeTitle(t, notice, locale);
  const markup = t.markup as unknown as Say;
  return { title: markup(key, { ...values, task: () => task.text }), action: noticeAction(t, notice) };
}

/** The title of a notice before its task is filled in; the inbox marks the task's language. */
export function noticeTitle(t: NoticeTranslator, notice: NoticeView, locale: Locale): NoticeTitle {
  const say = t as unknown as Say;
  const { details, task, actor, project } = notice;
  const nameOf = (person: PersonRefView | null | undefined) =>
    person ? (person.login.startsWith("~") ? say("former") : person.name) : say("someone");
  const title = task && inLocale(task.titles, locale);
  return {
    key: `title.${titleKey(notice)}`,
    values: {
      who: nameOf(actor),
      person: nameOf(details.person),
      link: details.link?.label ?? say("pullRequest"),
      reason: details.closeReason ?? "none",
      title: details.title ?? say("deletedTask"),
      project: project?.name ?? "",
    },
    task: { text: title?.text || (task ? `#${task.number}` : say("deletedTask")), locale: title?.locale ?? locale },
  };
}

/** The word on the link to where one acts. */
export function noticeAction(t: NoticeTranslator, notice: NoticeView): string {
  const say = t as unknown as Say;
  const isDone = notice.kind === "claim.completed" && notice.details.person;
  return say(`action.${isDone ? "claim.completedOf" : notice.kind}`);
}

/** Some sentences read differently when they are not about the reader, or not about one task. */
function titleKey({ kind, details, task }: NoticeView): string {
  if ((kind === "claim.expired" || kind === "claim.completed") && details.person) return `${kind}Of`;
  if (kind === "review.ended" && details.cause === "pull_request_merged") return "review.endedMerged";
  if (kind === "task.closed" && task === null) return "task.deleted";
  if (kind === "task.confirm" && task === null) return "task.confirmAll";
  return kind;
}
