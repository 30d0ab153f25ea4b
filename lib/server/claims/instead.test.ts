import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { defaultPolicy } from "../../domain/policy";
import { changePolicy } from "../projects/change-policy";
import { readProject } from "../projects/read";
import { closeTask } from "../tasks/close";
import { createWorld, type World } from "../testing";
import { claimTask } from "./claim";
import { completeClaim } from "./complete";
import { freeTasksFor } from "./instead";
import { releaseClaim } from "./release";

let count = 0;

onBothEngines("free tasks instead of one that was refused", ({ database }) => {
  let world: World;
  let slug: string;
  let other: string;
  const newcomer = () => world.person(`new${count++}`);
  const free = async (like: number, person: { id: string }) =>
    (await freeTasksFor(database(), { like, personId: person.id })).map((one) => one.number);

  beforeAll(() => {
    world = createWorld(database());
  });
  beforeEach(async () => {
    // Every test begins with a board of its own: what others left open is closed.
    const { task } = database().tables;
    const open = await database().db.select({ number: task.number }).from(task).where(eq(task.status, "open"));
    for (const { number } of open) await closeTask(world.system, { number, reason: "not_planned" });
    slug = await world.project();
    other = await world.project();
  });

  it("names the same project, tags and difficulty first, three at most, with title, project and difficulty", async () => {
    const tags = [`redis-${slug}`];
    const like = await world.task(slug, { difficulty: "medium", tags });
    const elsewhere = await world.task(other, { difficulty: "medium" });
    const inProject = await world.task(slug, { difficulty: "easy" });
    const tagged = await world.task(other, { difficulty: "hard", tags });
    const asDifficult = await world.task(slug, { difficulty: "medium" });
    const best = await world.task(slug, { difficulty: "medium", tags });
    const person = await newcomer();
    expect(await free(like.number, person)).toEqual([best.number, asDifficult.number, tagged.number]);
    await closeTask(world.system, { number: best.number, reason: "done" });
    expect(await free(like.number, person)).toEqual([asDifficult.number, tagged.number, inProject.number]);
    await closeTask(world.system, { number: tagged.number, reason: "done" });
    expect(await free(like.number, person)).toEqual([asDifficult.number, inProject.number, elsewhere.number]);
    const [first] = await freeTasksFor(database(), { like: like.number, personId: person.id });
    expect(first).toEqual({
      number: asDifficult.number,
      titles: asDifficult.titles,
      difficulty: "medium",
      project: { slug, name: slug },
    });
  });

  it("offers only levels that are open to the person, however many of the others there are", async () => {
    await setLadder(slug, 1, 1);
    const like = await world.task(slug, { difficulty: "hard" });
    const easy = await world.task(slug, { difficulty: "easy" });
    for (let index = 0; index < 40; index += 1) await world.task(slug, { difficulty: "hard" });
    const openElsewhere = await world.task(other, { difficulty: "hard" });
    const person = await newcomer();
    expect(await free(like.number, person)).toEqual([easy.number, openElsewhere.number]);
    const { claimId } = await claimTask(world.as(person), { number: easy.number });
    await completeClaim(world.system, { id: claimId });
    expect(await free(like.number, person)).toHaveLength(3);
  });

  it("never offers a task that the person holds or once gave back, nor one that is taken", async () => {
    const like = await world.task(slug);
    const [held, given, taken, open] = [
      await world.task(slug, { slots: ["Redis", "etcd"] }),
      await world.task(slug),
      await world.task(slug),
      await world.task(slug),
    ];
    const person = await newcomer();
    const before = await claimTask(world.as(person), { number: given.number });
    await releaseClaim(world.as(person), { id: before.claimId });
    await claimTask(world.as(person), { number: held.number });
    await claimTask(world.as(await newcomer()), { number: taken.number });
    expect(await free(like.number, person)).toEqual([open.number]);
    expect(await free(like.number, await newcomer())).toEqual(
      expect.arrayContaining([held.number, given.number, open.number]),
    );
  });

  it("comes with every refusal by a rule", async () => {
    const [mine, wanted, open] = [await world.task(slug), await world.task(slug), await world.task(slug)];
    const person = await newcomer();
    await claimTask(world.as(person), { number: mine.number });
    const error = await claimTask(world.as(person), { number: wanted.number }).catch((cause: unknown) => cause);
    expect(isAppError(error) && error.code).toBe("cap_reached");
    expect(error).toMatchObject({ data: { instead: [{ number: open.number, project: { slug } }] } });
  });

  it("comes with the first steps of the ladder when a level is locked", async () => {
    await setLadder(slug, 1, 1);
    const hard = await world.task(slug, { difficulty: "hard" });
    const easyElsewhere = await world.task(other, { difficulty: "easy" });
    await world.task(other, { difficulty: "hard" });
    const easy = await world.task(slug, { difficulty: "easy" });
    const error = await claimTask(world.as(await newcomer()), { number: hard.number }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: "level_locked",
      data: { instead: [{ number: easy.number }, { number: easyElsewhere.number }] },
    });
  });

  async function setLadder(project: string, neededForMedium: number, neededForHard: number) {
    const { revision } = await readProject(world.visitor, project);
    const policy = { ...defaultPolicy, neededForMedium, neededForHard };
    await changePolicy(world.system, { slug: project, revision, policy });
  }
});
