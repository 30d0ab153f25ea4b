/** The closed sets of Foothold's words. The names are the same in tables, types, routes and the interface. */

export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

export const difficulties = ["easy", "medium", "hard"] as const;
export type Difficulty = (typeof difficulties)[number];

export const taskStatuses = ["open", "claimed", "in_review", "done", "closed"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const closeReasons = ["done", "not_planned", "duplicate"] as const;
export type CloseReason = (typeof closeReasons)[number];

export const claimStates = ["active", "in_review", "completed", "released", "expired", "revoked"] as const;
export type ClaimState = (typeof claimStates)[number];

/** The states in which a claim holds its slot. */
export const openClaimStates = ["active", "in_review"] as const satisfies readonly ClaimState[];

export const memberRoles = ["maintainer", "mentor"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const linkKinds = ["issue", "pull_request", "reference"] as const;
export type LinkKind = (typeof linkKinds)[number];

export const actorKinds = ["person", "token", "github", "system"] as const;
export type ActorKind = (typeof actorKinds)[number];

export const eventKinds = [
  "person.joined",
  "person.made_admin",
  "project.created",
  "project.edited",
  "member.granted",
  "member.removed",
  "task.created",
  "task.imported",
  "task.edited",
  "task.closed",
  "task.reopened",
  "task.deleted",
  "claim.started",
  "claim.renewed",
  "claim.noted",
  "claim.linked",
  "claim.unlinked",
  "claim.completed",
  "claim.released",
  "claim.expired",
  "claim.revoked",
  "change.undone",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What an import does with one item of a list. */
export const importOutcomes = ["created", "updated", "unchanged", "similar", "failed"] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** Why it does that. */
export const importReasons = [
  "new",
  "difficulty_added",
  "reference_added",
  "same",
  "repeated_in_list",
  "like_existing",
  "like_earlier_item",
  "no_project",
  "unknown_project",
  "not_a_maintainer",
  "title_too_long",
  "reference_refused",
] as const;
export type ImportReason = (typeof importReasons)[number];

/** One text in both languages; at least one of them is there. */
export type Bilingual = { zh: string | null; en: string | null };

/** The text in the reader's language, else in the other one; `locale` says which it is, for the `lang` attribute. */
export function inLocale(text: Bilingual, locale: Locale): { text: string; locale: Locale } {
  const other: Locale = locale === "zh" ? "en" : "zh";
  const own = text[locale];
  if (own) return { text: own, locale };
  return { text: text[other] ?? "", locale: text[other] ? other : locale };
}
