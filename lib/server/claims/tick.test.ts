import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day } from "../../domain/policy";
import { listEvents } from "../events/list";
import { readMe } from "../people/me";
import { closeTask } from "../tasks/close";
import { createWorld, type World } from "../testing";
import { claimTask } from "./claim";
import { completeClaim } from "./complete";
import { nextTasks } from "./next";
import { releaseClaim } from "./release";
import { tickStep } from "./tick";

let count = 0;

onBothEngines("the way of a claim", ({ database }) => {
  let world: World;
  let slug: string;
  const newcomer = () => world.person(`walker${count++}`);
  const ask = async (number: number, person: { id: string }, questionId?: number) =>
    database().transaction(async (tx) => {
      const { task, post } = tx.tables;
      const rows = await tx.db.select({ number: task.number, projectId: task.projectId }).from(task);
      const projectId = rows.find((one) => one.number === number)?.projectId ?? "";
      const asked = { taskNumber: number, projectId, personId: person.id, body: "?", createdAt: world.clock.now() };
      await tx.db.insert(post).values({ ...asked, questionId: questionId ?? null });
    });

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
  });

  it("keeps what its holder ticks, once, and takes it back", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId: id } = await claimTask(me, { number });
    const steps = async () => (await readMe(me)).claims[0]?.steps;
    expect(await steps()).toEqual([]);
    await tickStep(me, { id, step: "guide" });
    await tickStep(me, { id, step: "guide" });
    expect(await steps()).toEqual(["guide"]);
    await tickStep(me, { id, step: "ask" });
    await tickStep(me, { id, step: "guide", isDone: false });
    expect(await steps()).toEqual(["ask"]);
  });

  it("is a note to oneself: no event, no longer lease, no newer task", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId: id, task } = await claimTask(me, { number });
    const [before] = (await listEvents(world.visitor, { task: number, limit: 10 })).events;
    world.clock.advance(day);
    const change = await tickStep(me, { id, step: "guide" });
    expect(change).toMatchObject({ claimId: id, eventId: null });
    expect(change.task).toEqual(task);
    expect((await listEvents(world.visitor, { task: number, limit: 10 })).events[0]).toEqual(before);
  });

  it("is refused to anyone else, for a step that does not exist, and after the end", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId: id } = await claimTask(me, { number });
    const tick = (as: typeof me, step = "guide") => tickStep(as, { id, step });
    await expect(tick(world.as(await newcomer()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(tick(world.visitor)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(tick(me, "review")).rejects.toMatchObject({ code: "invalid" });
    await releaseClaim(me, { id });
    await expect(tick(me)).rejects.toMatchObject({ code: "claim_ended" });
  });

  it("counts a question on the task's page as asked, an answer or someone else's question not", async () => {
    const { number } = await world.task(slug);
    const person = await newcomer();
    const me = world.as(person);
    await claimTask(me, { number });
    const steps = async () => (await readMe(me)).claims[0]?.steps;
    await ask(number, await newcomer());
    await ask(number, person, 1);
    await ask((await world.task(slug)).number, person);
    expect(await steps()).toEqual([]);
    await ask(number, person);
    expect(await steps()).toEqual(["ask"]);
  });

  it("leads to what builds on it: one level up, as far as the ladder lets the person", async () => {
    const own = await world.project();
    const first = await world.task(own, { difficulty: "easy" });
    const [easy, medium, hard] = [
      await world.task(own, { difficulty: "easy" }),
      await world.task(own, { difficulty: "medium" }),
      await world.task(own, { difficulty: "hard" }),
    ];
    const person = await newcomer();
    const me = world.as(person);
    const { claimId: id } = await claimTask(me, { number: first.number });
    await completeClaim(world.system, { id });
    const numbers = async (number = first.number) => (await nextTasks(me, number)).map((one) => one.number);
    expect((await numbers())[0]).toBe(medium.number);
    expect((await numbers(medium.number))[0]).toBe(hard.number);
    await database().transaction(async (tx) => {
      const { project } = tx.tables;
      const policy = { neededForMedium: 2, neededForHard: 2 };
      await tx.db.update(project).set({ policy }).where(eq(project.slug, own));
    });
    expect((await numbers())[0]).toBe(easy.number);
    expect(await numbers()).not.toContain(medium.number);
    await closeTask(world.system, { number: easy.number, reason: "not_planned" });
    expect(await numbers()).not.toContain(easy.number);
    await expect(nextTasks(world.visitor, first.number)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(nextTasks(me, 999_999)).rejects.toMatchObject({ code: "not_found" });
  });
});
