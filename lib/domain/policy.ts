import type { ClaimState, Difficulty } from "./words";

/** Days and counts of a project's claim rules (`product.md`, "Claim rules"). */
export interface Policy {
  /** Days a claim lasts, by difficulty; a task without one counts as medium. */
  leaseDays: Record<Difficulty, number>;
  /** Days one renewal adds. */
  renewDays: number;
  /** Renewals without a linked pull request. */
  renewLimit: number;
  /** Active claims a person may hold before their first completion, and after it. Claims in review do not count. */
  capBeforeFirst: number;
  capAfterFirst: number;
  /** Whether the holder may mark a claim as finished when they say that its pull request was merged. */
  holderMayComplete: boolean;
}

export const defaultPolicy: Policy = {
  leaseDays: { easy: 7, medium: 15, hard: 20 },
  renewDays: 7,
  renewLimit: 2,
  capBeforeFirst: 1,
  capAfterFirst: 3,
  holderMayComplete: true,
};

export const day = 24 * 60 * 60 * 1000;

/** A claim as far as its clock goes. */
export interface ClaimClock {
  state: ClaimState;
  startedAt: Date;
  /** When the lease ends; null while the clock is stopped. */
  leaseEndsAt: Date | null;
  /** Milliseconds that were left when the clock was stopped; null while it runs. */
  leaseLeft: number | null;
  renewals: number;
}

/** The end of a new claim's lease. */
export function leaseEnd(policy: Policy, difficulty: Difficulty | null, now: Date): Date {
  return new Date(now.getTime() + policy.leaseDays[difficulty ?? "medium"] * day);
}

/** How many active claims a person may hold in a project at once. */
export function capOf(policy: Policy, completions: number): number {
  return completions > 0 ? policy.capAfterFirst : policy.capBeforeFirst;
}

/** Renewals that remain; without limit (null) while a pull request is linked. */
export function renewalsLeft(policy: Policy, claim: Pick<ClaimClock, "state" | "renewals">): number | null {
  return claim.state === "in_review" ? null : Math.max(0, policy.renewLimit - claim.renewals);
}

/** The clock after one renewal; null when the renewals are used up. An overdue lease is renewed from now. */
export function renewed(policy: Policy, clock: ClaimClock, now: Date): ClaimClock | null {
  if (clock.leaseEndsAt === null) return clock;
  if (clock.renewals >= policy.renewLimit) return null;
  const from = Math.max(clock.leaseEndsAt.getTime(), now.getTime());
  return { ...clock, leaseEndsAt: new Date(from + policy.renewDays * day), renewals: clock.renewals + 1 };
}

/** An open pull request is linked: the clock stops and the claim is in review. */
export function stopClock(clock: ClaimClock, now: Date): ClaimClock {
  if (clock.leaseEndsAt === null) return { ...clock, state: "in_review" };
  const left = Math.max(0, clock.leaseEndsAt.getTime() - now.getTime());
  return { ...clock, state: "in_review", leaseEndsAt: null, leaseLeft: left };
}

/** The last open pull request is gone: the clock goes on where it stopped, with at least two days left. */
export function startClock(clock: ClaimClock, now: Date): ClaimClock {
  if (clock.leaseEndsAt !== null) return { ...clock, state: "active" };
  const left = Math.max(clock.leaseLeft ?? 0, 2 * day);
  return { ...clock, state: "active", leaseEndsAt: new Date(now.getTime() + left), leaseLeft: null };
}

/** Whether the lease has run out. A stopped clock never does. */
export function isOverdue(clock: Pick<ClaimClock, "leaseEndsAt">, now: Date): boolean {
  return clock.leaseEndsAt !== null && clock.leaseEndsAt.getTime() <= now.getTime();
}
