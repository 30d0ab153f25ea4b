/**
 * How a way through GitHub did not end as wished, as the address of the page one comes back to says it (`?github=…`):
 * stopped by the reader; too old, or not begun in this browser; GitHub slow or away; an answer that is none; GitHub does
 * not know this instance; new accounts are closed; the account is another person's here; it is not the account that
 * is linked; too many attempts.
 */
export const githubFaults = [
  "cancelled",
  "expired",
  "unreachable",
  "nonsense",
  "refused",
  "sign_up_closed",
  "taken",
  "other_account",
  "too_often",
] as const;
export type GitHubSignFault = (typeof githubFaults)[number];

export function asGitHubFault(given: string | null | undefined): GitHubSignFault | null {
  return githubFaults.find((fault) => fault === given) ?? null;
}

/** Where a way through GitHub begins: a plain link. `intent` is what it is for, beside signing in. */
export function githubAddress(
  back: string,
  intent: { act: "claim" | "wait"; task: number } | { act: "link" | "confirm" } | null = null,
): string {
  const query = new URLSearchParams({ return: back });
  if (intent) query.set("intent", intent.act);
  if (intent && "task" in intent) query.set("task", String(intent.task));
  return `/api/auth/github?${query}`;
}

/**
 * The cookie by which the sign-in page knows that a sign-in through GitHub was begun for a claim (`claim-12`) or a place
 * in line: a link that someone sends has no such cookie, and claims nothing.
 */
export const ACT_COOKIE = "foothold.act";

/** The settings of GitHub that an administrator is told of: whether they are set, never what they are. */
export const githubSettings = [
  "GITHUB_CLIENT_ID",
  "GITHUB_CLIENT_SECRET",
  "GITHUB_WEBHOOK_SECRET",
  "GITHUB_APP_ID",
  "GITHUB_APP_PRIVATE_KEY",
] as const;
export type GitHubSetting = (typeof githubSettings)[number];

/** What a GitHub App is asked for: its permissions by their names at GitHub, and the events that it is told of. */
export const appPermissions = { metadata: "read", issues: "write", pull_requests: "read" } as const;
export type AppPermission = keyof typeof appPermissions;
export const appEvents = ["issues", "issue_comment", "pull_request", "repository"] as const;
export type AppEvent = (typeof appEvents)[number];

/** What is to be entered at GitHub, and what is entered here. */
export interface GitHubSetUpView {
  /** GitHub itself, and its API, as set. */
  githubUrl: string;
  apiUrl: string;
  homepageUrl: string;
  callbackUrl: string;
  webhookUrl: string;
  settings: { name: GitHubSetting; isSet: boolean }[];
}

export const githubChecks = ["reachable", "client", "app"] as const;
export type GitHubCheck = (typeof githubChecks)[number];

/** `unclear`: an answer that says neither yes nor no. */
export type GitHubCheckResult = "right" | "wrong" | "unreachable" | "unclear" | "not_set";

/** What a GitHub App lacks of what it is asked for; `has` is what it may instead, null for nothing. */
export interface AppLacks {
  permissions: { name: AppPermission; has: "read" | null }[];
  events: AppEvent[];
}

/** What a test of the settings found. An app that is right may lack something all the same. */
export interface GitHubTestView {
  checks: { check: GitHubCheck; result: GitHubCheckResult; lacks?: AppLacks }[];
}
