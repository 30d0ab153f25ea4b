import { completionsNeeded, type Policy } from "./policy";
import type { ClaimView, LinkView } from "./views";
import { type ClaimStep, claimSteps, type Difficulty, difficulties } from "./words";

/** The stations on a holder's way, in order. The first ones are ticked off; the rest follows from the claim itself. */
export const stations = [...claimSteps, "pull_request", "review", "finish"] as const;
export type Station = (typeof stations)[number];

/** The one thing to do next. What is urgent (`over`, `soon`) comes before the next station; an ended claim has none. */
export const nextSteps = ["over", "soon", ...claimSteps, "pull_request", "review", "done", "ended"] as const;
export type NextStep = (typeof nextSteps)[number];

/** A claim as far as its next step goes. */
export type StepFacts = Pick<ClaimView, "state" | "steps" | "leaseEndsAt" | "remindAt" | "renewalsLeft">;

export interface WayView {
  next: NextStep;
  path: { station: Station; state: "passed" | "current" | "ahead" }[];
  /** Whether a renewal can move the end. */
  canRenew: boolean;
}

/**
 * Where the holder of a claim stands at `now` (milliseconds since the epoch) and what to do next: always exactly one
 * thing. A linked pull request leaves behind what was not ticked off before it.
 */
export function wayOf(claim: StepFacts, now: number): WayView {
  const passed = passedStations(claim);
  const current = stations.find((station) => !passed.includes(station));
  const isOpen = claim.state === "active" || claim.state === "in_review";
  return {
    next: nextOf(claim, current, now),
    path: stations.map((station) => ({
      station,
      state: passed.includes(station) ? "passed" : isOpen && station === current ? "current" : "ahead",
    })),
    canRenew: claim.state === "active" && claim.leaseEndsAt !== null && claim.renewalsLeft !== 0,
  };
}

function passedStations({ state, steps }: StepFacts): readonly Station[] {
  if (state === "completed") return stations;
  return state === "in_review" ? [...claimSteps, "pull_request"] : steps;
}

function nextOf(claim: StepFacts, current: Station | undefined, now: number): NextStep {
  if (claim.state === "completed") return "done";
  if (claim.state === "in_review") return "review";
  if (claim.state !== "active") return "ended";
  if (claim.leaseEndsAt !== null && Date.parse(claim.leaseEndsAt) <= now) return "over";
  if (claim.remindAt !== null && Date.parse(claim.remindAt) <= now) return "soon";
  return isTicked(current) ? current : "pull_request";
}

/** Whether the holder ticks this station off. */
export function isTicked(station: Station | undefined): station is ClaimStep {
  return claimSteps.some((step) => step === station);
}

/** The pull request that stops a claim's clock: the one it linked last. */
export function stoppedBy(links: readonly LinkView[], claimId: string): LinkView | null {
  return links.findLast((link) => link.claimId === claimId && link.kind === "pull_request") ?? null;
}

/** What the last of so many completions has opened: a higher cap, and levels of a project's ladder. */
export function openedBy(policy: Policy, completions: number): { cap: number | null; levels: Difficulty[] } {
  const isRaised = completions === 1 && policy.capAfterFirst > policy.capBeforeFirst;
  return {
    cap: isRaised ? policy.capAfterFirst : null,
    levels: completions < 1 ? [] : difficulties.filter((one) => completionsNeeded(policy, one) === completions),
  };
}

/** The difficulty of a task that builds on one of this difficulty; an unrated one counts as easy. */
export function nextLevel(difficulty: Difficulty | null): Difficulty {
  return difficulties[Math.min(difficulties.indexOf(difficulty ?? "easy") + 1, difficulties.length - 1)] ?? "hard";
}
