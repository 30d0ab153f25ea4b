/** The closed sets of Foothold's words. The names are the same in tables, types, routes and the interface. */

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

export const closeReasons = ["done", "not_planned", "duplicate"] as const;
export type CloseReason = (typeof closeReasons)[number];

export const claimStates = ["active", "in_review", "completed", "released", "expired", "revoked"] as const;
export type ClaimState = (typeof claimStates)[number];

/** The states in which a claim holds its slot. */
export const openClaimStates = ["active", "in_review"] as const satisfies readonly ClaimState[];

/** Whether the claimant says in a few sentences how they will start. */
export const planRules = ["off", "optional", "required"] as const;
export type PlanRule = (typeof planRules)[number];

/** What a holder ticks off on the way to the pull request; the rest follows from the claim itself. */
export const claimSteps = ["guide", "ask"] as const;
export type ClaimStep = (typeof claimSteps)[number];

/** How a place on a waitlist ends. */
export const waitEnds = ["taken", "left", "lapsed", "closed"] as const;
export type WaitEnd = (typeof waitEnds)[number];

export const memberRoles = ["maintainer", "mentor"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const linkKinds = ["issue", "pull_request", "reference"] as const;
export type LinkKind = (typeof linkKinds)[number];

export const actorKinds = ["person", "token", "github", "system"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** By what right a repository is read: as anyone may, with a token that was given, or as the instance's GitHub App. */
export const repositoryAccesses = ["public", "token", "app"] as const;
export type RepositoryAccess = (typeof repositoryAccesses)[number];

/** `gone`: deleted, moved away, or not to be seen any more. */
export const issueStates = ["open", "closed", "gone"] as const;
export type IssueState = (typeof issueStates)[number];

export const pullStates = ["draft", "open", "merged", "closed"] as const;
export type PullState = (typeof pullStates)[number];

/** What happened at GitHub that the board followed. */
export const githubCauses = [
  "labeled",
  "label_removed",
  "edited",
  "closed",
  "not_planned",
  "reopened",
  "deleted",
  "transferred",
  "hidden",
  "assigned",
  "unassigned",
  "pull_request_opened",
  "pull_request_merged",
  "pull_request_closed",
  "merged_by_other",
  "commanded",
] as const;
export type GitHubCause = (typeof githubCauses)[number];

/** What is to be done at GitHub: assignees made to agree with the board, or an answer given in the issue. */
export const errandKinds = ["assignees", "answer"] as const;
export type ErrandKind = (typeof errandKinds)[number];

/** How an errand, or a delivery, ended: done, no longer needed, or given up. */
export const errandEnds = ["done", "skipped", "failed"] as const;
export type ErrandEnd = (typeof errandEnds)[number];

/** Why a repository could not be read. */
export const syncFaults = [
  "unreachable",
  "not_found",
  "bad_credentials",
  "no_permission",
  "rate_limited",
  "unreadable",
  "private",
  "other_repository",
  "interrupted",
] as const;
export type SyncFault = (typeof syncFaults)[number];

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

/** Which notices a person also wants by mail: none, what is urgent, or that and one digest a day. */
export const mailWishes = ["off", "urgent", "daily"] as const;
export type MailWish = (typeof mailWishes)[number];

export const mailKinds = ["urgent", "digest", "confirm"] as const;
export type MailKind = (typeof mailKinds)[number];

/** How a mail ended: given to the mail server, no longer needed, or given up. */
export const mailEnds = ["sent", "skipped", "failed"] as const;
export type MailEnd = (typeof mailEnds)[number];

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
