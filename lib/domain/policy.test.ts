import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterDowntime,
  type ClaimClock,
  capOf,
  day,
  defaultPolicy,
  isOverdue,
  isReminderDue,
  type Policy,
  reminded,
  renewalsLeft,
  renewed,
  startClock,
  startedClock,
  stopClock,
  tolerance,
} from "./policy";
import { deriveStatus } from "./status";
import { difficulties } from "./words";

const start = new Date("2026-01-01T00:00:00Z");
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  leaseDays: fc.record({ easy: days(), medium: days(), hard: days() }),
  renewDays: days(),
  renewLimit: fc.integer({ min: 0, max: 5 }),
  reminderPart: fc.integer({ min: 2, max: 10 }),
  resumeDays: days(),
  capBeforeFirst: fc.integer({ min: 1, max: 3 }),
  capAfterFirst: fc.integer({ min: 1, max: 9 }),
  offerHours: fc.integer({ min: 1, max: 200 }),
  neededForMedium: fc.integer({ min: 0, max: 3 }),
  neededForHard: fc.integer({ min: 0, max: 5 }),
  plan: fc.constantFrom("off", "optional", "required"),
  reconfirmDays: days(),
  hideDays: days(),
  answerDays: days(),
  holderMayComplete: fc.boolean(),
});
function days() {
  return fc.integer({ min: 1, max: 60 });
}
const anyStep = fc.oneof(
  fc.record({ do: fc.constant("wait" as const), days: fc.double({ min: 0, max: 30, noNaN: true }) }),
  fc.record({ do: fc.constantFrom("renew" as const, "link" as const, "unlink" as const), days: fc.constant(0) }),
);

describe("the clock of a claim", () => {
  it("gives 7, 15 and 20 days, and 15 to a task without difficulty", () => {
    const given = [...difficulties, null].map((one) => {
      const { leaseEndsAt } = startedClock(defaultPolicy, one, start);
      return leaseEndsAt && (leaseEndsAt.getTime() - start.getTime()) / day;
    });
    expect(given).toEqual([7, 15, 20, 15]);
  });

  it("never has a negative lease, never runs for ever without a pull request, and stops only for one", () => {
    fc.assert(
      fc.property(
        anyPolicy,
        fc.constantFrom(...difficulties, null),
        fc.array(anyStep, { maxLength: 40 }),
        (policy, difficulty, steps) => {
          let now = start;
          let clock: ClaimClock = startedClock(policy, difficulty, start);
          let stopped = 0;
          let stops = 0;
          let late = 0;
          for (const step of steps) {
            if (isReminderDue(clock, now)) {
              const before = clock.leaseEndsAt?.getTime() ?? 0;
              clock = reminded(clock, now);
              late += (clock.leaseEndsAt?.getTime() ?? 0) - before;
            }
            if (isOverdue(clock, now)) break;
            if (step.do === "wait") {
              if (clock.state === "in_review") stopped += step.days * day;
              now = new Date(now.getTime() + step.days * day);
            } else if (step.do === "renew") clock = renewed(policy, clock, now) ?? clock;
            else if (step.do === "link") {
              if (clock.state === "active") stops += 1;
              clock = stopClock(clock, now);
            } else if (clock.state === "in_review") clock = startClock(policy, clock, now);
            expect(clock.leaseEndsAt === null).toBe(clock.state === "in_review");
            expect(clock.leaseLeft ?? 0).toBeGreaterThanOrEqual(0);
            expect(clock.renewals).toBeLessThanOrEqual(policy.renewLimit);
            expect(renewalsLeft(policy, clock) ?? 0).toBeGreaterThanOrEqual(0);
            if (clock.leaseEndsAt) {
              // The whole lease, each renewal, the time in review, and two days for each pull request that went away.
              const most =
                policy.leaseDays[difficulty ?? "medium"] * day +
                policy.renewLimit * policy.renewDays * day +
                stopped +
                stops * policy.resumeDays * day +
                late;
              expect(clock.leaseEndsAt.getTime() - start.getTime()).toBeLessThanOrEqual(most + 1);
            }
          }
        },
      ),
    );
  });

  it("is overdue at the very end of the lease, and never while it stands", () => {
    const end = new Date("2026-01-08T00:00:00Z");
    expect(isOverdue({ leaseEndsAt: end, remindedAt: start }, new Date(end.getTime() - 1))).toBe(false);
    expect(isOverdue({ leaseEndsAt: end, remindedAt: start }, end)).toBe(true);
    expect(isOverdue({ leaseEndsAt: null, remindedAt: null }, new Date("2999-01-01"))).toBe(false);
  });

  it("is never overdue without the reminder and the time it promises", () => {
    const anyWait = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(anyPolicy, fc.constantFrom(...difficulties), anyWait, anyWait, (policy, difficulty, wait, more) => {
        const clock = startedClock(policy, difficulty, start);
        const promised = (clock.leaseEndsAt?.getTime() ?? 0) - (clock.remindAt?.getTime() ?? 0);
        expect(promised).toBeGreaterThan(0);
        const now = new Date(start.getTime() + wait * day);
        expect(isOverdue(clock, now)).toBe(false);
        if (!isReminderDue(clock, now)) return;
        const told = reminded(clock, now);
        const later = new Date(now.getTime() + more * day);
        if (isOverdue(told, later)) {
          expect(later.getTime() - now.getTime()).toBeGreaterThanOrEqual(promised - tolerance);
        }
      }),
    );
  });

  it("reminds when a third is left, and again after a renewal", () => {
    const clock = startedClock(defaultPolicy, "medium", start);
    expect(clock.remindAt).toEqual(new Date(start.getTime() + 10 * day));
    const told = reminded(clock, new Date(start.getTime() + 10 * day + 1000));
    expect(told.leaseEndsAt).toEqual(clock.leaseEndsAt);
    const next = renewed(defaultPolicy, told, new Date(start.getTime() + 10 * day));
    expect(next).toMatchObject({ remindedAt: null, renewals: 1 });
    expect(next?.remindAt).toEqual(new Date(start.getTime() + 18 * day));
  });

  it("gives back the time in which the board was away", () => {
    const clock = startedClock(defaultPolicy, "easy", start);
    const later = afterDowntime(clock, 3 * day);
    expect(later.leaseEndsAt?.getTime()).toBe((clock.leaseEndsAt?.getTime() ?? 0) + 3 * day);
    expect(afterDowntime(stopClock(clock, start), 3 * day)).toEqual(stopClock(clock, start));
  });

  it("raises the cap with the first completion", () => {
    expect([0, 1, 5].map((completions) => capOf(defaultPolicy, completions))).toEqual([1, 3, 3]);
  });
});

describe("a task's status", () => {
  const slot = (claim: "active" | "in_review" | null, isFinished = false) => ({
    claim,
    isFinished,
    isClosed: false,
    isOffered: false,
  });
  const offered = { ...slot(null), isOffered: true };
  const closed = { ...slot(null), isClosed: true };
  it.each([
    ["open", null, [slot(null)]],
    ["open", null, []],
    ["open", null, [slot("active"), slot(null), slot(null, true)]],
    ["claimed", null, [slot("active")]],
    ["claimed", null, [slot("active"), slot("in_review")]],
    ["in_review", null, [slot("in_review"), slot(null, true)]],
    ["done", null, [slot(null, true), slot(null, true)]],
    ["claimed", null, [offered, slot("in_review")]],
    ["done", null, [slot(null, true), closed]],
    ["claimed", null, [closed, slot("active")]],
    ["done", "done", [slot(null)]],
    ["closed", "not_planned", [slot("active")]],
    ["closed", "duplicate", [slot(null, true)]],
  ] as const)("is %s when closed as %s with slots %j", (status, closeReason, slots) => {
    expect(deriveStatus({ closeReason, slots })).toBe(status);
  });
});
