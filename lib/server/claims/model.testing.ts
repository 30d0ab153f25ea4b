import {
  afterDowntime,
  type ClaimClock,
  capOf,
  completionsNeeded,
  isOverdue,
  isReminderDue,
  offerEnd,
  type Policy,
  reminded,
  renewed,
  startClock,
  startedClock,
  stopClock,
  tolerance,
} from "../../domain/policy";
import { deriveStatus } from "../../domain/status";
import type { CloseReason, Difficulty, TaskStatus } from "../../domain/words";

/** A claim as the model sees it. */
interface ModelClaim {
  person: number;
  clock: ClaimClock;
  pullRequests: string[];
}

interface ModelTask {
  difficulty: Difficulty;
  closeReason: CloseReason | null;
  slots: { isFinished: boolean; claim: ModelClaim | null }[];
  /** In line, the first one first. `slot` is the one that is held for them. */
  waiting: { person: number; slot: number | null; offeredAt: Date | null; offerEndsAt: Date | null }[];
}

interface ModelState {
  now: Date;
  struckAt: Date;
  tasks: ModelTask[];
  completions: number[];
}

/** A refusal by a rule: its code. */
class Refused extends Error {}

/**
 * What the rules of `product.md` say, without any database: the same actions as the verbs, each whole or not at all. The
 * verbs on both engines are compared with it after every step.
 */
export class ClaimModel {
  readonly policy: Policy;
  state: ModelState;

  constructor(policy: Policy, now: Date, tasks: { difficulty: Difficulty; slots: number }[], people: number) {
    this.policy = policy;
    this.state = {
      now,
      struckAt: now,
      tasks: tasks.map(({ difficulty, slots }) => ({
        difficulty,
        closeReason: null,
        slots: Array.from({ length: slots }, () => ({ isFinished: false, claim: null })),
        waiting: [],
      })),
      completions: Array.from({ length: people }, () => 0),
    };
  }

  /** Does an action as a whole or not at all. Returns "ok", or the code of the rule that refuses it. */
  attempt(action: (state: ModelState) => void): string {
    const before = structuredClone(this.state);
    try {
      action(this.state);
      return "ok";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.state = before;
      return error.message;
    }
  }

  claim(person: number, index: number, slotIndex: number | null): string {
    return this.attempt((state) => {
      const task = this.wanted(state, index);
      this.prepare(task, state.now);
      if (task.slots.some((slot) => slot.claim?.person === person)) return;
      const completions = state.completions[person] ?? 0;
      const active = state.tasks.flatMap((one) => one.slots).filter((slot) => slot.claim?.person === person);
      if (active.filter((slot) => slot.claim?.clock.state === "active").length >= capOf(this.policy, completions)) {
        throw new Refused("cap_reached");
      }
      this.checkLadder(task, completions);
      const own = task.waiting.find((one) => one.person === person);
      const open = task.slots.flatMap((slot, at) => (slot.isFinished ? [] : at));
      if (slotIndex !== null && !open.includes(slotIndex)) throw new Refused("not_found");
      const offered = (at: number) => task.waiting.some((one) => one.slot === at);
      const mine = open.filter((at) => own?.slot === at);
      const free = open.filter((at) => !offered(at) && task.slots[at]?.claim === null);
      const [won] = [...mine, ...free].filter((at) => slotIndex === null || at === slotIndex);
      const slot = won === undefined ? undefined : task.slots[won];
      if (!slot) {
        const isOffered = slotIndex === null ? task.waiting.some((one) => one.slot !== null) : offered(slotIndex);
        throw new Refused(isOffered ? "slot_offered" : "slot_taken");
      }
      slot.claim = { person, clock: startedClock(this.policy, task.difficulty, state.now), pullRequests: [] };
      task.waiting = task.waiting.filter((one) => one !== own);
      this.settle(task, state.now);
    });
  }

  release(index: number, slotIndex: number): void {
    const task = this.taskAt(this.state, index);
    const slot = task.slots[slotIndex];
    if (slot) slot.claim = null;
    this.settle(task, this.state.now);
  }

  renew(index: number, slotIndex: number): string {
    return this.attempt((state) => {
      const claim = this.claimAt(state, index, slotIndex);
      const clock = renewed(this.policy, claim.clock, state.now);
      if (!clock) throw new Refused("renewals_used");
      claim.clock = clock;
    });
  }

  link(index: number, slotIndex: number, url: string): void {
    const claim = this.claimAt(this.state, index, slotIndex);
    if (claim.pullRequests.includes(url)) return;
    claim.pullRequests.push(url);
    claim.clock = stopClock(claim.clock, this.state.now);
  }

  unlink(index: number, slotIndex: number, url: string): void {
    const claim = this.claimAt(this.state, index, slotIndex);
    claim.pullRequests = claim.pullRequests.filter((one) => one !== url);
    if (claim.pullRequests.length === 0 && claim.clock.state === "in_review") {
      claim.clock = startClock(this.policy, claim.clock, this.state.now);
    }
  }

  complete(index: number, slotIndex: number): void {
    const { now, tasks } = this.state;
    const task = tasks[index];
    const slot = task?.slots[slotIndex];
    if (!task || !slot?.claim) throw new Error("nobody holds this slot");
    this.credit(slot.claim.person);
    slot.claim = null;
    slot.isFinished = true;
    this.settle(task, now);
  }

  join(person: number, index: number): string {
    return this.attempt((state) => {
      const task = this.wanted(state, index);
      this.prepare(task, state.now);
      if (task.waiting.some((one) => one.person === person)) return;
      if (task.slots.some((slot) => slot.claim?.person === person)) throw new Refused("already_holding");
      const isFree = task.slots.some(
        (slot, at) => !slot.isFinished && !slot.claim && !task.waiting.some((one) => one.slot === at),
      );
      if (isFree) throw new Refused("slot_free");
      this.checkLadder(task, state.completions[person] ?? 0);
      task.waiting.push({ person, slot: null, offeredAt: null, offerEndsAt: null });
    });
  }

  leave(person: number, index: number): string {
    return this.attempt((state) => {
      const task = this.taskAt(state, index);
      if (!task.waiting.some((one) => one.person === person)) throw new Refused("not_found");
      task.waiting = task.waiting.filter((one) => one.person !== person);
      this.settle(task, state.now);
    });
  }

  close(index: number, reason: "done" | "not_planned"): string {
    return this.attempt((state) => {
      const task = this.taskAt(state, index);
      if (task.closeReason) throw new Refused("task_not_open");
      task.closeReason = reason;
      for (const slot of task.slots) {
        if (!slot.claim) continue;
        if (reason === "done") {
          this.credit(slot.claim.person);
          slot.isFinished = true;
        }
        slot.claim = null;
      }
      this.settle(task, state.now);
    });
  }

  reopen(index: number): string {
    return this.attempt((state) => {
      const task = this.taskAt(state, index);
      if (!["done", "closed"].includes(this.statusOf(task))) throw new Refused("invalid");
      task.closeReason = null;
      for (const slot of task.slots) slot.isFinished = false;
      this.settle(task, state.now);
    });
  }

  /** Time passes; then the clock strikes, and what is due happens. */
  pass(milliseconds: number): void {
    const { state } = this;
    state.now = new Date(state.now.getTime() + milliseconds);
    const gap = state.now.getTime() - state.struckAt.getTime();
    state.struckAt = state.now;
    const lost = (began: Date) => Math.min(gap, Math.max(0, state.now.getTime() - began.getTime()));
    for (const task of state.tasks) {
      for (const { claim } of task.slots) {
        if (!claim) continue;
        if (gap > tolerance) claim.clock = afterDowntime(claim.clock, lost(claim.clock.startedAt));
        if (isReminderDue(claim.clock, state.now)) claim.clock = reminded(claim.clock, state.now);
      }
      for (const one of task.waiting) {
        if (gap > tolerance && one.offerEndsAt && one.offeredAt) {
          one.offerEndsAt = new Date(one.offerEndsAt.getTime() + lost(one.offeredAt));
        }
      }
      this.expire(task, state.now);
      this.settle(task, state.now);
      task.waiting = task.waiting.filter((one) => !one.offerEndsAt || one.offerEndsAt > state.now);
      this.settle(task, state.now);
    }
  }

  statusOf(task: ModelTask): TaskStatus {
    return deriveStatus({
      closeReason: task.closeReason,
      slots: task.slots.map((slot, at) => ({
        isFinished: slot.isFinished,
        isClosed: false,
        isOffered: task.waiting.some((one) => one.slot === at),
        claim: slot.claim?.clock.state ?? null,
      })),
    });
  }

  private taskAt(state: ModelState, index: number): ModelTask {
    const task = state.tasks[index];
    if (!task) throw new Error("there is no such task");
    return task;
  }

  private claimAt(state: ModelState, index: number, slotIndex: number): ModelClaim {
    const claim = this.taskAt(state, index).slots[slotIndex]?.claim;
    if (!claim) throw new Error("nobody holds this slot");
    return claim;
  }

  private wanted(state: ModelState, index: number): ModelTask {
    const task = this.taskAt(state, index);
    if (["done", "closed"].includes(this.statusOf(task))) throw new Refused("task_not_open");
    return task;
  }

  private checkLadder(task: ModelTask, completions: number): void {
    if (completions < completionsNeeded(this.policy, task.difficulty)) throw new Refused("level_locked");
  }

  private credit(person: number): void {
    this.state.completions[person] = (this.state.completions[person] ?? 0) + 1;
  }

  /** Whoever wants the slot need not wait for the clock to strike. */
  private prepare(task: ModelTask, now: Date): void {
    this.expire(task, now);
    this.settle(task, now);
  }

  private expire(task: ModelTask, now: Date): void {
    for (const slot of task.slots) if (slot.claim && isOverdue(slot.claim.clock, now)) slot.claim = null;
  }

  private settle(task: ModelTask, now: Date): void {
    const open = task.slots.flatMap((slot, at) => (slot.isFinished ? [] : at));
    if (task.closeReason || open.length === 0) {
      task.waiting = [];
      return;
    }
    for (const one of task.waiting) {
      if (one.slot === null || (open.includes(one.slot) && !task.slots[one.slot]?.claim)) continue;
      Object.assign(one, { slot: null, offeredAt: null, offerEndsAt: null });
    }
    const free = open.filter((at) => !task.slots[at]?.claim && !task.waiting.some((one) => one.slot === at));
    for (const one of task.waiting.filter((waiting) => waiting.slot === null)) {
      const slot = free.shift();
      if (slot === undefined) return;
      Object.assign(one, { slot, offeredAt: now, offerEndsAt: offerEnd(this.policy, now) });
    }
  }
}
