import { and, eq, isNull } from "drizzle-orm";
import { expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { capOf, defaultPolicy } from "../../domain/policy";
import { deriveStatus } from "../../domain/status";
import type { Context } from "../context";
import { createClock, createWorld } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { leaveWaitlist } from "../waitlist/leave";
import { claimTask } from "./claim";
import { releaseClaim } from "./release";
import { renewClaim } from "./renew";

const crowd = 500;
const taskCount = 50;
/** Milliseconds for which everyone goes on. */
const duration = 60_000;

/** Refusals that a rule explains. */
const rules = new Set([
  "slot_taken",
  "slot_offered",
  "slot_free",
  "cap_reached",
  "already_holding",
  "claim_ended",
  "renewals_used",
  "not_found",
]);

onBothEngines("five hundred people on fifty tasks", ({ database }) => {
  it("break no rule, and are refused by nothing but rules", { timeout: duration + 120_000 }, async () => {
    const world = createWorld(database(), createClock());
    const slug = await world.project();
    const numbers: number[] = [];
    for (let index = 0; index < taskCount; index += 1) {
      // One in five has several slots.
      const slots = index % 5 === 0 ? { slots: ["Redis", "etcd", "Consul"] } : {};
      numbers.push((await world.task(slug, slots)).number);
    }
    const contexts: Context[] = [];
    for (let index = 0; index < crowd; index += 1) contexts.push(world.as(await world.person(`storm${index}`)));

    const answers = new Map<string, number>();
    const faults: unknown[] = [];
    const end = Date.now() + duration;
    await Promise.all(
      contexts.map(async (me, index) => {
        const random = createRandom(index + 1);
        const held: string[] = [];
        while (Date.now() < end) {
          const number = numbers[Math.floor(random() * numbers.length)];
          const mine = held[Math.floor(random() * held.length)];
          const act = Math.floor(random() * 6);
          const work =
            act <= 1
              ? claimTask(me, { number }).then(({ claimId }) => claimId && held.push(claimId))
              : act === 2
                ? joinWaitlist(me, { number })
                : act === 3
                  ? leaveWaitlist(me, { number })
                  : act === 4
                    ? renewClaim(me, { id: mine ?? "nothing" })
                    : releaseClaim(me, { id: mine ?? "nothing" });
          const answer = await work.then(
            () => "ok",
            (error: unknown) => {
              if (isAppError(error) && rules.has(error.code)) return error.code;
              faults.push(error);
              return "fault";
            },
          );
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
        }
      }),
    );
    expect(faults).toEqual([]);
    expect(answers.get("ok")).toBeGreaterThan(crowd / 2);
    await expectRules();
  });

  /** Recomputes from the rows what every rule says. */
  async function expectRules(): Promise<void> {
    const { db, tables } = database();
    const { claim, waiting, slot, task } = tables;
    const [open, places, slots, tasks] = await Promise.all([
      db.select().from(claim).where(isNull(claim.endedAt)),
      db.select().from(waiting).where(isNull(waiting.endedAt)),
      db.select().from(slot),
      db.select().from(task),
    ]);
    expect(new Set(open.map((one) => one.slotId)).size).toBe(open.length);
    const byPerson = new Map<string, number>();
    for (const one of open) byPerson.set(one.personId, (byPerson.get(one.personId) ?? 0) + 1);
    for (const count of byPerson.values()) expect(count).toBeLessThanOrEqual(capOf(defaultPolicy, 0));
    for (const one of open) {
      expect(one.leaseEndsAt?.getTime()).toBeGreaterThan(one.startedAt.getTime());
      expect(one.renewals).toBeLessThanOrEqual(defaultPolicy.renewLimit);
    }
    const offered = places.flatMap((one) => one.offerSlotId ?? []);
    expect(new Set(offered).size).toBe(offered.length);
    for (const id of offered) expect(open.some((one) => one.slotId === id)).toBe(false);
    for (const row of tasks) {
      const own = slots.filter((one) => one.taskNumber === row.number);
      const facts = own.map((one) => ({
        isFinished: one.finishedAt !== null,
        isClosed: one.closedAt !== null,
        isOffered: offered.includes(one.id),
        claim: open.find((held) => held.slotId === one.id)?.state ?? null,
      }));
      expect(row.status).toBe(deriveStatus({ closeReason: row.closeReason, slots: facts }));
      const queue = places.filter((one) => one.taskNumber === row.number && one.offerSlotId === null);
      if (row.status === "open") expect(queue).toEqual([]);
    }
    // Nobody waits for what they hold.
    for (const one of places) {
      const [both] = await db
        .select({ id: claim.id })
        .from(claim)
        .where(and(eq(claim.taskNumber, one.taskNumber), eq(claim.personId, one.personId), isNull(claim.endedAt)));
      expect(both).toBeUndefined();
    }
  }
});

/** Numbers from 0 to 1, the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
