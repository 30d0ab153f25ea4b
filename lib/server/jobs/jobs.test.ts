import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { day, hour, tolerance } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { linkClaim } from "../claims/link";
import { renewClaim } from "../claims/renew";
import { readTask } from "../tasks/read";
import { createClock, createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { jobs, serverJobs } from "./list";
import { runDue } from "./schedule";

const minute = 60_000;
let count = 0;

onBothEngines("the clock's work", ({ database, url }) => {
  let world: World;
  let slug: string;
  const someone = () => world.person(`someone${count++}`);
  const tick = () => runDue(world.system, jobs);
  const timeline = async (number: number) => (await readTask(world.visitor, number)).timeline.map((one) => one.kind);

  /** Time passes with the clock striking, so that it is not taken for downtime. */
  async function pass(milliseconds: number): Promise<void> {
    const step = tolerance - minute;
    for (let left = milliseconds; left > 0; left -= step) {
      world.clock.advance(Math.min(step, left));
      await tick();
    }
  }

  async function noticesOf(source: Database, personId: string) {
    const { notice } = source.tables;
    const rows = await source.db.select().from(notice).where(eq(notice.personId, personId));
    return rows.map((row) => row.kind).filter((kind) => kind.startsWith("claim.") || kind.startsWith("offer."));
  }

  beforeAll(async () => {
    world = createWorld(database(), createClock());
    slug = await world.project();
    await tick();
  });

  it("reminds once when a third is left, and ends the claim once when the time is over", {
    timeout: 120_000,
  }, async () => {
    const { number } = await world.task(slug);
    const person = await someone();
    await claimTask(world.as(person), { number });
    await pass((14 / 3) * day - minute);
    expect(await noticesOf(database(), person.id)).toEqual([]);
    await pass(2 * minute);
    // Twice, and on another machine: the reminder is one.
    const other = await openDatabase(url());
    await Promise.all([tick(), runDue({ ...world.system, database: other }, jobs), tick()]);
    expect(await noticesOf(database(), person.id)).toEqual(["claim.reminder"]);
    await pass((7 / 3) * day - 3 * minute);
    expect((await readTask(world.visitor, number)).status).toBe("claimed");
    await pass(3 * minute);
    await Promise.all([tick(), runDue({ ...world.system, database: other }, jobs)]);
    await other.close();
    expect((await readTask(world.visitor, number)).status).toBe("open");
    expect(await timeline(number)).toEqual(["claim.expired", "claim.reminded", "claim.started", "task.created"]);
    expect(await noticesOf(database(), person.id)).toEqual(["claim.reminder", "claim.expired"]);
  });

  it("reminds again after a renewal, and never while a pull request is linked", { timeout: 120_000 }, async () => {
    const { number } = await world.task(slug);
    const person = await someone();
    const me = world.as(person);
    const { claimId } = await claimTask(me, { number });
    await pass(5 * day);
    const { task } = await renewClaim(me, { id: claimId });
    const end = new Date(task.holders[0]?.leaseEndsAt ?? 0).getTime();
    expect(end - world.clock.now().getTime()).toBeCloseTo(9 * day, -5);
    await pass(6 * day + hour);
    expect(await noticesOf(database(), person.id)).toEqual(["claim.reminder", "claim.reminder"]);
    await linkClaim(me, { id: claimId, url: "https://github.com/example/x/pull/12" });
    await pass(4 * day);
    expect((await readTask(world.visitor, number)).status).toBe("in_review");
    expect(await noticesOf(database(), person.id)).toHaveLength(2);
  });

  describe("after downtime", () => {
    it("gives the lost time back to leases and offers, once, and sends nothing stale", {
      timeout: 120_000,
    }, async () => {
      const [held, offered] = [await world.task(slug), await world.task(slug)];
      const [holder, early, waiter] = [await someone(), await someone(), await someone()];
      const claim = await claimTask(world.as(holder), { number: held.number });
      const before = new Date(claim.task.holders[0]?.leaseEndsAt ?? 0).getTime();
      const first = await claimTask(world.as(early), { number: offered.number });
      await joinWaitlist(world.as(waiter), { number: offered.number });
      const { releaseClaim } = await import("../claims/release");
      await releaseClaim(world.as(early), { id: first.claimId });
      const offerEnds = new Date((await readTask(world.visitor, offered.number)).offer?.endsAt ?? 0).getTime();
      await tick();

      world.clock.advance(9 * day);
      await Promise.all([tick(), tick()]);
      const task = await readTask(world.visitor, held.number);
      expect(task.status).toBe("claimed");
      expect(new Date(task.holders[0]?.leaseEndsAt ?? 0).getTime()).toBe(before + 9 * day);
      expect(task.timeline[0]).toMatchObject({ kind: "claim.extended", details: { isDowntime: true } });
      expect(await timeline(held.number)).toEqual(["claim.extended", "claim.started", "task.created"]);
      expect(await noticesOf(database(), holder.id)).toEqual(["claim.extended"]);
      const late = await readTask(world.visitor, offered.number);
      expect(new Date(late.offer?.endsAt ?? 0).getTime()).toBe(offerEnds + 9 * day);
      // From then on everything takes its course.
      await pass(2 * day + minute);
      expect((await readTask(world.visitor, offered.number)).status).toBe("open");
      expect(await noticesOf(database(), waiter.id)).toEqual(["offer.made", "offer.lapsed"]);
    });

    it("lets nobody lose a claim when no clock ever struck before", async () => {
      const { keep } = database().tables;
      const { number } = await world.task(slug);
      await claimTask(world.as(await someone()), { number });
      await database().transaction(async (tx) => {
        await tx.db.delete(keep).where(eq(keep.key, "clock.struck"));
      });
      world.clock.advance(30 * day);
      await tick();
      const { status, holders } = await readTask(world.visitor, number);
      expect(status).toBe("claimed");
      // The reminder came only now, so its promise begins now.
      const left = new Date(holders[0]?.leaseEndsAt ?? 0).getTime() - world.clock.now().getTime();
      expect(left).toBeCloseTo((7 / 3) * day, -4);
    });
  });

  describe("left to a cron that calls the worker once an hour", () => {
    const server = () => runDue(world.system, serverJobs);
    /** Whole hours in which a server runs, and at whose end the worker does. */
    async function hours(count: number): Promise<void> {
      for (let one = 0; one < count; one += 1) {
        for (let quarter = 0; quarter < 8; quarter += 1) {
          world.clock.advance(hour / 8);
          await server();
        }
        await tick();
      }
    }

    it("takes the hours between for time, and the end for an end", { timeout: 120_000 }, async () => {
      const { number } = await world.task(slug);
      const person = await someone();
      await claimTask(world.as(person), { number });
      const start = world.clock.now().getTime();
      await hours(112);
      expect(await noticesOf(database(), person.id)).toEqual(["claim.reminder"]);
      await hours(56);
      expect(world.clock.now().getTime()).toBe(start + 7 * day);
      await hours(1);
      expect((await readTask(world.visitor, number)).status).toBe("open");
      expect(await timeline(number)).toEqual(["claim.expired", "claim.reminded", "claim.started", "task.created"]);
    });

    it.each(["server", "worker"] as const)("gives real downtime back once, whether the %s is first", async (first) => {
      const { number } = await world.task(slug);
      const person = await someone();
      const claim = await claimTask(world.as(person), { number });
      const end = new Date(claim.task.holders[0]?.leaseEndsAt ?? 0).getTime();
      await hours(1);
      world.clock.advance(9 * day);
      await (first === "server" ? server() : tick());
      await Promise.all([server(), tick()]);
      await hours(2);
      const { status, holders } = await readTask(world.visitor, number);
      expect(status).toBe("claimed");
      expect(new Date(holders[0]?.leaseEndsAt ?? 0).getTime()).toBe(end + 9 * day);
      expect(await noticesOf(database(), person.id)).toEqual(["claim.extended"]);
    });

    it("is not set back by a machine whose clock is slow", async () => {
      const { number } = await world.task(slug);
      await claimTask(world.as(await someone()), { number });
      await server();
      const now = world.clock.now();
      await runDue({ ...world.system, now: () => new Date(now.getTime() - day) }, serverJobs);
      await server();
      expect(await timeline(number)).toEqual(["claim.started", "task.created"]);
    });
  });

  it("goes on with the other jobs when one fails", async () => {
    const done: string[] = [];
    const failing = { name: "fails", pattern: "* * * * *", run: () => Promise.reject(new Error("no")) };
    const working = { name: "works", pattern: "* * * * *", run: async () => done.push("works") };
    await runDue(world.system, [failing, working]);
    expect(done).toEqual(["works"]);
  });
});
