import { beforeAll, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { moveClaim } from "../claims/move";
import { releaseClaim } from "../claims/release";
import { createTask } from "../tasks/create";
import { editTask } from "../tasks/edit";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { editSlots } from "./edit";

let count = 0;

onBothEngines("slots", ({ database }) => {
  type Person = Awaited<ReturnType<World["person"]>>;
  let world: World;
  let slug: string;
  let keeper: Person;

  const newcomer = () => world.person(`new${count++}`);
  const read = (number: number) => readTask(world.visitor, number);
  const named = async (names: string[]) => {
    const { number } = await world.task(slug, { slots: names });
    const slotList = (await read(number)).slotList;
    return { number, ids: slotList.map((slot) => slot.id) };
  };
  /** The slots as an editor sends them back, with changes by name. */
  const asEdited = async (number: number, change: Record<string, { name?: string; isClosed?: boolean }> = {}) => {
    const { revision, slotList } = await read(number);
    const slots = slotList.map(({ id, name, isClosed }) => ({ id, name, isClosed, ...change[name ?? ""] }));
    return { number, revision, slots };
  };

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    keeper = await world.person("keeper");
    await world.member(slug, keeper, "maintainer");
  });

  it("gives five people five of 24, each with a lease, an end and a finish of their own", async () => {
    const names = Array.from({ length: 24 }, (_, index) => `component ${index + 1}`);
    const { number, ids } = await named(names);
    expect((await read(number)).slotList.map((slot) => slot.name)).toEqual(names);
    const people = await Promise.all(Array.from({ length: 5 }, newcomer));
    const wishes = [3, 3, 3, undefined, 20];
    const results = await Promise.allSettled(
      people.map((person, index) => {
        const wish = wishes[index];
        return claimTask(world.as(person), wish === undefined ? { number } : { number, slot: ids[wish] });
      }),
    );
    const lost = results.filter((one) => one.status === "rejected");
    expect(lost).toHaveLength(2);
    for (const { reason } of lost) expect(reason).toMatchObject({ code: "slot_taken", data: { task: number } });
    let task = await read(number);
    expect(task).toMatchObject({ status: "open", slots: { total: 24, free: 21 } });
    expect(task.slotList.flatMap((slot, index) => (slot.holder ? index : []))).toEqual([0, 3, 20]);

    const [first, second, third] = task.slotList.flatMap((slot) => slot.holder ?? []);
    await completeClaim(world.as(keeper), { id: first?.claimId });
    await releaseClaim(world.as(keeper), { id: second?.claimId });
    task = await read(number);
    expect(task).toMatchObject({ status: "open", slots: { total: 24, free: 22 } });
    expect(task.slotList[0]).toMatchObject({ isFinished: true, holder: null });

    // Done when every open slot is.
    const rest = await asEdited(number);
    const keep = new Set([ids[0], ids[20]]);
    const slots = rest.slots.map((slot) => ({ ...slot, isClosed: !keep.has(slot.id) }));
    expect((await editSlots(world.as(keeper), { ...rest, slots })).task).toMatchObject({
      status: "claimed",
      slots: { total: 2, free: 0 },
    });
    const done = await completeClaim(world.as(keeper), { id: third?.claimId });
    expect(done.task).toMatchObject({ status: "done", slots: { total: 2, free: 0 } });
  });

  describe("moving a claim", () => {
    it("keeps its lease, frees the slot it leaves, and can be moved back", async () => {
      const { number, ids } = await named(["Redis", "etcd"]);
      const me = world.as(await newcomer());
      const { claimId, task } = await claimTask(me, { number, slot: ids[0] });
      const moved = await moveClaim(me, { id: claimId, slot: ids[1] });
      expect(moved.claimId).toBe(claimId);
      expect(moved.task.slotList.map((slot) => slot.holder)).toEqual([null, task.slotList[0]?.holder]);
      expect(moved.task.timeline[0]).toMatchObject({ kind: "claim.moved", details: { slot: "etcd" } });
      const back = await moveClaim(world.as(keeper), { id: claimId, slot: ids[0] });
      expect(back.task.slotList.map((slot) => slot.holder?.claimId ?? null)).toEqual([claimId, null]);
      const same = await moveClaim(me, { id: claimId, slot: ids[0] });
      expect(same.task.timeline).toEqual(back.task.timeline);
    });

    it("is refused to what is held, offered, finished, closed, or of another task", async () => {
      const { number, ids } = await named(["held", "finished", "closed", "offered", "mine"]);
      const elsewhere = await named(["Redis"]);
      const claim = async (index: number) => {
        const person = await newcomer();
        const { claimId } = await claimTask(world.as(person), { number, slot: ids[index] });
        return { id: claimId, person };
      };
      const holder = await claim(0);
      await completeClaim(world.as(keeper), { id: (await claim(1)).id });
      const { id: offered } = await claim(3);
      const mine = await claim(4);
      await editSlots(world.as(keeper), await asEdited(number, { closed: { isClosed: true } }));
      const next = await newcomer();
      await joinWaitlist(world.as(next), { number });
      await releaseClaim(world.as(keeper), { id: offered });
      const move = (slot: string | undefined) => moveClaim(world.as(mine.person), { id: mine.id, slot });
      await expect(move(ids[0])).rejects.toMatchObject({
        code: "slot_taken",
        data: { holder: holder.person.login },
      });
      await expect(move(ids[3])).rejects.toMatchObject({ code: "slot_offered", data: { person: next.login } });
      for (const slot of [ids[1], ids[2], elsewhere.ids[0]]) {
        await expect(move(slot)).rejects.toMatchObject({ code: "not_found", data: { what: "slot" } });
      }
    });

    it("lets one of two win who move to the same slot at once", async () => {
      const { number, ids } = await named(["Redis", "etcd", "Consul"]);
      const claims = await Promise.all(
        [0, 1].map(async (index) => {
          const me = world.as(await newcomer());
          const { claimId } = await claimTask(me, { number, slot: ids[index] });
          return { me, id: claimId };
        }),
      );
      const results = await Promise.allSettled(claims.map(({ me, id }) => moveClaim(me, { id, slot: ids[2] })));
      expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
      for (const one of results) if (one.status === "rejected") expect(one.reason.code).toBe("slot_taken");
      const task = await read(number);
      expect(task.slots.free).toBe(1);
      expect(task.slotList[2]?.holder).not.toBeNull();
    });

    it("and claiming the same slot at once gives it to one of the two", async () => {
      const { number, ids } = await named(["Redis", "etcd"]);
      const [mover, claimer] = [world.as(await newcomer()), world.as(await newcomer())];
      const { claimId } = await claimTask(mover, { number, slot: ids[0] });
      const results = await Promise.allSettled([
        moveClaim(mover, { id: claimId, slot: ids[1] }),
        claimTask(claimer, { number, slot: ids[1] }),
      ]);
      expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    });
  });

  describe("editing", () => {
    it("names, adds, orders, closes and removes, and says how many there are now", async () => {
      const { number } = await world.task(slug);
      const [only] = (await read(number)).slotList;
      const first = await editSlots(world.as(keeper), {
        number,
        revision: 0,
        slots: [{ name: "etcd" }, { id: only?.id, name: "Redis" }, { name: "Consul" }],
      });
      expect(first.task.slotList.map((slot) => slot.name)).toEqual(["etcd", "Redis", "Consul"]);
      expect(first.task.slotList[1]?.id).toBe(only?.id);
      expect(first.task.revision).toBe(1);
      expect(first.task.timeline[0]).toMatchObject({ kind: "task.slots_changed", details: { slots: 3 } });
      const edit = await asEdited(number, { Redis: { isClosed: true }, Consul: { name: "Nacos" } });
      const { task } = await editSlots(world.as(keeper), { ...edit, slots: edit.slots.slice(1) });
      expect(task.slotList.map(({ name, isClosed }) => [name, isClosed])).toEqual([
        ["Redis", true],
        ["Nacos", false],
      ]);
      expect(task.slots).toEqual({ total: 1, free: 1 });
    });

    it("renames what someone holds, but neither closes nor removes it", async () => {
      const { number, ids } = await named(["Redis", "etcd"]);
      const holder = await newcomer();
      await claimTask(world.as(holder), { number, slot: ids[0] });
      const keeps = world.as(keeper);
      await expect(editSlots(keeps, await asEdited(number, { Redis: { isClosed: true } }))).rejects.toMatchObject({
        code: "slot_held",
        data: { slot: "Redis", holder: holder.login },
      });
      const edit = await asEdited(number);
      await expect(editSlots(keeps, { ...edit, slots: edit.slots.slice(1) })).rejects.toMatchObject({
        code: "slot_used",
        data: { slot: "Redis" },
      });
      const { task } = await editSlots(keeps, await asEdited(number, { Redis: { name: "Redis Cluster" } }));
      expect(task.slotList[0]).toMatchObject({
        name: "Redis Cluster",
        holder: { person: { login: holder.login } },
      });
    });

    it("keeps what someone has worked on, which can be closed and opened again", async () => {
      const { number, ids } = await named(["Redis", "etcd"]);
      const { claimId } = await claimTask(world.as(await newcomer()), { number, slot: ids[0] });
      const keeps = world.as(keeper);
      await releaseClaim(keeps, { id: claimId });
      const edit = await asEdited(number);
      await expect(editSlots(keeps, { ...edit, slots: edit.slots.slice(1) })).rejects.toMatchObject({
        code: "slot_used",
      });
      const closed = await editSlots(keeps, await asEdited(number, { Redis: { isClosed: true } }));
      expect(closed.task.slots).toEqual({ total: 1, free: 1 });
      await expect(claimTask(world.as(await newcomer()), { number, slot: ids[0] })).rejects.toMatchObject({
        code: "not_found",
        data: { what: "slot" },
      });
      const open = await editSlots(keeps, await asEdited(number, { Redis: { isClosed: false } }));
      expect(open.task.slots).toEqual({ total: 2, free: 2 });
    });

    it("refuses missing and repeated names beside their fields, also when a task is added", async () => {
      const { number } = await named(["Redis", "etcd"]);
      const keeps = world.as(keeper);
      const edit = await asEdited(number);
      const bad = [...edit.slots, { name: "ＲＥＤＩＳ" }, { name: null }];
      await expect(editSlots(keeps, { ...edit, slots: bad })).rejects.toMatchObject({
        code: "invalid",
        data: {
          issues: [
            { path: "slots.2.name", code: "slot_name_repeated" },
            { path: "slots.3.name", code: "required" },
          ],
        },
      });
      const texts = { en: { title: "Components" } };
      await expect(createTask(keeps, { project: slug, texts, slots: ["Redis", "redis"] })).rejects.toMatchObject({
        data: { issues: [{ path: "slots.1.name", code: "slot_name_repeated" }] },
      });
    });

    it("refuses to close all, a slot that is named twice, and one of another task", async () => {
      const { number, ids } = await named(["Redis", "etcd"]);
      const other = await named(["Consul"]);
      const keeps = world.as(keeper);
      const close = { isClosed: true };
      await expect(editSlots(keeps, await asEdited(number, { Redis: close, etcd: close }))).rejects.toMatchObject({
        data: { issues: [{ path: "slots", code: "all_slots_closed" }] },
      });
      const { revision } = await read(number);
      const twice = [
        { id: ids[0], name: "Redis" },
        { id: ids[0], name: "etcd" },
      ];
      await expect(editSlots(keeps, { number, revision, slots: twice })).rejects.toMatchObject({
        data: { issues: [{ path: "slots.1.id", code: "slot_repeated" }] },
      });
      const foreign = [{ id: other.ids[0], name: "Consul" }];
      await expect(editSlots(keeps, { number, revision, slots: foreign })).rejects.toMatchObject({
        code: "not_found",
        data: { what: "slot" },
      });
      expect((await read(number)).slotList).toHaveLength(2);
    });

    it("refuses an edit that began before another one, with the task as it is now", async () => {
      const { number } = await named(["Redis", "etcd"]);
      const keeps = world.as(keeper);
      const mine = await asEdited(number, { Redis: { name: "Mine" } });
      const theirs = await editTask(keeps, { number, revision: mine.revision, difficulty: "hard" });
      await expect(editSlots(keeps, mine)).rejects.toMatchObject({
        code: "conflict",
        data: { what: "task", current: { number, revision: theirs.task.revision, difficulty: "hard" } },
      });
      expect((await read(number)).slotList[0]?.name).toBe("Redis");
    });
  });
});
