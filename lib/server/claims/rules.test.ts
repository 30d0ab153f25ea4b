import { beforeAll, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { defaultPolicy, type Policy } from "../../domain/policy";
import { changePolicy } from "../projects/change-policy";
import { readProject } from "../projects/read";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { claimTask } from "./claim";
import { completeClaim } from "./complete";
import { makeException } from "./except";
import { releaseClaim } from "./release";

/** The code and data of a refusal. */
async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!isAppError(error)) throw error ?? new Error("it was not refused");
  return { code: error.code, data: error.data };
}

let count = 0;

onBothEngines("the rules of claiming", ({ database }) => {
  let world: World;
  let maintainer: Awaited<ReturnType<World["person"]>>;
  const newcomer = () => world.person(`new${count++}`);

  beforeAll(async () => {
    world = createWorld(database());
    maintainer = await world.person("keeper");
  });

  /** A project with rules of its own. */
  async function projectWith(changed: Partial<Policy>): Promise<string> {
    const slug = await world.project();
    await world.member(slug, maintainer, "maintainer");
    const { revision } = await readProject(world.visitor, slug);
    await changePolicy(world.as(maintainer), { slug, revision, policy: { ...defaultPolicy, ...changed } });
    return slug;
  }

  /** Someone who has finished so many tasks. */
  async function veteran(completions: number) {
    const person = await newcomer();
    const slug = await world.project();
    for (let index = 0; index < completions; index += 1) {
      const { number } = await world.task(slug);
      const { claimId } = await claimTask(world.as(person), { number });
      await completeClaim(world.system, { id: claimId });
    }
    return person;
  }

  it("counts the cap over all projects, by the rules of the project one claims in", async () => {
    const [strict, generous] = [await projectWith({}), await projectWith({ capBeforeFirst: 2, capAfterFirst: 2 })];
    const [first, second, third] = [await world.task(strict), await world.task(generous), await world.task(generous)];
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number: first.number });
    const more = await claimTask(me, { number: second.number });
    expect(await refusal(claimTask(me, { number: third.number }))).toMatchObject({
      code: "cap_reached",
      data: {
        cap: 2,
        claims: [
          { id: claimId, task: first.number, title: first.titles },
          { id: more.claimId, task: second.number, title: second.titles },
        ],
      },
    });
  });

  it("opens a level after as many finished tasks as the ladder asks for, wherever they were finished", async () => {
    const slug = await projectWith({ neededForMedium: 1, neededForHard: 2 });
    const tasks = { easy: "easy", medium: "medium", hard: "hard", unrated: null } as const;
    const number = async (level: keyof typeof tasks) => (await world.task(slug, { difficulty: tasks[level] })).number;
    const fresh = world.as(await newcomer());
    const medium = await number("medium");
    expect(await refusal(claimTask(fresh, { number: medium }))).toEqual({
      code: "level_locked",
      data: { task: medium, difficulty: "medium", needed: 1, completions: 0, instead: expect.any(Array) },
    });
    expect((await readTask(world.visitor, medium)).rules.needed).toBe(1);
    expect((await readTask(world.visitor, await number("hard"))).rules.needed).toBe(2);
    await claimTask(fresh, { number: await number("unrated") });
    const once = world.as(await veteran(1));
    await claimTask(once, { number: medium });
    expect((await refusal(claimTask(once, { number: await number("hard") }))).data).toMatchObject({
      needed: 2,
      completions: 1,
    });
    await claimTask(world.as(await veteran(2)), { number: await number("hard") });
  });

  it("asks for a plan, takes one or wants none, as the project says", async () => {
    const required = await projectWith({ plan: "required" });
    const { number } = await world.task(required);
    const me = world.as(await newcomer());
    expect(await refusal(claimTask(me, { number }))).toEqual({ code: "plan_required", data: { task: number } });
    expect((await refusal(claimTask(me, { number, plan: "   " }))).code).toBe("invalid");
    expect((await readTask(world.visitor, number)).status).toBe("open");
    const { task } = await claimTask(me, { number, plan: "先读 pkg/actuator。" });
    expect(task.slotList[0]?.plan).toBe("先读 pkg/actuator。");
    expect(task.rules.plan).toBe("required");

    const off = await world.task(await projectWith({ plan: "off" }));
    const other = world.as(await newcomer());
    expect(await refusal(claimTask(other, { number: off.number, plan: "x" }))).toMatchObject({
      code: "invalid",
      data: { issues: [{ path: "plan", code: "plan_off" }] },
    });
    expect((await claimTask(other, { number: off.number })).task.slotList[0]?.plan).toBeNull();

    const optional = await world.task(await projectWith({}));
    expect(
      (await claimTask(world.as(await newcomer()), { number: optional.number })).task.slotList[0]?.plan,
    ).toBeNull();
  });

  it("shows a plan only as long as its holder has the slot", async () => {
    const { number } = await world.task(await projectWith({}));
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number, plan: "Read first" });
    await releaseClaim(me, { id: claimId });
    expect((await readTask(world.visitor, number)).slotList[0]?.plan).toBeNull();
  });

  describe("an exception", () => {
    it("lets one person claim one task beyond cap and ladder, once, with its reason in the timeline", async () => {
      const slug = await projectWith({ neededForHard: 5 });
      const [hard, another, easy] = [
        await world.task(slug, { difficulty: "hard" }),
        await world.task(slug, { difficulty: "hard" }),
        await world.task(slug),
      ];
      const [person, bystander] = [await newcomer(), await newcomer()];
      const [me, by] = [world.as(person), world.as(maintainer)];
      await claimTask(me, { number: easy.number });
      const allowed = await makeException(by, { number: hard.number, login: person.login, reason: "熟悉这个模块" });
      expect(allowed.task.timeline[0]).toMatchObject({
        kind: "exception.granted",
        actor: { login: "keeper" },
        details: { person: { login: person.login }, reason: "熟悉这个模块" },
      });
      // Not for someone else, and not for another task.
      expect((await refusal(claimTask(world.as(bystander), { number: hard.number }))).code).toBe("level_locked");
      expect((await refusal(claimTask(me, { number: another.number }))).code).toBe("cap_reached");

      const { claimId } = await claimTask(me, { number: hard.number });
      await releaseClaim(me, { id: claimId });
      expect((await refusal(claimTask(me, { number: hard.number }))).code).toBe("cap_reached");
    });

    it("is not used up by a claim that came to nothing, and granting it twice grants it once", async () => {
      const slug = await projectWith({ neededForMedium: 1, neededForHard: 1, plan: "required" });
      const { number } = await world.task(slug, { difficulty: "medium" });
      const [holder, person] = [await veteran(1), await newcomer()];
      const [me, by] = [world.as(person), world.as(maintainer)];
      const { claimId } = await claimTask(world.as(holder), { number, plan: "x" });
      await makeException(by, { number, login: person.login, reason: "First reason" });
      const again = await makeException(by, { number, login: person.login, reason: "Second reason" });
      expect(again.task.timeline.filter((one) => one.kind === "exception.granted")).toHaveLength(1);
      expect((await refusal(claimTask(me, { number, plan: "x" }))).code).toBe("slot_taken");
      expect((await refusal(claimTask(me, { number }))).code).toBe("plan_required");
      await releaseClaim(world.as(holder), { id: claimId });
      expect((await claimTask(me, { number, plan: "x" })).task.holders[0]?.person.login).toBe(person.login);
    });

    it("opens the line, too, and is not spent by waiting", async () => {
      const slug = await projectWith({ neededForMedium: 1, neededForHard: 1 });
      const { number } = await world.task(slug, { difficulty: "medium" });
      const [holder, person] = [await veteran(1), await newcomer()];
      const me = world.as(person);
      const { claimId } = await claimTask(world.as(holder), { number });
      expect((await refusal(joinWaitlist(me, { number }))).code).toBe("level_locked");
      await makeException(world.as(maintainer), { number, login: person.login, reason: "Knows it" });
      await joinWaitlist(me, { number });
      await releaseClaim(world.as(holder), { id: claimId });
      await claimTask(me, { number });
    });

    it("is refused for someone who does not exist, without a reason, and for a task that has ended", async () => {
      const { number } = await world.task(await projectWith({}));
      const by = world.as(maintainer);
      const { login } = await newcomer();
      expect(await refusal(makeException(by, { number, login: "nobody-here", reason: "x" }))).toEqual({
        code: "not_found",
        data: { what: "person" },
      });
      expect((await refusal(makeException(by, { number, login, reason: " " }))).code).toBe("invalid");
      await closeTask(by, { number, reason: "not_planned" });
      expect((await refusal(makeException(by, { number, login, reason: "x" }))).code).toBe("task_not_open");
    });
  });
});
