import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { day } from "../../domain/policy";
import { undoChange } from "../events/undo";
import { readMe } from "../people/me";
import { removeMember } from "../projects/members";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { claimTask } from "./claim";
import { completeClaim } from "./complete";
import { expireClaims } from "./expire";
import { linkClaim } from "./link";
import { noteClaim } from "./note";
import { releaseClaim } from "./release";
import { remindHolders } from "./remind";
import { renewClaim } from "./renew";
import { unlinkClaim } from "./unlink";

/** The code and data of a refusal. */
async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!isAppError(error)) throw error ?? new Error("it was not refused");
  return { code: error.code, data: error.data };
}

const minute = 60_000;
let count = 0;

onBothEngines("claims", ({ database }) => {
  let world: World;
  let slug: string;
  let maintainer: Awaited<ReturnType<World["person"]>>;
  const newcomer = () => world.person(`new${count++}`);

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    maintainer = await world.person("keeper");
    await world.member(slug, maintainer, "maintainer");
  });

  it("gives a whole lease by difficulty and says who holds it", async () => {
    for (const [difficulty, days] of [
      ["easy", 7],
      ["medium", 15],
      ["hard", 20],
      [null, 15],
    ] as const) {
      const { number } = await world.task(slug, { difficulty });
      const person = await newcomer();
      const { task, claimId } = await claimTask(world.as(person), { number });
      expect(task.status).toBe("claimed");
      expect(task.slots).toEqual({ total: 1, free: 0 });
      expect(task.holders[0]).toMatchObject({
        claimId,
        person: { login: person.login },
        leaseEndsAt: new Date(world.clock.now().getTime() + days * day).toISOString(),
      });
      expect(task.timeline[0]).toMatchObject({ kind: "claim.started", actor: { login: person.login } });
    }
  });

  it("refuses a held slot with who holds it and until when, and lets one claim again what one holds", async () => {
    const { number } = await world.task(slug);
    const [first, second] = [await newcomer(), await newcomer()];
    const { claimId, task } = await claimTask(world.as(first), { number });
    expect(await refusal(claimTask(world.as(second), { number }))).toEqual({
      code: "slot_taken",
      data: {
        task: number,
        holder: first.login,
        leaseEndsAt: task.holders[0]?.leaseEndsAt,
        instead: expect.any(Array),
      },
    });
    expect((await claimTask(world.as(first), { number })).claimId).toBe(claimId);
    expect((await readTask(world.visitor, number)).timeline.filter((one) => one.kind === "claim.started")).toHaveLength(
      1,
    );
  });

  it("caps active claims at one before the first completion and three after it, reviews not counted", async () => {
    const person = await newcomer();
    const tasks = await Promise.all(Array.from({ length: 6 }, () => world.task(slug)));
    const [one, two, three, four, five, six] = tasks.map((task) => task.number);
    const { claimId } = await claimTask(world.as(person), { number: one });
    expect(await refusal(claimTask(world.as(person), { number: two }))).toMatchObject({
      code: "cap_reached",
      data: { cap: 1, claims: [{ id: claimId, task: one, title: tasks[0]?.titles }] },
    });
    await linkClaim(world.as(person), { id: claimId, url: "https://github.com/example/x/pull/9" });
    const second = await claimTask(world.as(person), { number: two });
    await completeClaim(world.as(maintainer), { id: claimId });
    await claimTask(world.as(person), { number: three });
    await claimTask(world.as(person), { number: four });
    expect(await refusal(claimTask(world.as(person), { number: five }))).toMatchObject({
      code: "cap_reached",
      data: { cap: 3 },
    });
    await releaseClaim(world.as(person), { id: second.claimId });
    await claimTask(world.as(person), { number: six });
  });

  it("keeps the cap when one person claims many tasks at once", async () => {
    const person = await newcomer();
    const tasks = await Promise.all(Array.from({ length: 8 }, () => world.task(slug)));
    const results = await Promise.allSettled(tasks.map(({ number }) => claimTask(world.as(person), { number })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "cap_reached" });
    }
  });

  it("lets exactly one of a thousand concurrent claims win, and tells all others who holds the task", async () => {
    const { number } = await world.task(slug);
    const people = [];
    for (let index = 0; index < 1000; index += 1) people.push(await newcomer());
    const results = await Promise.allSettled(people.map((person) => claimTask(world.as(person), { number })));
    const won = results.filter((one) => one.status === "fulfilled");
    expect(won).toHaveLength(1);
    const { holders } = await readTask(world.visitor, number);
    expect(holders).toHaveLength(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({
        code: "slot_taken",
        data: { task: number, holder: holders[0]?.person.login, leaseEndsAt: holders[0]?.leaseEndsAt },
      });
    }
  });

  it("renews twice by seven days, then no more without a pull request", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId, task } = await claimTask(me, { number });
    const end = new Date(task.holders[0]?.leaseEndsAt ?? 0).getTime();
    await renewClaim(me, { id: claimId });
    const twice = await renewClaim(me, { id: claimId });
    expect(twice.task.holders[0]?.leaseEndsAt).toBe(new Date(end + 14 * day).toISOString());
    expect(await refusal(renewClaim(me, { id: claimId }))).toEqual({ code: "renewals_used", data: { limit: 2 } });
  });

  it("stops the clock for a pull request, and starts it where it stopped with two days at least", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number });
    world.clock.advance(6.5 * day);
    const linked = await linkClaim(me, { id: claimId, url: "https://github.com/example/x/pull/12/files?w=1" });
    expect(linked.task.status).toBe("in_review");
    expect(linked.task.pullRequest).toMatchObject({
      label: "example/x#12",
      url: "https://github.com/example/x/pull/12",
    });
    expect(linked.task.holders[0]?.leaseEndsAt).toBeNull();
    world.clock.advance(30 * day);
    await expireClaims(world.system);
    expect((await readTask(world.visitor, number)).status).toBe("in_review");
    const again = await linkClaim(me, { id: claimId, url: "https://github.com/example/x/pull/12" });
    expect(again.task.links).toHaveLength(1);
    const back = await unlinkClaim(me, { id: claimId, link: again.task.links[0]?.id });
    expect(back.task.status).toBe("claimed");
    expect(back.task.holders[0]?.leaseEndsAt).toBe(new Date(world.clock.now().getTime() + 2 * day).toISOString());
  });

  it("says what is expected when an address cannot be linked, and keeps other addresses as plain links", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number });
    for (const url of ["javascript:alert(1)", "not an address", "ftp://example.org/x"]) {
      expect((await refusal(linkClaim(me, { id: claimId, url }))).code).toBe("link_invalid");
    }
    const plain = await linkClaim(me, { id: claimId, url: "https://pad.example.org/notes" });
    expect(plain.task.status).toBe("claimed");
    const other = await linkClaim(me, { id: claimId, url: "https://git.example.org/a/b/pull/3" });
    expect(other.task.pullRequest?.label).toBe("a/b#3");
  });

  it("ends overdue claims by the clock, and at once for someone who wants the slot", async () => {
    const { number } = await world.task(slug);
    const [first, second] = [await newcomer(), await newcomer()];
    await claimTask(world.as(first), { number });
    world.clock.advance((14 / 3) * day);
    await remindHolders(world.system);
    world.clock.advance((7 / 3) * day);
    const { task } = await claimTask(world.as(second), { number });
    expect(task.holders[0]?.person.login).toBe(second.login);
    expect(task.timeline.map((one) => one.kind).slice(0, 2)).toEqual(["claim.started", "claim.expired"]);
    expect(task.timeline[1]).toMatchObject({ actor: null, details: { person: { login: first.login } } });
    world.clock.advance(5 * day);
    await expireClaims(world.system);
    expect((await readTask(world.visitor, number)).status).toBe("claimed");
    expect(await remindHolders(world.system)).toBeGreaterThan(0);
    expect(await remindHolders(world.system)).toBe(0);
    world.clock.advance(3 * day);
    expect(await expireClaims(world.system)).toBeGreaterThan(0);
    expect((await readTask(world.visitor, number)).status).toBe("open");
    expect(await expireClaims(world.system)).toBe(0);
  });

  it("lets a holder finish only with a pull request that they say was merged", async () => {
    const { number } = await world.task(slug);
    const person = await newcomer();
    const me = world.as(person);
    const { claimId } = await claimTask(me, { number });
    expect((await refusal(completeClaim(me, { id: claimId, merged: true }))).code).toBe("forbidden");
    await linkClaim(me, { id: claimId, url: "https://github.com/example/x/pull/12" });
    expect(await refusal(completeClaim(me, { id: claimId }))).toMatchObject({
      code: "invalid",
      data: { issues: [{ path: "merged" }] },
    });
    const { task } = await completeClaim(me, { id: claimId, merged: true });
    expect(task.status).toBe("done");
    expect(task.finishedBy).toEqual([{ login: person.login, name: person.name }]);
    expect((await refusal(releaseClaim(me, { id: claimId }))).data).toMatchObject({ state: "completed" });
    expect((await refusal(claimTask(me, { number }))).data).toMatchObject({ task: number, status: "done" });
    expect((await readMe(me)).completions).toBe(1);
  });

  it("records a maintainer's release with its reason, and undoes it while nobody took the slot", async () => {
    const { number } = await world.task(slug);
    const [first, second] = [await newcomer(), await newcomer()];
    const { claimId, task } = await claimTask(world.as(first), { number });
    const revoked = await releaseClaim(world.as(maintainer), { id: claimId, reason: "三周没有消息" });
    expect(revoked.task.status).toBe("open");
    expect(revoked.task.timeline[0]).toMatchObject({ kind: "claim.revoked", details: { reason: "三周没有消息" } });
    const undone = await undoChange(world.as(maintainer), { eventId: revoked.eventId });
    expect(undone.task.holders).toEqual(task.holders);
    const again = await releaseClaim(world.as(maintainer), { id: claimId });
    await claimTask(world.as(second), { number });
    expect((await refusal(undoChange(world.as(maintainer), { eventId: again.eventId }))).code).toBe("undo_too_late");
  });

  it("leaves the claims of others as they are when a change is undone", async () => {
    const { number } = await world.task(slug, { slots: ["one", "other"] });
    const [one, other] = [await newcomer(), await newcomer()];
    const { claimId } = await claimTask(world.as(one), { number });
    await claimTask(world.as(other), { number });
    world.clock.advance((14 / 3) * day - 5 * minute);
    const { eventId } = await releaseClaim(world.as(maintainer), { id: claimId });
    world.clock.advance(30 * minute);
    await remindHolders(world.system);
    const clockOf = async (person: typeof one) => {
      const { claim } = database().tables;
      const { leaseEndsAt, remindedAt } = claim;
      const [row] = await database()
        .db.select({ leaseEndsAt, remindedAt })
        .from(claim)
        .where(eq(claim.personId, person.id));
      return row;
    };
    const before = await clockOf(other);
    // It came late, so it moved the end.
    expect(before?.remindedAt).toEqual(world.clock.now());
    await undoChange(world.as(maintainer), { eventId });
    expect(await clockOf(other)).toEqual(before);
    // Of the claim that the change had ended the reminder is still to come.
    expect(await clockOf(one)).toMatchObject({ remindedAt: null });
  });

  it("lets a holder take back giving up, but not someone else's release, and not after an hour", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number });
    const released = await releaseClaim(me, { id: claimId });
    expect((await undoChange(me, { eventId: released.eventId })).task.status).toBe("claimed");
    const revoked = await releaseClaim(world.as(maintainer), { id: claimId });
    expect((await refusal(undoChange(me, { eventId: revoked.eventId }))).code).toBe("forbidden");
    world.clock.advance(61 * 60 * 1000);
    expect((await refusal(undoChange(world.as(maintainer), { eventId: revoked.eventId }))).code).toBe("undo_too_late");
  });

  it("does not let undoing get past the cap", async () => {
    const me = world.as(await newcomer());
    const { number } = await world.task(slug);
    const first = await claimTask(me, { number });
    const released = await releaseClaim(me, { id: first.claimId });
    const second = await claimTask(me, { number: (await world.task(slug)).number });
    const { code, data } = await refusal(undoChange(me, { eventId: released.eventId }));
    expect(code).toBe("cap_reached");
    expect(data).toMatchObject({ cap: 1, claims: [{ id: second.claimId }] });
    expect((await readTask(me, number)).status).toBe("open");
    // A maintainer's own mistake is theirs to mend: it does not cost the holder either task.
    const mistake = await releaseClaim(world.as(maintainer), { id: second.claimId });
    const third = await claimTask(me, { number: (await world.task(slug)).number });
    await undoChange(world.as(maintainer), { eventId: mistake.eventId });
    expect((await readMe(me)).claims).toHaveLength(2);
    await releaseClaim(me, { id: third.claimId });
    await releaseClaim(me, { id: second.claimId });
    expect((await undoChange(me, { eventId: released.eventId })).task.status).toBe("claimed");
    expect((await readMe(me)).claims).toHaveLength(1);
  });

  it("does not let a holder undo a finish that they have used since to claim more", async () => {
    const me = world.as(await newcomer());
    const { number } = await world.task(slug);
    const { claimId: id } = await claimTask(me, { number });
    await linkClaim(me, { id, url: "https://github.com/mosn/layotto/pull/1" });
    const { eventId } = await completeClaim(me, { id, merged: true });
    const next = await claimTask(me, { number: (await world.task(slug)).number });
    await claimTask(me, { number: (await world.task(slug)).number });
    expect((await refusal(undoChange(me, { eventId }))).code).toBe("undo_too_late");
    await releaseClaim(me, { id: next.claimId });
    expect((await refusal(undoChange(me, { eventId }))).code).toBe("undo_too_late");
    expect((await undoChange(world.as(maintainer), { eventId })).task.status).toBe("in_review");
  });

  it("lets nobody undo the finishing of someone else's claim once they maintain the project no more", async () => {
    const { number } = await world.task(slug);
    const { claimId } = await claimTask(world.as(await newcomer()), { number });
    const helper = await newcomer();
    await world.member(slug, helper, "maintainer");
    const { eventId } = await completeClaim(world.as(helper), { id: claimId });
    await removeMember(world.system, { project: slug, login: helper.login });
    expect((await refusal(undoChange(world.as(helper), { eventId }))).code).toBe("forbidden");
    expect((await undoChange(world.as(maintainer), { eventId })).task.status).toBe("claimed");
  });

  it("keeps at most twenty links of one claim", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId: id } = await claimTask(me, { number });
    for (let count = 1; count <= 20; count += 1) await linkClaim(me, { id, url: `https://example.org/${count}` });
    const { data } = await refusal(linkClaim(me, { id, url: "https://example.org/21" }));
    expect(data).toEqual({ issues: [{ path: "url", code: "too_many_links", params: { maximum: 20 } }] });
    expect((await linkClaim(me, { id, url: "https://example.org/20" })).task.links).toHaveLength(20);
  });

  it("ends open claims with the task, as finished when it is done, and undo brings them back", async () => {
    const { number } = await world.task(slug);
    const person = await newcomer();
    const { claimId, task } = await claimTask(world.as(person), { number });
    const closed = await closeTask(world.as(maintainer), { number, reason: "done" });
    expect(closed.task).toMatchObject({ status: "done", finishedBy: [{ login: person.login }] });
    const undone = await undoChange(world.as(maintainer), { eventId: closed.eventId });
    expect(undone.task).toMatchObject({ status: "claimed", finishedBy: [], holders: task.holders });
    await closeTask(world.as(maintainer), { number, reason: "not_planned", comment: "不做了" });
    const { claim } = database().tables;
    const [row] = await database()
      .db.select()
      .from(claim)
      .where(eq(claim.id, claimId ?? ""));
    expect(row).toMatchObject({ state: "revoked", endReason: "不做了" });
  });

  it("keeps a note in the timeline and refuses one from a bystander", async () => {
    const { number } = await world.task(slug);
    const me = world.as(await newcomer());
    const { claimId } = await claimTask(me, { number, plan: "先写一个测试" });
    const { task } = await noteClaim(me, { id: claimId, note: "测试写了一半" });
    expect(task.timeline[0]).toMatchObject({ kind: "claim.noted", details: { note: "测试写了一半" } });
    expect(task.timeline[1]?.details.note).toBe("先写一个测试");
    expect((await refusal(noteClaim(world.as(await newcomer()), { id: claimId, note: "?" }))).code).toBe("forbidden");
  });
});
