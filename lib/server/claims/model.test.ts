import { eq, inArray, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { capOf, day, defaultPolicy, hour, type Policy } from "../../domain/policy";
import type { ActingPerson } from "../context";
import { jobs } from "../jobs/list";
import { runDue } from "../jobs/schedule";
import { statusOf } from "../tasks/cards";
import { closeTask } from "../tasks/close";
import { reopenTask } from "../tasks/reopen";
import { createClock, createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { leaveWaitlist } from "../waitlist/leave";
import { claimTask } from "./claim";
import { completeClaim } from "./complete";
import { linkClaim } from "./link";
import { ClaimModel } from "./model.testing";
import { releaseClaim } from "./release";
import { renewClaim } from "./renew";
import { unlinkClaim } from "./unlink";

const people = 4;
const shapes = [
  { difficulty: "easy", slots: 1 },
  { difficulty: "medium", slots: 3 },
] as const;

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  leaseDays: fc.record({ easy: whole(1, 9), medium: whole(1, 9), hard: whole(1, 9) }),
  reminderPart: whole(2, 5),
  renewDays: whole(1, 9),
  renewLimit: whole(0, 2),
  resumeDays: whole(1, 3),
  capBeforeFirst: whole(1, 2),
  capAfterFirst: whole(2, 3),
  offerHours: whole(1, 72),
  neededForMedium: whole(0, 1),
  neededForHard: whole(1, 2),
  plan: fc.constant("optional" as const),
  reconfirmDays: fc.constant(defaultPolicy.reconfirmDays),
  hideDays: fc.constant(defaultPolicy.hideDays),
  answerDays: fc.constant(3),
  holderMayComplete: fc.constant(true),
});
function whole(min: number, max: number) {
  return fc.integer({ min, max });
}

const person = whole(0, people - 1);
const task = whole(0, shapes.length - 1);
const slot = whole(0, 2);
/** One step of a random history. */
const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("claim" as const), person, task, slot: fc.option(slot) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("join" as const), person, task }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), person, task }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom("release", "renew", "link", "unlink", "complete"), task, slot }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("close done", "close not planned", "reopen"), task }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      milliseconds: fc.oneof(whole(1, 5 * day), whole(1, hour)),
    }),
  },
);
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

const url = "https://github.com/example/x/pull/7";

onBothEngines("random histories", ({ database }) => {
  /** People and tasks of one history, with the model beside them. */
  async function begin(world: World, policy: Policy, round: number) {
    const slug = await world.project();
    const { project } = database().tables;
    await database().transaction(async (tx) => {
      await tx.db
        .update(project)
        .set({ policy: { ...policy } })
        .where(eq(project.slug, slug));
    });
    const crowd: ActingPerson[] = [];
    for (let index = 0; index < people; index += 1) crowd.push(await world.person(`p${round}-${index}`));
    const numbers: number[] = [];
    const slots: string[][] = [];
    for (const shape of shapes) {
      const names = Array.from({ length: shape.slots }, (_, index) => `Part ${index}`);
      const made = await world.task(slug, { difficulty: shape.difficulty, slots: names });
      numbers.push(made.number);
      slots.push(made.slotList.map((one) => one.id));
    }
    await runDue(world.system, jobs);
    const model = new ClaimModel(policy, world.clock.now(), [...shapes], people);
    return { world, crowd, numbers, slots, model };
  }
  type History = Awaited<ReturnType<typeof begin>>;

  /** The open claims and places as the database has them, in the model's terms. */
  async function actual({ numbers, slots, crowd }: History) {
    const { db, tables } = database();
    const { task: taskTable, claim, waiting, slot: slotTable } = tables;
    const [tasks, claims, places, slotRows] = await Promise.all([
      db.select().from(taskTable).where(inArray(taskTable.number, numbers)),
      db.select().from(claim).where(isNull(claim.endedAt)),
      db.select().from(waiting).where(isNull(waiting.endedAt)).orderBy(waiting.id),
      db.select().from(slotTable).where(inArray(slotTable.taskNumber, numbers)),
    ]);
    const who = (id: string) => crowd.findIndex((one) => one.id === id);
    return numbers.map((number, index) => ({
      status: statusOf(tasks.find((one) => one.number === number)?.status ?? "closed"),
      slots: slots[index]?.map((id) => {
        const held = claims.find((one) => one.slotId === id);
        return {
          isFinished: slotRows.find((one) => one.id === id)?.finishedAt !== null,
          claim: held ? clockOf(who(held.personId), held) : null,
        };
      }),
      waiting: places
        .filter((one) => one.taskNumber === number)
        .map((one) => ({
          person: who(one.personId),
          slot: one.offerSlotId === null ? null : slots[index]?.indexOf(one.offerSlotId),
          offerEndsAt: one.offerEndsAt?.toISOString() ?? null,
        })),
    }));
  }

  function expected({ model }: History) {
    return model.state.tasks.map((one) => ({
      status: model.statusOf(one),
      slots: one.slots.map(({ isFinished, claim }) => ({
        isFinished,
        claim: claim && clockOf(claim.person, claim.clock),
      })),
      waiting: one.waiting.map(({ person: who, slot: at, offerEndsAt }) => ({
        person: who,
        slot: at,
        offerEndsAt: offerEndsAt?.toISOString() ?? null,
      })),
    }));
  }

  function clockOf(
    who: number,
    clock: {
      state: string;
      leaseEndsAt: Date | null;
      remindAt: Date | null;
      remindedAt: Date | null;
      renewals: number;
    },
  ) {
    const { state, leaseEndsAt, remindAt, remindedAt, renewals } = clock;
    const at = (instant: Date | null) => instant?.toISOString() ?? null;
    return {
      who,
      state,
      renewals,
      leaseEndsAt: at(leaseEndsAt),
      remindAt: at(remindAt),
      isReminded: remindedAt !== null,
    };
  }

  /** Does a step in the model and for real, and expects the same answer. */
  async function run(history: History, step: Step): Promise<void> {
    const { world, model, crowd, numbers, slots } = history;
    if (step.do === "pass") {
      world.clock.advance(step.milliseconds);
      await runDue(world.system, jobs);
      model.pass(step.milliseconds);
      return;
    }
    const number = numbers[step.task] ?? 0;
    const answer = (work: Promise<unknown>) =>
      work.then(
        () => "ok",
        (error: unknown) => {
          if (isAppError(error)) return error.code as string;
          throw error;
        },
      );
    if ("person" in step) {
      const me = world.as(crowd[step.person] as ActingPerson);
      if (step.do === "join") {
        expect(await answer(joinWaitlist(me, { number }))).toBe(model.join(step.person, step.task));
      } else if (step.do === "leave") {
        expect(await answer(leaveWaitlist(me, { number }))).toBe(model.leave(step.person, step.task));
      } else if ("slot" in step) {
        const ids = slots[step.task] ?? [];
        const at = step.slot === null ? null : step.slot % ids.length;
        const asked = at === null ? { number } : { number, slot: ids[at] };
        expect(await answer(claimTask(me, asked))).toBe(model.claim(step.person, step.task, at));
      }
      return;
    }
    if (step.do === "close done" || step.do === "close not planned") {
      const reason = step.do === "close done" ? ("done" as const) : ("not_planned" as const);
      expect(await answer(closeTask(world.system, { number, reason }))).toBe(model.close(step.task, reason));
      return;
    }
    if (step.do === "reopen") {
      expect(await answer(reopenTask(world.system, { number }))).toBe(model.reopen(step.task));
      return;
    }
    if (!("slot" in step)) return;
    const ids = slots[step.task] ?? [];
    const at = step.slot % ids.length;
    const held = model.state.tasks[step.task]?.slots[at]?.claim;
    if (!held) return;
    const { claim, link } = database().tables;
    const rows = await database()
      .db.select()
      .from(claim)
      .where(eq(claim.slotId, ids[at] ?? ""));
    const id = rows.find((row) => row.endedAt === null)?.id ?? "";
    const me = world.as(crowd[held.person] as ActingPerson);
    if (step.do === "release") {
      await releaseClaim(me, { id });
      model.release(step.task, at);
    } else if (step.do === "renew") {
      expect(await answer(renewClaim(me, { id }))).toBe(model.renew(step.task, at));
    } else if (step.do === "link") {
      await linkClaim(me, { id, url });
      model.link(step.task, at, url);
    } else if (step.do === "complete") {
      await completeClaim(world.system, { id });
      model.complete(step.task, at);
    } else if (held.pullRequests.length > 0) {
      const [linked] = await database().db.select().from(link).where(eq(link.claimId, id));
      await unlinkClaim(me, { id, link: linked?.id });
      model.unlink(step.task, at, url);
    }
  }

  /** What holds whatever happened (`product.md`, "Claim rules"). */
  function check(history: History): void {
    const { state, policy } = history.model;
    for (const one of state.tasks) {
      const offered = one.waiting.flatMap((waiting) => waiting.slot ?? []);
      expect(new Set(offered).size).toBe(offered.length);
      for (const at of offered) expect(one.slots[at]?.claim ?? null).toBeNull();
      const isFree = one.slots.some((part, at) => !part.isFinished && !part.claim && !offered.includes(at));
      // Nobody waits in front of a free slot.
      if (isFree) expect(one.waiting.filter((waiting) => waiting.slot === null)).toEqual([]);
      for (const { claim } of one.slots) {
        expect(claim?.clock.leaseLeft ?? 0).toBeGreaterThanOrEqual(0);
        expect((claim?.clock.leaseEndsAt ?? null) === null).toBe(claim?.clock.state !== "active");
      }
    }
    expect(capOf(policy, 0)).toBeGreaterThan(0);
  }

  it("are the same in the rules and in the database, step by step", { timeout: 240_000 }, async () => {
    const world = createWorld(database(), createClock());
    let round = 0;
    await fc.assert(
      fc.asyncProperty(anyPolicy, fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (policy, steps) => {
        const history = await begin(world, policy, round++);
        try {
          for (const step of steps) {
            await run(history, step);
            expect(await actual(history)).toEqual(expected(history));
            check(history);
          }
        } finally {
          // Nothing of this history is left for the clock of the next one.
          for (const number of history.numbers) {
            await closeTask(world.system, { number, reason: "not_planned" }).catch(() => undefined);
          }
        }
      }),
      { numRuns: 40, endOnFailure: false },
    );
  });
});
