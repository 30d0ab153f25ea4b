import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import type { Context } from "../context";
import { undoChange } from "../events/undo";
import { markTasks } from "../jobs/mark";
import { createWorld, type World } from "../testing";
import { closeTask } from "./close";
import { confirmTasks } from "./confirm";
import { readTask } from "./read";

onBothEngines("confirming tasks", ({ database }) => {
  let world: World;
  let keeper: Context;
  let mine: string;
  let theirs: string;

  beforeAll(async () => {
    world = createWorld(database());
    const person = await world.person("keeper");
    keeper = world.as(person);
    mine = await world.project("mine");
    theirs = await world.project("theirs");
    await world.member(mine, person, "maintainer");
    await world.member(theirs, person, "mentor");
  });

  const read = (number: number) => readTask(world.visitor, number);

  /** A task that has left the first view. */
  async function dormant(project = mine) {
    const { number } = await world.task(project);
    world.clock.advance(90 * day);
    await markTasks(world.system);
    return number;
  }

  it("makes them fresh, says so in each one's history, and moves none of them up", async () => {
    const numbers = [await dormant(), await dormant()];
    const before = await Promise.all(numbers.map(read));
    world.clock.advance(1000);
    expect(await confirmTasks(keeper, { numbers: [...numbers, ...numbers] })).toMatchObject({ numbers });
    for (const [index, number] of numbers.entries()) {
      const task = await read(number);
      expect(task).toMatchObject({
        freshness: "fresh",
        confirmedAt: world.clock.now().toISOString(),
        updatedAt: before[index]?.updatedAt,
        revision: before[index]?.revision,
      });
      const said = task.timeline.filter((one) => one.kind === "task.confirmed");
      expect(said.map((one) => one.actor?.login)).toEqual(["keeper"]);
    }
  });

  it("confirms all or none", async () => {
    const number = await dormant();
    const others = [await dormant(theirs), 999_999, await dormant()];
    await closeTask(world.system, { number: others[2] ?? 0, reason: "not_planned" });
    for (const [index, code] of (["forbidden", "not_found", "task_not_open"] as const).entries()) {
      await expect(confirmTasks(keeper, { numbers: [number, others[index]] })).rejects.toMatchObject({ code });
    }
    expect(await read(number)).toMatchObject({ freshness: "dormant" });
    await expect(confirmTasks(keeper, { numbers: [] })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is taken back one by one, while nothing else happened to the task", async () => {
    const numbers = [await dormant(), await dormant()] as const;
    const before = await read(numbers[0]);
    world.clock.advance(day);
    const { eventIds } = await confirmTasks(keeper, { numbers });
    world.clock.advance(1000);
    await undoChange(keeper, { eventId: eventIds[0] });
    expect(await read(numbers[0])).toMatchObject({ freshness: "dormant", confirmedAt: before.confirmedAt });
    expect(await read(numbers[1])).toMatchObject({ freshness: "fresh" });
    await expect(undoChange(keeper, { eventId: eventIds[0] })).rejects.toMatchObject({ code: "undo_too_late" });
    await expect(undoChange(world.visitor, { eventId: eventIds[1] })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await confirmTasks(keeper, { numbers: [numbers[1]] });
    await expect(undoChange(keeper, { eventId: eventIds[1] })).rejects.toMatchObject({ code: "undo_too_late" });
  });

  it("is no sign of a claim's holder", async () => {
    const holder = world.as(await world.person("holder"));
    const { number } = await world.task(mine);
    await claimTask(holder, { number });
    const { claim } = database().tables;
    const before = await database().db.select().from(claim);
    world.clock.advance(day);
    await confirmTasks(keeper, { numbers: [number] });
    expect(await database().db.select().from(claim)).toEqual(before);
  });
});
