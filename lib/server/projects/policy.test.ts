import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { day, defaultPolicy, type Policy } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { makeException } from "../claims/except";
import { linkClaim } from "../claims/link";
import { renewClaim } from "../claims/renew";
import { listEvents } from "../events/list";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { changePolicy } from "./change-policy";
import { editProject } from "./edit";
import { previewPolicy } from "./preview-policy";
import { readProject } from "./read";

let count = 0;

onBothEngines("a project's claim rules", ({ database }) => {
  let world: World;
  let maintainer: Awaited<ReturnType<World["person"]>>;
  const newcomer = () => world.person(`new${count++}`);
  const withRules = (changed: Partial<Policy>): Policy => ({ ...defaultPolicy, ...changed });

  beforeAll(async () => {
    world = createWorld(database());
    maintainer = await world.person("keeper");
  });

  async function project(): Promise<string> {
    const slug = await world.project();
    await world.member(slug, maintainer, "maintainer");
    return slug;
  }
  const stored = async (slug: string) => {
    const { project: table } = database().tables;
    const [row] = await database().db.select().from(table).where(eq(table.slug, slug));
    return row?.policy;
  };
  async function refused(work: Promise<unknown>) {
    const error = await work.catch((cause: unknown) => cause);
    if (!isAppError(error)) throw error ?? new Error("it was not refused");
    return error;
  }

  it("are set as a whole, kept as what differs from the defaults, and told with the names of what changed", async () => {
    const slug = await project();
    const by = world.as(maintainer);
    const leaseDays = { easy: 5, medium: 15, hard: 20 };
    const view = await changePolicy(by, { slug, revision: 0, policy: withRules({ leaseDays, capAfterFirst: 2 }) });
    expect(view).toMatchObject({ revision: 1, policy: withRules({ leaseDays, capAfterFirst: 2 }) });
    expect(await stored(slug)).toEqual({ leaseDays, capAfterFirst: 2 });
    const { events } = await listEvents(world.visitor, { project: slug });
    expect(events[0]).toMatchObject({
      kind: "project.policy_changed",
      actor: { login: "keeper" },
      details: { fields: ["leaseDays", "capAfterFirst"] },
    });
    await changePolicy(by, { slug, revision: 1, policy: defaultPolicy });
    expect(await stored(slug)).toEqual({});
  });

  it("hold from now on: a running claim keeps its end, the next one gets the new lease", async () => {
    const slug = await project();
    const [first, second] = [await world.task(slug), await world.task(slug)];
    const { task } = await claimTask(world.as(await newcomer()), { number: first.number });
    const leaseDays = { easy: 3, medium: 15, hard: 20 };
    await changePolicy(world.as(maintainer), { slug, revision: 0, policy: withRules({ leaseDays }) });
    expect((await readTask(world.visitor, first.number)).holders).toEqual(task.holders);
    const later = await claimTask(world.as(await newcomer()), { number: second.number });
    const end = new Date(world.clock.now().getTime() + 3 * day).toISOString();
    expect(later.task.holders[0]?.leaseEndsAt).toBe(end);
  });

  it("are not written over what someone else saved, and saving what holds already is no change", async () => {
    const slug = await project();
    const by = world.as(maintainer);
    await changePolicy(by, { slug, revision: 0, policy: withRules({ answerDays: 5 }) });
    const error = await refused(changePolicy(by, { slug, revision: 0, policy: withRules({ answerDays: 9 }) }));
    expect(error).toMatchObject({
      code: "conflict",
      data: { what: "project", current: { revision: 1, policy: { answerDays: 5 } } },
    });
    const same = await changePolicy(by, { slug, revision: 0, policy: withRules({ answerDays: 5 }) });
    expect(same.revision).toBe(1);
    expect((await listEvents(world.visitor, { project: slug })).events.filter(isChange)).toHaveLength(1);
    await editProject(by, { slug, revision: 1, guideUrl: "https://example.org/guide" });
    expect((await readProject(by, slug)).policy.answerDays).toBe(5);
  });

  it.each([
    [{ capAfterFirst: 1, capBeforeFirst: 2 }, "policy.capAfterFirst", "cap_falls"],
    [{ neededForMedium: 3, neededForHard: 2 }, "policy.neededForHard", "ladder_falls"],
    [{ hideDays: 30 }, "policy.hideDays", "hide_before_mark"],
    [{ renewDays: 0 }, "policy.renewDays", "too_low"],
    [{ renewLimit: 51 }, "policy.renewLimit", "too_high"],
    [{ offerHours: 1.5 }, "policy.offerHours", "whole_number"],
    [{ plan: "sometimes" }, "policy.plan", "invalid_value"],
  ])("are refused when they make no sense: %j", async (changed, path, code) => {
    const slug = await project();
    const policy = { ...defaultPolicy, ...changed };
    for (const verb of [changePolicy, previewPolicy]) {
      const error = await refused(
        verb(world.system, { slug, policy, ...(verb === changePolicy ? { revision: 0 } : {}) }),
      );
      expect(error).toMatchObject({ code: "invalid", data: { issues: [{ path, code }] } });
    }
  });

  it("can be tried: what they would mean for claims, people in line and tasks of today", async () => {
    const slug = await project();
    const number = async (difficulty: "easy" | "medium" | "hard" = "easy") =>
      (await world.task(slug, { difficulty })).number;
    const people = await Promise.all(Array.from({ length: 6 }, () => newcomer()));
    const [renewer, reviewer, busy, waiter, excepted, learner] = people.map((person) => world.as(person));
    if (!renewer || !reviewer || !busy || !waiter || !excepted || !learner) throw new Error("too few people");

    const renewed = await claimTask(renewer, { number: await number() });
    await renewClaim(renewer, { id: renewed.claimId });
    const reviewed = await claimTask(reviewer, { number: await number() });
    await linkClaim(reviewer, { id: reviewed.claimId, url: "https://github.com/example/x/pull/1" });
    const finished = await claimTask(busy, { number: await number() });
    await completeClaim(world.system, { id: finished.claimId });
    await claimTask(busy, { number: await number() });
    await claimTask(busy, { number: await number() });
    const hard = await number("hard");
    await claimTask(busy, { number: hard });
    for (const one of [waiter, excepted]) await joinWaitlist(one, { number: hard });
    await makeException(world.as(maintainer), { number: hard, login: people[4]?.login, reason: "Knows it" });
    world.clock.advance(40 * day);
    await number();
    world.clock.advance(30 * day);
    await number();

    const preview = (changed: Partial<Policy>) =>
      previewPolicy(world.as(maintainer), { slug, policy: withRules(changed) });
    const before = await database().version();
    expect(await preview({})).toEqual({
      running: 4,
      withoutRenewals: 0,
      overCap: 0,
      belowLadder: 0,
      askFirst: 0,
      hidden: 0,
    });
    expect(await preview({ renewLimit: 1 })).toMatchObject({ running: 4, withoutRenewals: 1 });
    expect(await preview({ capAfterFirst: 2 })).toMatchObject({ overCap: 1 });
    expect(await preview({ neededForHard: 1 })).toMatchObject({ belowLadder: 1 });
    expect(await preview({ reconfirmDays: 20, hideDays: 90 })).toMatchObject({ askFirst: 1, hidden: 0 });
    expect(await preview({ reconfirmDays: 10, hideDays: 20 })).toMatchObject({ askFirst: 0, hidden: 1 });
    // Trying is not doing.
    expect(await database().version()).toBe(before);
    expect(await stored(slug)).toEqual({});
  });

  it("count what someone holds in other projects for the cap, but only of people who work here", async () => {
    const [here, there] = [await project(), await project()];
    const generous = withRules({ capBeforeFirst: 3, capAfterFirst: 3 });
    for (const slug of [here, there]) {
      await changePolicy(world.as(maintainer), { slug, revision: 0, policy: generous });
    }
    const [both, elsewhere] = [world.as(await newcomer()), world.as(await newcomer())];
    await claimTask(both, { number: (await world.task(here)).number });
    for (const one of [both, elsewhere, elsewhere]) await claimTask(one, { number: (await world.task(there)).number });
    const effect = await previewPolicy(world.as(maintainer), { slug: here, policy: defaultPolicy });
    expect(effect.overCap).toBe(1);
  });
});

function isChange(event: { kind: string }): boolean {
  return event.kind === "project.policy_changed";
}
