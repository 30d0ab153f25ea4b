import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day, hour } from "../../domain/policy";
import type { TaskView } from "../../domain/views";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { expireClaims } from "../claims/expire";
import { releaseClaim } from "../claims/release";
import { remindHolders } from "../claims/remind";
import { undoChange } from "../events/undo";
import { readMe } from "../people/me";
import { editSlots } from "../slots/edit";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "./join";
import { lapseOffers } from "./lapse";
import { leaveWaitlist } from "./leave";

let count = 0;

/** Who is in line, first come first; an offer is marked. */
const line = (task: TaskView) => task.waitlist.map(({ person, offer }) => (offer ? `${person.login}!` : person.login));

onBothEngines("the waitlist", ({ database }) => {
  type Person = Awaited<ReturnType<World["person"]>>;
  let world: World;
  let slug: string;
  let keeper: Person;

  const newcomer = () => world.person(`new${count++}`);
  const read = (number: number) => readTask(world.visitor, number);

  /** A task that someone holds, with so many people in line. */
  async function heldTask(waiting: number, slots?: string[]) {
    const { number } = await world.task(slug, slots ? { slots } : {});
    const holder = await newcomer();
    const { claimId } = await claimTask(world.as(holder), { number });
    for (const _ of (slots ?? []).slice(1)) await claimTask(world.as(await newcomer()), { number });
    const people: Person[] = [];
    for (let index = 0; index < waiting; index += 1) {
      const person = await newcomer();
      await joinWaitlist(world.as(person), { number });
      people.push(person);
    }
    return { number, holder, id: claimId ?? "", people };
  }

  /** What a person was told, by kind. */
  async function told(person: Person) {
    const { notice } = database().tables;
    const rows = await database().db.select().from(notice).where(eq(notice.personId, person.id)).orderBy(notice.id);
    return rows.map((row) => row.kind);
  }

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    keeper = await world.person("keeper");
    await world.member(slug, keeper, "maintainer");
  });

  it("keeps the order of coming, tells each their place, and lets them leave", async () => {
    const { number, people } = await heldTask(3);
    const [first, second, third] = people as [Person, Person, Person];
    expect(line(await read(number))).toEqual([first.login, second.login, third.login]);
    expect((await read(number)).waiting).toBe(3);
    const [wait] = (await readMe(world.as(third))).waits;
    expect(wait).toMatchObject({ task: { number }, place: 3, waiting: 3, offer: null });

    const again = await joinWaitlist(world.as(second), { number });
    expect(line(again.task)).toEqual([first.login, second.login, third.login]);
    const left = await leaveWaitlist(world.as(first), { number });
    expect(line(left.task)).toEqual([second.login, third.login]);
    expect((await readMe(world.as(third))).waits[0]).toMatchObject({ place: 2, waiting: 2 });
    await expect(leaveWaitlist(world.as(first), { number })).rejects.toMatchObject({
      code: "not_found",
      data: { what: "place" },
    });
    expect(line((await joinWaitlist(world.as(first), { number })).task)).toEqual([
      second.login,
      third.login,
      first.login,
    ]);
  });

  it("refuses to let one wait for what is free, held by oneself, or over", async () => {
    const { number } = await world.task(slug);
    const person = world.as(await newcomer());
    await expect(joinWaitlist(person, { number })).rejects.toMatchObject({
      code: "slot_free",
      data: { task: number },
    });
    await claimTask(person, { number });
    await expect(joinWaitlist(person, { number })).rejects.toMatchObject({ code: "already_holding" });
    await closeTask(world.as(keeper), { number, reason: "done" });
    await expect(joinWaitlist(person, { number })).rejects.toMatchObject({
      code: "task_not_open",
      data: { task: number, status: "done", instead: expect.any(Array) },
    });
  });

  describe("offers what becomes free to the next in line, in the same transaction", () => {
    const ways: Record<string, (task: Awaited<ReturnType<typeof heldTask>>) => Promise<unknown>> = {
      "a release": ({ holder, id }) => releaseClaim(world.as(holder), { id }),
      "a maintainer's release": ({ id }) => releaseClaim(world.as(keeper), { id, reason: "没有消息" }),
      "an added slot": async ({ number }) => {
        const { revision, slotList } = await read(number);
        const kept = slotList.map(({ id, name }) => ({ id, name: name ?? "Redis" }));
        return editSlots(world.as(keeper), { number, revision, slots: [...kept, { name: "etcd" }] });
      },
    };

    it.each(Object.keys(ways))("%s", async (way) => {
      const task = await heldTask(2);
      const [first, second] = task.people as [Person, Person];
      const before = await database().version();
      await ways[way]?.(task);
      expect(await database().version()).toBe(before + 1);
      const now = await read(task.number);
      expect(line(now)).toEqual([`${first.login}!`, second.login]);
      expect(now).toMatchObject({ status: "claimed", slots: { free: 0 }, waiting: 1 });
      const endsAt = new Date(world.clock.now().getTime() + 48 * hour).toISOString();
      expect(now.offer).toEqual({ person: { login: first.login, name: first.name }, endsAt });
      expect(now.timeline[0]).toMatchObject({
        kind: "waitlist.offered",
        actor: null,
        details: { leaseEndsAt: endsAt },
      });
      expect((await told(first)).filter((kind) => kind === "offer.made")).toHaveLength(1);
      expect(await told(second)).toEqual([]);
      expect((await readMe(world.as(second))).waits[0]).toMatchObject({ place: 1, waiting: 1 });
    });

    it("the end of a lease", async () => {
      const { number, people } = await heldTask(1);
      world.clock.advance(5 * day);
      await remindHolders(world.system);
      world.clock.advance(3 * day);
      await expireClaims(world.system);
      expect(line(await read(number))).toEqual([`${people[0]?.login}!`]);
    });

    it("a slot that is opened again", async () => {
      const { number, people } = await heldTask(1, ["Redis"]);
      const keeps = world.as(keeper);
      const [redis] = (await read(number)).slotList;
      const edit = async (isClosed: boolean) => {
        const { revision, slotList } = await read(number);
        const etcd = slotList.find((slot) => slot.name === "etcd");
        const slots = [
          { id: redis?.id, name: "Redis" },
          { id: etcd?.id, name: "etcd", isClosed },
        ];
        return (await editSlots(keeps, { number, revision, slots })).task;
      };
      expect(line(await edit(true))).toEqual([people[0]?.login]);
      expect(line(await edit(false))).toEqual([`${people[0]?.login}!`]);
    });
  });

  it("keeps an offered slot for its person and refuses everyone else", async () => {
    const { number, holder, id, people } = await heldTask(2);
    const [first, second] = people as [Person, Person];
    const released = await releaseClaim(world.as(holder), { id });
    // What was offered to someone cannot be taken back from them.
    expect(released.eventId).toBeNull();
    const until = released.task.offer?.endsAt;
    for (const other of [holder, second, await newcomer()]) {
      await expect(claimTask(world.as(other), { number })).rejects.toMatchObject({
        code: "slot_offered",
        data: { task: number, person: first.login, until, waiting: 1, instead: expect.any(Array) },
      });
    }
    const { task } = await claimTask(world.as(first), { number });
    expect(task.holders[0]?.person.login).toBe(first.login);
    expect(task.offer).toBeNull();
    expect(line(task)).toEqual([second.login]);
    expect((await readMe(world.as(first))).waits).toEqual([]);
  });

  it("passes an offer on when its time is over, and then the slot is free for all", async () => {
    const { number, id, people } = await heldTask(2);
    const [first, second] = people as [Person, Person];
    await releaseClaim(world.as(keeper), { id });
    world.clock.advance(48 * hour - 1);
    await lapseOffers(world.system);
    expect(line(await read(number))).toEqual([`${first.login}!`, second.login]);
    world.clock.advance(1);
    expect(await lapseOffers(world.system)).toBeGreaterThan(0);
    expect(await lapseOffers(world.system)).toBe(0);
    const next = await read(number);
    expect(line(next)).toEqual([`${second.login}!`]);
    expect(next.timeline.map((one) => one.kind).slice(0, 2)).toEqual(["waitlist.offered", "waitlist.lapsed"]);
    expect(next.timeline[1]?.details.person?.login).toBe(first.login);
    expect(await told(first)).toEqual(["offer.made", "offer.lapsed"]);
    world.clock.advance(48 * hour);
    await lapseOffers(world.system);
    expect(await read(number)).toMatchObject({ status: "open", slots: { free: 1 }, waitlist: [], offer: null });
    await claimTask(world.as(await newcomer()), { number });
  });

  it("does not let who passed an offer on jump back over the line", async () => {
    const { number, id, people } = await heldTask(3);
    const [first, second, third] = people as [Person, Person, Person];
    await releaseClaim(world.as(keeper), { id });
    const { task } = await leaveWaitlist(world.as(first), { number });
    expect(line(task)).toEqual([`${second.login}!`, third.login]);
    await expect(claimTask(world.as(first), { number })).rejects.toMatchObject({ code: "slot_offered" });
    expect(line((await joinWaitlist(world.as(first), { number })).task)).toEqual([
      `${second.login}!`,
      third.login,
      first.login,
    ]);
    world.clock.advance(48 * hour);
    await lapseOffers(world.system);
    await expect(claimTask(world.as(second), { number })).rejects.toMatchObject({
      code: "slot_offered",
      data: { person: third.login, waiting: 1 },
    });
  });

  it("puts two who come in the same second one behind the other, and gives one slot to one of them", async () => {
    const { number, id } = await heldTask(0);
    const people = await Promise.all([newcomer(), newcomer()]);
    await Promise.all(people.map((person) => joinWaitlist(world.as(person), { number })));
    const [first, second] = (await read(number)).waitlist;
    expect(people.map((person) => person.login).sort()).toEqual([first?.person.login, second?.person.login].sort());
    expect(first?.joinedAt).toBe(second?.joinedAt);
    await releaseClaim(world.as(keeper), { id });
    const results = await Promise.allSettled(people.map((person) => claimTask(world.as(person), { number })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await read(number)).holders[0]?.person.login).toBe(first?.person.login);
  });

  it("offers as many slots as become free, each to one person", async () => {
    const { number, people } = await heldTask(3, ["Redis", "etcd"]);
    for (const holder of (await read(number)).holders) await releaseClaim(world.as(keeper), { id: holder.claimId });
    const task = await read(number);
    expect(line(task)).toEqual([`${people[0]?.login}!`, `${people[1]?.login}!`, people[2]?.login]);
    const offered = task.slotList.map((slot) => slot.offer?.person.login);
    expect(offered).toEqual([people[0]?.login, people[1]?.login]);
    // Theirs is the slot that is held for them, whatever else they name.
    const other = task.slotList.find((slot) => slot.offer?.person.login === people[1]?.login);
    await expect(claimTask(world.as(people[0] as Person), { number, slot: other?.id })).rejects.toMatchObject({
      code: "slot_offered",
      data: { person: people[1]?.login },
    });
  });

  it("sends everyone home when the task is closed, tells them, and undoing that brings them back", async () => {
    const { number, id, people } = await heldTask(2, ["Redis", "etcd"]);
    await releaseClaim(world.as(keeper), { id });
    const before = await read(number);
    expect(line(before)).toEqual([`${people[0]?.login}!`, people[1]?.login]);
    const closed = await closeTask(world.as(keeper), { number, reason: "not_planned" });
    expect(closed.task).toMatchObject({ waitlist: [], offer: null, waiting: 0 });
    for (const person of people) {
      expect((await told(person)).filter((kind) => kind === "task.closed")).toHaveLength(1);
      expect((await readMe(world.as(person))).waits).toEqual([]);
    }
    const undone = await undoChange(world.as(keeper), { eventId: closed.eventId });
    expect(undone.task.waitlist).toEqual(before.waitlist);
    expect(undone.task.offer).toEqual(before.offer);
    expect(await told(people[0] as Person)).toEqual(["offer.made", "task.closed", "offer.made"]);
    expect(await told(people[1] as Person)).toEqual(["task.closed"]);
  });

  it("sends everyone home when the last slot is finished; an undo does not bring back who left by themselves", async () => {
    const one = await heldTask(1);
    const done = await completeClaim(world.as(keeper), { id: one.id });
    expect(done.task).toMatchObject({ status: "done", waitlist: [] });
    expect(line((await undoChange(world.as(keeper), { eventId: done.eventId })).task)).toEqual([one.people[0]?.login]);

    const two = await heldTask(2, ["Redis", "etcd"]);
    const finished = await completeClaim(world.as(keeper), { id: two.id });
    await leaveWaitlist(world.as(two.people[0] as Person), { number: two.number });
    const undone = await undoChange(world.as(keeper), { eventId: finished.eventId });
    expect(line(undone.task)).toEqual([two.people[1]?.login]);
  });

  it("takes an offer back when its slot is closed; its person is first in line again", async () => {
    const { number, id, people } = await heldTask(2, ["Redis", "etcd"]);
    await releaseClaim(world.as(keeper), { id });
    const { revision, slotList } = await read(number);
    const slots = slotList.map(({ id, name, offer }) => ({ id, name, isClosed: offer !== null }));
    const { task } = await editSlots(world.as(keeper), { number, revision, slots });
    expect(line(task)).toEqual([people[0]?.login, people[1]?.login]);
    expect(task.slots).toEqual({ total: 1, free: 0 });
    expect(await told(people[0] as Person)).toEqual(["offer.made", "offer.withdrawn"]);
    expect(await told(people[1] as Person)).toEqual([]);
    const [holder] = task.holders;
    await releaseClaim(world.as(keeper), { id: holder?.claimId });
    expect(line(await read(number))).toEqual([`${people[0]?.login}!`, people[1]?.login]);
  });

  it("takes an offer back when its slot is removed, and offers the one that comes in its place", async () => {
    const { number, people } = await heldTask(1, ["Redis", "etcd"]);
    const [first] = people as [Person];
    const edit = async (...names: string[]) => {
      const { revision, slotList } = await read(number);
      const slots = names.map((name) => ({ id: slotList.find((slot) => slot.name === name)?.id, name }));
      world.clock.advance(1000);
      return (await editSlots(world.as(keeper), { number, revision, slots })).task;
    };
    expect(line(await edit("Redis", "etcd", "Consul"))).toEqual([`${first.login}!`]);
    const replaced = await edit("Redis", "etcd", "Nacos");
    expect(replaced.slotList.map((slot) => slot.offer?.person.login ?? null)).toEqual([null, null, first.login]);
    expect(line(await edit("Redis", "etcd"))).toEqual([first.login]);
    expect(await told(first)).toEqual(["offer.made", "offer.made", "offer.withdrawn"]);
  });
});
