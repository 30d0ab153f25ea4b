import type { ClaimState, CloseReason, TaskStatus } from "./words";

/** What a task's status depends on. */
export interface StatusFacts {
  closeReason: CloseReason | null;
  slots: readonly { isFinished: boolean; claim: ClaimState | null }[];
}

/**
 * A task's status, derived (`product.md`): a closed task is done or closed; else it is done when every slot is finished,
 * open while a slot is free, claimed while a held slot has no pull request, and in review otherwise.
 */
export function deriveStatus({ closeReason, slots }: StatusFacts): TaskStatus {
  if (closeReason) return closeReason === "done" ? "done" : "closed";
  const unfinished = slots.filter((slot) => !slot.isFinished);
  if (unfinished.length === 0) return slots.length > 0 ? "done" : "open";
  if (unfinished.some((slot) => slot.claim === null)) return "open";
  return unfinished.some((slot) => slot.claim === "active") ? "claimed" : "in_review";
}
