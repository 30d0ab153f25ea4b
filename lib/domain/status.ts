import type { ClaimState, CloseReason, Freshness, ListedStatus, TaskStatus } from "./words";

/** A slot as far as a task's status goes. */
export interface SlotFacts {
  isFinished: boolean;
  /** A maintainer closed it: its work is no longer wanted. */
  isClosed: boolean;
  /** It is held for the next person in line. */
  isOffered: boolean;
  claim: ClaimState | null;
}

/** What a task's status depends on. */
export interface StatusFacts {
  closeReason: CloseReason | null;
  slots: readonly SlotFacts[];
}

/** Whether anyone may claim the slot. */
export function isFree(slot: SlotFacts): boolean {
  return !slot.isFinished && !slot.isClosed && !slot.isOffered && slot.claim === null;
}

/**
 * A task's status, derived (`product.md`): a closed task is done or closed; else it is done when every slot that is not
 * closed is finished, open while a slot is free, claimed while a slot is offered or held without a pull request, and in
 * review otherwise.
 */
export function deriveStatus({ closeReason, slots }: StatusFacts): TaskStatus {
  if (closeReason) return closeReason === "done" ? "done" : "closed";
  const wanted = slots.filter((slot) => !slot.isClosed);
  const unfinished = wanted.filter((slot) => !slot.isFinished);
  if (unfinished.length === 0) return wanted.length > 0 ? "done" : "open";
  if (unfinished.some(isFree)) return "open";
  return unfinished.some((slot) => slot.claim !== "in_review") ? "claimed" : "in_review";
}

/** Under what the board lists a task: an open one that nobody reconfirmed for long is listed apart. */
export function listedStatus(task: { status: TaskStatus; freshness: Freshness }): ListedStatus {
  return task.status === "open" && task.freshness === "dormant" ? "dormant" : task.status;
}

/** The word for a task's state: its status, or `dormant` for an open one of which one should ask first whether it is wanted. */
export function statusWord(task: { status: TaskStatus; freshness: Freshness }): ListedStatus {
  return task.status === "open" && task.freshness !== "fresh" ? "dormant" : task.status;
}
