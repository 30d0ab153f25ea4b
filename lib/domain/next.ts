/** Where a visitor goes after signing in when the address says nothing usable. */
const home = "/";
const longest = 2000;
/** Pages one would only be sent away from again. */
const doors = /^\/(sign-in|sign-up)([/?#]|$)/;

/**
 * The address to go to after signing in, as the address bar gave it: a path of this site, else the board. It must not
 * be possible to write one that a browser takes for another site: `//evil`, `/\evil`, `/.//evil`, a scheme, a tab
 * or line break inside (browsers drop them).
 */
export function safeNext(given: string | null | undefined): string {
  if (!given || given.length > longest || !given.startsWith("/")) return home;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\\u0000-\u0020\u007f-\u00a0\u2028\u2029]/.test(given) || doors.test(given)) return home;
  const base = "http://this.invalid";
  if (!URL.canParse(given, base)) return home;
  const { origin, pathname } = new URL(given, base);
  return origin === base && !pathname.startsWith("//") && !pathname.startsWith("/api/") ? given : home;
}

/** The number of the task that is to be claimed, or waited for, after signing in; null when there is none. */
export function claimNumber(given: string | null | undefined): number | null {
  return given && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : null;
}

/** What is done with a task after signing in: it is claimed, or one joins its waitlist. */
export type SignAct = "claim" | "wait";

/** The address of the sign-in or sign-up page that comes back to `next`; `act` says what the number is for. */
export function signAddress(
  page: "sign-in" | "sign-up",
  next: string,
  claim: number | null = null,
  act: SignAct = "claim",
): string {
  const query = new URLSearchParams();
  if (next !== home) query.set("next", next);
  if (claim !== null) query.set(act, String(claim));
  return query.size > 0 ? `/${page}?${query}` : `/${page}`;
}
