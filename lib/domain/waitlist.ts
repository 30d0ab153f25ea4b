import type { WaitingView } from "./views";

/**
 * Where someone stands in line, from 1, and how many wait. Who has an offer no longer waits: the next slot goes to the
 * first of those who have none.
 */
export function placeInLine(waitlist: readonly WaitingView[], login: string): { place: number; waiting: number } {
  const index = waitlist.findIndex((one) => one.person.login === login);
  const ahead = waitlist.slice(0, Math.max(0, index)).filter((one) => one.offer === null).length;
  return { place: ahead + 1, waiting: waitlist.filter((one) => one.offer === null).length };
}
