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
