/**
 * The words that a few pages list. They stand apart so that a page that lists none of them loads none.
 */

/** Whether the claimant says in a few sentences how they will start. */
export const planRules = ["off", "optional", "required"] as const;
export type PlanRule = (typeof planRules)[number];

export const memberRoles = ["maintainer", "mentor"] as const;
export type MemberRole = (typeof memberRoles)[number];

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
  "renamed",
  "assigned",
  "unassigned",
  "pull_request_opened",
  "pull_request_merged",
  "pull_request_closed",
  "merged_by_other",
  "commanded",
  "listed",
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

/** What a holder ticks off on the way to the pull request; the rest follows from the claim itself. */
export const claimSteps = ["guide", "ask"] as const;
export type ClaimStep = (typeof claimSteps)[number];

export const closeReasons = ["done", "not_planned", "duplicate"] as const;
export type CloseReason = (typeof closeReasons)[number];
