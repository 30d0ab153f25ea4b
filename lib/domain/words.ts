/** The closed sets of Foothold's words. The names are the same in tables, types, routes and the interface. */
export * from "./page-words";

export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

export const difficulties = ["easy", "medium", "hard"] as const;
export type Difficulty = (typeof difficulties)[number];

export const taskStatuses = ["open", "claimed", "in_review", "done", "closed"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** Under what the board lists tasks: their status, and `dormant` for open ones that nobody reconfirmed for long. */
export const listedStatuses = [...taskStatuses, "dormant"] as const;
export type ListedStatus = (typeof listedStatuses)[number];

/** How sure it is that an open task is still wanted. */
export const freshnesses = ["fresh", "ask_first", "dormant"] as const;
export type Freshness = (typeof freshnesses)[number];

export const claimStates = ["active", "in_review", "completed", "released", "expired", "revoked"] as const;
export type ClaimState = (typeof claimStates)[number];

/** The states in which a claim holds its slot. */
export const openClaimStates = ["active", "in_review"] as const satisfies readonly ClaimState[];

/** How a place on a waitlist ends. */
export const waitEnds = ["taken", "left", "lapsed", "closed"] as const;
export type WaitEnd = (typeof waitEnds)[number];

export const linkKinds = ["issue", "pull_request", "reference"] as const;
export type LinkKind = (typeof linkKinds)[number];

export const actorKinds = ["person", "token", "github", "system"] as const;
export type ActorKind = (typeof actorKinds)[number];

export const eventKinds = [
  "person.joined",
  "person.made_admin",
  "person.left",
  "project.created",
  "project.edited",
  "project.policy_changed",
  "repository.connected",
  "repository.changed",
  "repository.disconnected",
  "member.granted",
  "member.removed",
  "task.created",
  "task.imported",
  "task.edited",
  "task.closed",
  "task.reopened",
  "task.deleted",
  "task.slots_changed",
  "task.slot_finished",
  "task.confirmed",
  "task.marked",
  "task.followed",
  "claim.started",
  "claim.reminded",
  "claim.renewed",
  "claim.extended",
  "claim.moved",
  "claim.noted",
  "claim.linked",
  "claim.link_closed",
  "claim.unlinked",
  "claim.completed",
  "claim.released",
  "claim.expired",
  "claim.revoked",
  "exception.granted",
  "waitlist.joined",
  "waitlist.left",
  "waitlist.offered",
  "waitlist.lapsed",
  "question.asked",
  "question.answered",
  "question.accepted",
  "post.edited",
  "post.deleted",
  "change.undone",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What a person is told of. */
export const noticeKinds = [
  "claim.started",
  "claim.reminder",
  "claim.expired",
  "claim.released",
  "claim.revoked",
  "claim.completed",
  "claim.extended",
  "claim.restored",
  "review.started",
  "review.ended",
  "pull_request.opened",
  "task.closed",
  "offer.made",
  "offer.lapsed",
  "offer.withdrawn",
  "exception.granted",
  "question.asked",
  "question.unanswered",
  "question.answered",
  "answer.accepted",
  "task.confirm",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One text in both languages; at least one of them is there. */
export type Bilingual = { zh: string | null; en: string | null };

/** The text in the reader's language, else in the other one; `locale` says which it is, for the `lang` attribute. */
export function inLocale(text: Bilingual, locale: Locale): { text: string; locale: Locale } {
  const other: Locale = locale === "zh" ? "en" : "zh";
  const own = text[locale];
  if (own) return { text: own, locale };
  return { text: text[other] ?? "", locale: text[other] ? other : locale };
}
