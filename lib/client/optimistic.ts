import { day } from "../domain/policy";
import { deriveStatus, isFree, type SlotFacts } from "../domain/status";
import type { HolderView, MeView, PersonRefView, TaskView } from "../domain/views";
import type { ClaimStep, CloseReason } from "../domain/words";

/**
 * What a task will look like when a change has gone through, shown until the server has answered. Each returns a new
 * task; the server's own answer replaces it, and a refusal brings the old one back.
 */
export type Guess = (task: TaskView) => TaskView;

type Slot = TaskView["slotList"][number];

function factsOf(slot: Slot): SlotFacts {
  return { ...slot, isOffered: slot.offer !== null, claim: slot.holder?.state ?? null };
}

/** A guess that changes slots; status, holders and counts follow from them. */
function withSlots(task: TaskView, change: (slot: Slot) => Slot): TaskView {
  const slotList = task.slotList.map(change);
  return {
    ...task,
    slotList,
    status: deriveStatus({
      closeReason: task.closeReason,
      slots: slotList.map(factsOf),
    }),
    holders: slotList.flatMap((slot) => slot.holder ?? []),
    slots: {
      total: slotList.filter((slot) => !slot.isClosed).length,
      free: task.closeReason ? 0 : slotList.filter((slot) => isFree(factsOf(slot))).length,
    },
  };
}

/** `person` holds the slot, the one held for them, or the first free one. Nothing changes when none is free. */
export function claimed(person: PersonRefView, now: number, slotId?: string): Guess {
  return (task) => {
    const isMine = (slot: Slot) => slot.offer?.person.login === person.login;
    const open = task.slotList.filter((slot) => isMine(slot) || isFree(factsOf(slot)));
    const free =
      open.find((slot) => (slotId === undefined ? isMine(slot) : slot.id === slotId)) ??
      (slotId === undefined ? open[0] : undefined);
    const holder: HolderView = {
      claimId: "",
      person,
      state: "active",
      startedAt: new Date(now).toISOString(),
      leaseEndsAt: new Date(now + task.rules.leaseDays * day).toISOString(),
      renewalsLeft: task.rules.renewLimit,
    };
    return free ? withSlots(task, (slot) => (slot === free ? { ...slot, holder, offer: null } : slot)) : task;
  };
}

/** The claim has ended and its slot is free. */
export function released(claimId: string): Guess {
  return (task) => withSlots(task, (slot) => (slot.holder?.claimId === claimId ? { ...slot, holder: null } : slot));
}

/** The claim's lease is longer by one renewal. A stopped clock stays as it is. */
export function renewedLease(claimId: string, now: number): Guess {
  return (task) =>
    withSlots(task, (slot) => {
      const { holder } = slot;
      if (holder?.claimId !== claimId || holder.leaseEndsAt === null) return slot;
      const end = Math.max(Date.parse(holder.leaseEndsAt), now) + task.rules.renewDays * day;
      return { ...slot, holder: { ...holder, leaseEndsAt: new Date(end).toISOString() } };
    });
}

/** The reader has ticked a step of their claim off, or taken the tick back: only they can see it. */
export function ticked(claimId: string, step: ClaimStep, isDone: boolean): (me: MeView) => MeView {
  return (me) => ({
    ...me,
    claims: me.claims.map((claim) => {
      if (claim.id !== claimId) return claim;
      const others = claim.steps.filter((one) => one !== step);
      return { ...claim, steps: isDone ? [...others, step] : others };
    }),
  });
}

/** The claim is finished, and with it its slot. */
export function completed(claimId: string): Guess {
  return (task) => {
    const finisher = task.slotList.find((slot) => slot.holder?.claimId === claimId)?.holder?.person;
    const next = withSlots(task, (slot) =>
      slot.holder?.claimId === claimId ? { ...slot, holder: null, isFinished: true } : slot,
    );
    return finisher ? { ...next, finishedBy: [finisher, ...next.finishedBy] } : next;
  };
}

/** The task is closed; its open claims end with it. */
export function closed(reason: CloseReason, now: number): Guess {
  return (task) => {
    const closedTask = { ...task, closeReason: reason, closedAt: new Date(now).toISOString() };
    return withSlots(closedTask, (slot) => ({ ...slot, holder: null }));
  };
}

/** The task is open again, with all its slots free. */
export function reopened(): Guess {
  return (task) => {
    const open = { ...task, closeReason: null, duplicateOf: null, closedAt: null };
    return withSlots(open, (slot) => ({ ...slot, isFinished: false, holder: null }));
  };
}
