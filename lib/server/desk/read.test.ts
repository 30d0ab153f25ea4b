import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { linkClaim } from "../claims/link";
import { noteClaim } from "../claims/note";
import { remindHolders } from "../claims/remind";
import { renewClaim } from "../claims/renew";
import type { ActingPerson, Context } from "../context";
import { markTasks } from "../jobs/mark";
import { editMe } from "../people/hide";
import { closeTask } from "../tasks/close";
import { confirmTasks } from "../tasks/confirm";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { readDesk } from "./read";

onBothEngines("the maintainers' desk", ({ database }) => {
  let world: World;
  let keeper: Context;
  let administrator: Context;
  let people: ActingPerson[];

  beforeAll(async () => {
    world = createWorld(database());
    const person = await world.person("keeper");
    keeper = world.as(person);
    administrator = world.as(await world.person("administrator", { isAdmin: true }));
    people = [];
    for (let index = 0; index < 8; index += 1) people.push(await world.person(`person${index}`));
    for (const slug of ["mine", "theirs"]) await world.project(slug);
    await world.member("mine", person, "maintainer");
    await world.member("theirs", person, "mentor");
  });

  const as = (index: number) => world.as(people[index] as ActingPerson);

  /** A task of a project that someone holds. */
  async function held(index: number, project = "mine") {
    const { number } = await world.task(project, { difficulty: "easy" });
    const { claimId } = await claimTask(as(index), { number });
    return { number, id: claimId ?? "" };
  }

  /** A question as it stands in the database. */
  async function ask(
    number: number,
    body: string,
    more: { flaggedAt?: Date; answeredAt?: Date; deletedAt?: Date; acceptedAnswerId?: number } = {},
  ) {
    const { task } = database().tables;
    const rows = await database().db.select().from(task);
    const projectId = rows.find((row) => row.number === number)?.projectId ?? "";
    await database().transaction(async (tx) => {
      const createdAt = world.clock.now();
      await tx.db
        .insert(tx.tables.post)
        .values({ taskNumber: number, projectId, personId: people[0]?.id ?? null, body, createdAt, ...more });
    });
  }

  it("is empty for who maintains nothing, and closed to visitors", async () => {
    const nothing = { total: 0, items: [] };
    expect(await readDesk(as(0))).toEqual({
      questions: nothing,
      claims: nothing,
      confirm: nothing,
      waits: nothing,
      repositories: nothing,
    });
    await expect(readDesk(world.visitor)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("lists open questions of its projects, overdue ones first", async () => {
    const [mine, theirs] = [await world.task("mine"), await world.task("theirs")];
    const now = world.clock.now();
    await ask(mine.number, "Settled by its asker", { acceptedAnswerId: 1 });
    await ask(mine.number, "Where do I **begin**?");
    await ask(mine.number, "Is it still wanted?", { flaggedAt: now });
    await ask(mine.number, "Answered", { answeredAt: now });
    await ask(mine.number, "", { deletedAt: now });
    await ask(theirs.number, "Theirs");
    const { questions } = await readDesk(keeper);
    expect(questions.total).toBe(2);
    expect(questions.items.map((one) => [one.text, one.isOverdue])).toEqual([
      ["Is it still wanted?", true],
      ["Where do I begin?", false],
    ]);
    expect(questions.items[0]).toMatchObject({
      task: { number: mine.number, titles: mine.titles },
      project: { slug: "mine" },
      person: { login: "person0" },
    });
    expect((await readDesk(administrator)).questions.total).toBe(3);
    await editMe(as(0), { isHidden: true });
    const hidden = (await readDesk(keeper)).questions.items.map((one) => one.person);
    await editMe(as(0), { isHidden: false });
    expect(hidden[0]).toEqual({ login: "person0", name: "PERSON0", isHidden: true });
  });

  it("lists claims that went silent after their reminder, and reviews that take long", async () => {
    const silent = await held(1);
    const sooner = await held(2, "theirs");
    const spoke = await held(3);
    const renewing = await held(4);
    const review = await held(5);
    const quick = await held(6);
    await linkClaim(as(5), { id: review.id, url: "https://github.com/a/b/pull/5" });
    const linkedAt = world.clock.now().toISOString();
    world.clock.advance(5 * day);
    await remindHolders(world.system);
    const remindedAt = world.clock.now().toISOString();
    world.clock.advance(1000);
    await noteClaim(as(3), { id: spoke.id, note: "On it" });
    await renewClaim(as(4), { id: renewing.id });
    await linkClaim(as(6), { id: quick.id, url: "https://github.com/a/b/pull/6" });
    const first = (await readDesk(keeper)).claims;
    expect(first.items.map((one) => [one.claim.id, one.reason, one.since])).toEqual([
      [silent.id, "silent", remindedAt],
    ]);

    world.clock.advance(10 * day);
    const { claims } = await readDesk(keeper);
    expect(claims.total).toBe(2);
    expect(claims.items.map((one) => [one.claim.id, one.reason])).toEqual([
      [silent.id, "silent"],
      [review.id, "review"],
    ]);
    expect(claims.items[1]?.claim.links.map((link) => link.label)).toEqual(["a/b#5"]);
    expect(claims.items[1]?.since).toBe(linkedAt);
    const all = (await readDesk(administrator)).claims.items.map((one) => one.claim.id);
    expect(all).toEqual(expect.arrayContaining([silent.id, sooner.id]));
  });

  it("lists open tasks that nobody reconfirmed, the longest first, until someone does", async () => {
    const older = await world.task("mine", { difficulty: "hard" });
    world.clock.advance(30 * day);
    const newer = await world.task("mine");
    const closed = await world.task("mine");
    const theirs = await world.task("theirs");
    world.clock.advance(65 * day);
    await markTasks(world.system);
    await closeTask(world.system, { number: closed.number, reason: "not_planned" });
    const listed = async () =>
      (await readDesk(keeper)).confirm.items
        .map((one) => [one.task.number, one.freshness])
        .filter(([number]) => [older, newer, closed, theirs].some((one) => one.number === number));
    expect(await listed()).toEqual([
      [older.number, "dormant"],
      [newer.number, "ask_first"],
    ]);
    const { confirm } = await readDesk(keeper);
    expect(confirm.items.find((one) => one.task.number === older.number)).toMatchObject({
      difficulty: "hard",
      confirmedAt: older.createdAt,
    });
    expect(confirm.total).toBe(confirm.items.length);
    await confirmTasks(keeper, { numbers: [older.number] });
    expect(await listed()).toEqual([[newer.number, "ask_first"]]);
  });

  it("lists tasks on which people wait", async () => {
    const { number } = await held(0);
    const since = world.clock.now().toISOString();
    await joinWaitlist(as(7), { number });
    world.clock.advance(day);
    await joinWaitlist(as(6), { number });
    const { waits } = await readDesk(keeper);
    expect(waits).toEqual({
      total: 1,
      items: [expect.objectContaining({ task: expect.objectContaining({ number }), people: 2, since })],
    });
  });
});
