import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClaimClock,
  capOf,
  day,
  defaultPolicy,
  isOverdue,
  leaseEnd,
  type Policy,
  renewalsLeft,
  renewed,
  startClock,
  stopClock,
} from "./policy";
import { deriveStatus } from "./status";
import { difficulties } from "./words";

const start = new Date("2026-01-01T00:00:00Z");
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  leaseDays: fc.record({ easy: days(), medium: days(), hard: days() }),
  renewDays: days(),
  renewLimit: fc.integer({ min: 0, max: 5 }),
  capBeforeFirst: fc.integer({ min: 1, max: 3 }),
  capAfterFirst: fc.integer({ min: 1, max: 9 }),
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
    const given = [...difficulties, null].map(
      (one) => (leaseEnd(defaultPolicy, one, start).getTime() - start.getTime()) / day,
    );
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
          let clock: ClaimClock = {
            state: "active",
            startedAt: start,
            leaseEndsAt: leaseEnd(policy, difficulty, start),
            leaseLeft: null,
            renewals: 0,
          };
          let stopped = 0;
          let stops = 0;
          for (const step of steps) {
            if (isOverdue(clock, now)) break;
            if (step.do === "wait") {
              if (clock.state === "in_review") stopped += step.days * day;
              now = new Date(now.getTime() + step.days * day);
            } else if (step.do === "renew") clock = renewed(policy, clock, now) ?? clock;
            else if (step.do === "link") {
              if (clock.state === "active") stops += 1;
              clock = stopClock(clock, now);
            } else if (clock.state === "in_review") clock = startClock(clock, now);
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
                stops * 2 * day;
              expect(clock.leaseEndsAt.getTime() - start.getTime()).toBeLessThanOrEqual(most + 1);
            }
          }
        },
      ),
    );
  });

  it("is overdue at the very end of the lease, and never while it stands", () => {
    const end = leaseEnd(defaultPolicy, "easy", start);
    expect(isOverdue({ leaseEndsAt: end }, new Date(end.getTime() - 1))).toBe(false);
    expect(isOverdue({ leaseEndsAt: end }, end)).toBe(true);
    expect(isOverdue({ leaseEndsAt: null }, new Date("2999-01-01"))).toBe(false);
  });

  it("raises the cap with the first completion", () => {
    expect([0, 1, 5].map((completions) => capOf(defaultPolicy, completions))).toEqual([1, 3, 3]);
  });
});

describe("a task's status", () => {
  const slot = (claim: "active" | "in_review" | null, isFinished = false) => ({ claim, isFinished });
  it.each([
    ["open", null, [slot(null)]],
    ["open", null, []],
    ["open", null, [slot("active"), slot(null), slot(null, true)]],
    ["claimed", null, [slot("active")]],
    ["claimed", null, [slot("active"), slot("in_review")]],
    ["in_review", null, [slot("in_review"), slot(null, true)]],
    ["done", null, [slot(null, true), slot(null, true)]],
    ["done", "done", [slot(null)]],
    ["closed", "not_planned", [slot("active")]],
    ["closed", "duplicate", [slot(null, true)]],
  ] as const)("is %s when closed as %s with slots %j", (status, closeReason, slots) => {
    expect(deriveStatus({ closeReason, slots })).toBe(status);
  });
});
