import type { ClaimState, Difficulty, Freshness, PlanRule } from "./words";

/** A project's claim rules (`product.md`, "Claim rules"); its maintainers can change every number. */
export interface Policy {
  /** Days a claim lasts, by difficulty; a task without one counts as medium. */
  leaseDays: Record<Difficulty, number>;
  /** The holder is reminded when one part in so many of the lease is left: 3 means a third. */
  reminderPart: number;
  /** Days one renewal adds. */
  renewDays: number;
  /** Renewals without a linked pull request. */
  renewLimit: number;
  /** Days that are left at least when a pull request is closed unmerged and the clock goes on. */
  resumeDays: number;
  /** Active claims a person may hold before their first completion, and after it. Claims in review do not count. */
  capBeforeFirst: number;
  capAfterFirst: number;
  /** Hours for which a freed slot is held for the next in line. */
  offerHours: number;
  /** Completions a person needs before they can claim a medium, and a hard task. */
  neededForMedium: number;
  neededForHard: number;
  /** Whether a claimant says how they will start. */
  plan: PlanRule;
  /** Days after which an open task that no maintainer reconfirmed is marked "ask first", and leaves the default view. */
  reconfirmDays: number;
  hideDays: number;
  /** Days within which the project promises to answer a question. */
  answerDays: number;
  /** Whether the holder may mark a claim as finished when they say that its pull request was merged. */
  holderMayComplete: boolean;
}

export const defaultPolicy: Policy = {
  leaseDays: { easy: 7, medium: 15, hard: 20 },
  reminderPart: 3,
  renewDays: 7,
  renewLimit: 2,
  resumeDays: 2,
  capBeforeFirst: 1,
  capAfterFirst: 3,
  offerHours: 48,
  neededForMedium: 0,
  neededForHard: 0,
  plan: "optional",
  reconfirmDays: 60,
  hideDays: 90,
  answerDays: 3,
  holderMayComplete: true,
};

export const minute = 60 * 1000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds by which the clock's work may be late without being called late: it runs every minute. */
export const tolerance = 10 * 60 * 1000;

/** A claim as far as its clock goes. */
export interface ClaimClock {
  state: ClaimState;
  startedAt: Date;
  /** When the lease ends; null while the clock is stopped. */
  leaseEndsAt: Date | null;
  /** Milliseconds that were left when the clock was stopped; null while it runs. */
  leaseLeft: number | null;
  renewals: number;
  /** When the holder is to be reminded; null while the clock is stopped. */
  remindAt: Date | null;
  /** When the holder was reminded of this end; null: not yet. */
  remindedAt: Date | null;
}

/** The clock of a new claim: a whole lease, whoever held the slot before. */
export function startedClock(policy: Policy, difficulty: Difficulty | null, now: Date): ClaimClock {
  const fresh = { state: "active" as const, startedAt: now, leaseLeft: null, renewals: 0 };
  return runningUntil(policy, fresh, now, now.getTime() + policy.leaseDays[difficulty ?? "medium"] * day);
}

/** The clock runs from `now` to `end`, with its reminder still to come. */
function runningUntil(
  policy: Policy,
  clock: Pick<ClaimClock, "startedAt" | "renewals">,
  now: Date,
  end: number,
): ClaimClock {
  const { startedAt, renewals } = clock;
  return {
    state: "active",
    startedAt,
    renewals,
    leaseLeft: null,
    leaseEndsAt: new Date(end),
    remindAt: new Date(end - Math.floor((end - now.getTime()) / policy.reminderPart)),
    remindedAt: null,
  };
}

/** How many active claims a person may hold at once. */
export function capOf(policy: Policy, completions: number): number {
  return completions > 0 ? policy.capAfterFirst : policy.capBeforeFirst;
}

/** Completions a person needs before they can claim a task of this difficulty: the ladder. */
export function completionsNeeded(policy: Policy, difficulty: Difficulty | null): number {
  if (difficulty === "hard") return Math.max(policy.neededForHard, policy.neededForMedium);
  return difficulty === "medium" ? policy.neededForMedium : 0;
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
  const { startedAt } = clock;
  return runningUntil(policy, { startedAt, renewals: clock.renewals + 1 }, now, from + policy.renewDays * day);
}

/** An open pull request is linked: the clock stops and the claim is in review. */
export function stopClock(clock: ClaimClock, now: Date): ClaimClock {
  if (clock.leaseEndsAt === null) return { ...clock, state: "in_review" };
  const left = Math.max(0, clock.leaseEndsAt.getTime() - now.getTime());
  return { ...clock, state: "in_review", leaseEndsAt: null, leaseLeft: left, remindAt: null, remindedAt: null };
}

/** The last open pull request is gone: the clock goes on where it stopped, with `resumeDays` left at least. */
export function startClock(policy: Policy, clock: ClaimClock, now: Date): ClaimClock {
  if (clock.leaseEndsAt !== null) return { ...clock, state: "active" };
  const left = Math.max(clock.leaseLeft ?? 0, policy.resumeDays * day);
  return runningUntil(policy, clock, now, now.getTime() + left);
}

/** Whether it is time to remind the holder. */
export function isReminderDue(clock: Pick<ClaimClock, "remindAt" | "remindedAt">, now: Date): boolean {
  return clock.remindAt !== null && clock.remindedAt === null && clock.remindAt.getTime() <= now.getTime();
}

/** The holder has been reminded. A late reminder moves the end: it promises as much time as one that is not late. */
export function reminded(clock: ClaimClock, now: Date): ClaimClock {
  if (clock.leaseEndsAt === null || clock.remindAt === null) return clock;
  const late = now.getTime() - clock.remindAt.getTime();
  const leaseEndsAt = late > tolerance ? new Date(clock.leaseEndsAt.getTime() + late) : clock.leaseEndsAt;
  return { ...clock, leaseEndsAt, remindedAt: now };
}

/**
 * Whether the lease has run out. A stopped clock never does, and none does before its holder was reminded: nobody loses
 * a claim without the reminder and the time it promises.
 */
export function isOverdue(clock: Pick<ClaimClock, "leaseEndsAt" | "remindedAt">, now: Date): boolean {
  return clock.leaseEndsAt !== null && clock.remindedAt !== null && clock.leaseEndsAt.getTime() <= now.getTime();
}

/** The clock after the board was away for `gap` milliseconds: time that nobody could use does not count. */
export function afterDowntime(clock: ClaimClock, gap: number): ClaimClock {
  const later = (instant: Date | null) => instant && new Date(instant.getTime() + gap);
  return { ...clock, leaseEndsAt: later(clock.leaseEndsAt), remindAt: later(clock.remindAt) };
}

/** When an offer of a freed slot ends. */
export function offerEnd(policy: Policy, now: Date): Date {
  return new Date(now.getTime() + policy.offerHours * hour);
}

/**
 * How sure it is that a task is still wanted: after `reconfirmDays` without a maintainer's word one should ask first,
 * after `hideDays` it leaves the default view.
 */
export function freshnessOf(policy: Policy, confirmedAt: Date, now: Date): Freshness {
  const age = now.getTime() - confirmedAt.getTime();
  if (age >= policy.hideDays * day) return "dormant";
  return age >= policy.reconfirmDays * day ? "ask_first" : "fresh";
}
