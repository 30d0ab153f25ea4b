import { day, hour } from "../domain/policy";
import { deriveStatus, isFree, type SlotFacts } from "../domain/status";
import type { HolderView, MeView, PersonRefView, TaskView, WaitingView } from "../domain/views";
import type { ClaimStep, CloseReason } from "../domain/words";

/**
 * What a task will look like when a change has gone through, shown until the server has answered. Each returns a new
 * task; the server's own answer replaces it, and a refusal brings the old one back.
 */
export type Guess = (task: TaskView) => TaskView;

type Slot = TaskView["slotList"][number];

/** Holders that a task names beside its slots. */
const holdersShown = 3;

function factsOf(slot: Slot): SlotFacts {
  return { ...slot, isOffered: slot.offer !== null, claim: slot.holder?.state ?? null };
}

/** The task with other slots and another line; everything that follows from them, as the server derives it. */
function settled(task: TaskView, slots: readonly Slot[], line: readonly WaitingView[], now: number): TaskView {
  const { slotList, waitlist } = offered(task, slots, line, now);
  return {
    ...task,
    slotList,
    waitlist,
    status: deriveStatus({ closeReason: task.closeReason, slots: slotList.map(factsOf) }),
    holders: slotList
      .flatMap((slot) => slot.holder ?? [])
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
      .slice(0, holdersShown),
    slots: {
      total: slotList.filter((slot) => !slot.isClosed).length,
      free: task.closeReason ? 0 : slotList.filter((slot) => isFree(factsOf(slot))).length,
    },
    offer: slotList.find((slot) => slot.offer)?.offer ?? null,
    waiting: waitlist.filter((one) => one.offer === null).length,
  };
}

/** What is free is held for the next in line, and nobody waits for a task that is over. */
function offered(
  task: TaskView,
  slots: readonly Slot[],
  line: readonly WaitingView[],
  now: number,
): Pick<TaskView, "slotList" | "waitlist"> {
  const isOver = task.closeReason !== null || slots.every((slot) => slot.isClosed || slot.isFinished);
  let waitlist = isOver ? [] : [...line];
  const slotList = slots.map((slot) => {
    const holds = waitlist.find((one) => one.offer?.slotId === slot.id);
    const kept = {
      ...slot,
      offer: holds?.offer ? { person: holds.person, endsAt: holds.offer.endsAt } : null,
    };
    const next = waitlist.find((one) => one.offer === null);
    if (isOver || !next || !isFree(factsOf(kept))) return kept;
    const endsAt = new Date(now + task.rules.offerHours * hour).toISOString();
    const offer = { slotId: slot.id, slotName: slot.name, endsAt };
    waitlist = waitlist.map((one) => (one === next ? { ...one, offer } : one));
    return { ...kept, offer: { person: next.person, endsAt } };
  });
  return { slotList, waitlist };
}

function withSlots(task: TaskView, now: number, change: (slot: Slot) => Slot): TaskView {
  return settled(task, task.slotList.map(change), task.waitlist, now);
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
    if (!free) return task;
    const slots = task.slotList.map((slot) => (slot === free ? { ...slot, holder, offer: null } : slot));
    return settled(task, slots, without(task, person.login), now);
  };
}

function without(task: TaskView, login: string): WaitingView[] {
  return task.waitlist.filter((one) => one.person.login !== login);
}

/** `person` is the last in line. Nothing changes for who waits already. */
export function joined(person: PersonRefView, now: number): Guess {
  return (task) => {
    if (task.waitlist.some((one) => one.person.login === person.login)) return task;
    const last = { person, joinedAt: new Date(now).toISOString(), offer: null };
    return settled(task, task.slotList, [...task.waitlist, last], now);
  };
}

/** The person waits no longer; what was held for them goes to the next in line. */
export function left(login: string, now: number): Guess {
  return (task) => settled(task, task.slotList, without(task, login), now);
}

/** The claim holds another slot, if that one is free. */
export function moved(claimId: string, slotId: string, now: number): Guess {
  return (task) => {
    const from = task.slotList.find((slot) => slot.holder?.claimId === claimId);
    const to = task.slotList.find((slot) => slot.id === slotId);
    if (!from?.holder || !to || !isFree(factsOf(to))) return task;
    const { holder, plan } = from;
    return withSlots(task, now, (slot) => {
      if (slot === to) return { ...slot, holder, plan };
      return slot === from ? { ...slot, holder: null, plan: null } : slot;
    });
  };
}

/** The claim has ended; its slot is free, or held for the next in line. */
export function released(claimId: string, now: number): Guess {
  return (task) =>
    withSlots(task, now, (slot) => (slot.holder?.claimId === claimId ? { ...slot, holder: null } : slot));
}

/** The claim's lease is longer by one renewal. A stopped clock stays as it is. */
export function renewedLease(claimId: string, now: number): Guess {
  return (task) =>
    withSlots(task, now, (slot) => {
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
export function completed(claimId: string, now: number): Guess {
  return (task) => {
    const finisher = task.slotList.find((slot) => slot.holder?.claimId === claimId)?.holder?.person;
    const next = withSlots(task, now, (slot) =>
      slot.holder?.claimId === claimId ? { ...slot, holder: null, isFinished: true } : slot,
    );
    return finisher ? { ...next, finishedBy: [finisher, ...next.finishedBy] } : next;
  };
}

/** The task is closed; its open claims end with it. */
export function closed(reason: CloseReason, now: number): Guess {
  return (task) => {
    const closedTask = { ...task, closeReason: reason, closedAt: new Date(now).toISOString() };
    return withSlots(closedTask, now, (slot) => ({ ...slot, holder: null }));
  };
}

/** The task is open again, with all its slots free. */
export function reopened(now: number): Guess {
  return (task) => {
    const open = { ...task, closeReason: null, duplicateOf: null, closedAt: null };
    return withSlots(open, now, (slot) => ({ ...slot, isFinished: false, holder: null }));
  };
}
