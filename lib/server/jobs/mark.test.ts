import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day, type Policy } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import type { ActingPerson } from "../context";
import { undoChange } from "../events/undo";
import { closeTask } from "../tasks/close";
import { confirmTasks } from "../tasks/confirm";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { markTasks } from "./mark";

onBothEngines("tasks that nobody reconfirms", ({ database }) => {
  let world: World;
  let slug: string;
  let keeper: ActingPerson;
  let newcomer: ActingPerson;

  beforeAll(async () => {
    world = createWorld(database());
    keeper = await world.person("keeper");
    newcomer = await world.person("newcomer");
  });
  beforeEach(async () => {
    slug = await world.project();
    await world.member(slug, keeper, "maintainer");
  });

  const days = (count: number) => world.clock.advance(count * day);
  const read = (number: number) => readTask(world.visitor, number);
  const marksOf = async (number: number) =>
    (await read(number)).timeline.filter((one) => one.kind === "task.marked").map((one) => one.details.freshness);

  /** Notices about the tasks of this test's project. */
  async function notices() {
    const { notice, project } = database().tables;
    const rows = await database()
      .db.select({ notice })
      .from(notice)
      .innerJoin(project, eq(project.id, notice.projectId))
      .where(and(eq(project.slug, slug), eq(notice.kind, "task.confirm")))
      .orderBy(notice.id);
    return rows.map((row) => row.notice);
  }

  async function setPolicy(policy: Partial<Policy>) {
    await database().transaction(async (tx) => {
      await tx.db.update(tx.tables.project).set({ policy }).where(eq(tx.tables.project.slug, slug));
    });
  }

  it("are marked after 60 days and leave the first view after 90, once, and keep their place", async () => {
    const { number, updatedAt } = await world.task(slug, { tags: ["SDK"] });
    days(60);
    world.clock.advance(-1);
    await markTasks(world.system);
    expect((await read(number)).freshness).toBe("fresh");
    world.clock.advance(1);
    expect(await markTasks(world.system)).toBeGreaterThan(0);
    expect(await markTasks(world.system)).toBe(0);
    expect(await read(number)).toMatchObject({ status: "open", freshness: "ask_first", updatedAt });
    days(30);
    await markTasks(world.system);
    expect(await read(number)).toMatchObject({ status: "open", freshness: "dormant", updatedAt });
    expect(await marksOf(number)).toEqual(["dormant", "ask_first"]);
    const { task, tagPlace } = database().tables;
    const [row] = await database().db.select().from(task).where(eq(task.number, number));
    const [place] = await database().db.select().from(tagPlace).where(eq(tagPlace.taskNumber, number));
    expect([row?.status, row?.counted?.status, place?.status]).toEqual(["dormant", "dormant", "dormant"]);
    expect(place?.updatedAt.toISOString()).toBe(updatedAt);
  });

  it("come back by a maintainer's word, and quietly where a project now asks less often", async () => {
    const { number } = await world.task(slug);
    days(95);
    await markTasks(world.system);
    await setPolicy({ reconfirmDays: 94, hideDays: 200 });
    await markTasks(world.system);
    expect((await read(number)).freshness).toBe("ask_first");
    await setPolicy({ reconfirmDays: 100, hideDays: 200 });
    await markTasks(world.system);
    expect((await read(number)).freshness).toBe("fresh");
    expect(await marksOf(number)).toEqual(["dormant"]);
    expect(await notices()).toHaveLength(1);
    await setPolicy({});
    await markTasks(world.system);
    expect((await notices()).map((one) => one.readAt)).toEqual([null]);
    await confirmTasks(world.as(keeper), { numbers: [number] });
    expect((await read(number)).freshness).toBe("fresh");
    // Nobody is called to confirm what is confirmed.
    expect((await notices()).map((one) => one.readAt)).toEqual([world.clock.now()]);
    expect(await markTasks(world.system)).toBe(0);
  });

  it("tell the project's maintainers once a day, with how many there are, also after three months away", async () => {
    for (let index = 0; index < 4; index += 1) await world.task(slug);
    await world.member(slug, newcomer, "mentor");
    days(95);
    await markTasks(world.system);
    const [told, ...others] = await notices();
    expect(others).toEqual([]);
    expect(told).toMatchObject({ personId: keeper.id, details: { tasks: 4 }, taskNumber: null, isUrgent: false });
    const { number } = await world.task(slug);
    await setPolicy({ reconfirmDays: 7, hideDays: 200 });
    days(8);
    await markTasks(world.system);
    expect((await read(number)).freshness).toBe("ask_first");
    expect((await notices()).map((one) => one.details.tasks)).toEqual([4, 5]);
    await setPolicy({ reconfirmDays: 7, hideDays: 8 });
    await markTasks(world.system);
    expect((await read(number)).freshness).toBe("dormant");
    expect(await notices()).toHaveLength(2);
  });

  it("call for nobody once the last of them is confirmed or closed", async () => {
    const numbers = [(await world.task(slug)).number, (await world.task(slug)).number];
    days(95);
    await markTasks(world.system);
    await confirmTasks(world.as(keeper), { numbers: [numbers[0]] });
    expect((await notices()).map((one) => one.readAt)).toEqual([null]);
    await closeTask(world.as(keeper), { number: numbers[1] ?? 0, reason: "not_planned" });
    expect((await notices()).map((one) => one.readAt)).toEqual([world.clock.now()]);
  });

  it("are left alone while someone holds them and once they are closed; a mark does not stand in an undo's way", async () => {
    const [held, closed] = [await world.task(slug), await world.task(slug)];
    await closeTask(world.system, { number: closed.number, reason: "done" });
    const { claimId } = await claimTask(world.as(newcomer), { number: held.number });
    days(95);
    await markTasks(world.system);
    expect((await read(held.number)).freshness).toBe("fresh");
    expect((await read(closed.number)).freshness).toBe("fresh");
    const { eventId } = await releaseClaim(world.as(newcomer), { id: claimId });
    await markTasks(world.system);
    expect(await read(held.number)).toMatchObject({ status: "open", freshness: "dormant" });
    await undoChange(world.as(newcomer), { eventId });
    expect(await read(held.number)).toMatchObject({ status: "claimed" });
    await releaseClaim(world.as(newcomer), { id: claimId });
  });

  it("are marked once by two machines at the same time, and only by the clock", async () => {
    const numbers: number[] = [];
    for (let index = 0; index < 5; index += 1) numbers.push((await world.task(slug)).number);
    days(60);
    const [one, other] = await Promise.all([markTasks(world.system), markTasks(world.system)]);
    expect(one + other).toBeGreaterThanOrEqual(numbers.length);
    for (const number of numbers) expect(await marksOf(number)).toEqual(["ask_first"]);
    expect(await notices()).toHaveLength(1);
    await expect(markTasks(world.as(keeper))).rejects.toMatchObject({ code: "forbidden" });
  });
});
