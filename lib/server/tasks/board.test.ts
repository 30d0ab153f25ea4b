import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { type BoardFilters, compareTasks, countBoard, matches, noFilters, taskSorts } from "../../domain/filters";
import { day } from "../../domain/policy";
import { listedStatus } from "../../domain/status";
import type { TaskCardView } from "../../domain/views";
import { difficulties, listedStatuses } from "../../domain/words";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { linkClaim } from "../claims/link";
import { markTasks } from "../jobs/mark";
import { listProjects } from "../projects/list";
import { createWorld, type World } from "../testing";
import { readBoard } from "./board";
import { cardViews } from "./cards";
import { closeTask } from "./close";
import { editTask } from "./edit";
import { listTasks } from "./list";
import { readTask } from "./read";
import { removeTask } from "./remove";
import { reopenTask } from "./reopen";

const words = ["测试", "异步", "Redis 组件", "文档优化", "Python SDK", "分布式锁", "tracing", "模块", "注解"];
const tagNames = ["API", "测试", "SDK"];

onBothEngines("the board", ({ database }) => {
  let world: World;
  let projects: string[];
  let all: TaskCardView[];

  beforeAll(async () => {
    world = createWorld(database());
    const [mentor, keeper] = [await world.person("mentor"), await world.person("keeper")];
    projects = [await world.project("alpha"), await world.project("beta"), await world.project("empty")];
    for (const slug of projects) {
      await world.member(slug, mentor, "mentor");
      await world.member(slug, keeper, "maintainer");
    }
    // A fixed walk through all kinds of tasks and changes, so that a failure can be read.
    const pick = <One>(from: readonly One[], index: number) => from[index % from.length] as One;
    for (let index = 0; index < 60; index += 1) {
      if (index % 4 === 0) world.clock.advance(3600_000);
      const { number, revision } = await world.task(pick(projects.slice(0, 2), index >> 1), {
        difficulty: pick([...difficulties, null], index),
        texts: { zh: { title: `${pick(words, index)} ${pick(words, index * 7 + 3)} ${index}` } },
        tags: tagNames.filter((_, tag) => (index + tag) % 3 === 0 || index % 11 === tag),
        mentors: index % 5 === 0 ? ["mentor"] : [],
      });
      const step = index % 12;
      if (step === 1) await closeTask(world.system, { number, reason: "not_planned" });
      if (step === 2) await closeTask(world.system, { number, reason: "done" });
      if (step === 3) {
        await closeTask(world.system, { number, reason: "done" });
        await reopenTask(world.system, { number });
      }
      if (step === 4 || step === 5 || step === 6) {
        const person = await world.person(`person${index}`);
        const { claimId } = await claimTask(world.as(person), { number });
        if (step > 4) await linkClaim(world.as(person), { id: claimId, url: `https://github.com/a/b/pull/${index}` });
        if (step > 5) await completeClaim(world.system, { id: claimId });
      }
      if (step === 7)
        await editTask(world.system, { number, revision, difficulty: null, tags: ["SDK", "SDK"], mentors: [] });
      if (step === 8) await removeTask(world.system, { number });
      if (step > 8) await confirmedAgo(number, step === 9 ? 100 : step === 10 ? 70 : 50);
    }
    await markTasks(world.system);
    const { task } = database().tables;
    const rows = await database().db.select({ number: task.number }).from(task).orderBy(asc(task.number));
    all = await cardViews(
      database(),
      rows.map((row) => row.number),
    );
  });

  /** A maintainer last said so many days ago that the task is wanted. */
  async function confirmedAgo(number: number, days: number) {
    const confirmedAt = new Date(world.clock.now().getTime() - days * day);
    await database().transaction(async (tx) => {
      await tx.db.update(tx.tables.task).set({ confirmedAt }).where(eq(tx.tables.task.number, number));
    });
  }

  const anyFilters: fc.Arbitrary<BoardFilters> = fc.record({
    difficulty: fc.constantFrom(null, ...difficulties, "unrated" as const),
    project: fc.constantFrom(null, "alpha", "beta", "empty", "unknown"),
    status: fc.constantFrom("all" as const, "all" as const, ...listedStatuses),
    tag: fc.constantFrom(null, null, "api", "测试", "sdk", "unknown"),
    hasMentor: fc.boolean(),
    q: fc.constantFrom("", "", "测试", "异步", "red", "sdk 文档", "alpha", "分布", "zzz", "！"),
    sort: fc.constantFrom(...taskSorts),
    view: fc.constant("columns" as const),
  });

  it("lists, orders and counts in SQL what the same filters give in the browser", async () => {
    const known = {
      projects: (await listTasks(world.visitor, noFilters)).counts.project.flatMap((one) => one.project ?? []),
      tags: (await listTasks(world.visitor, noFilters)).counts.tag.flatMap((one) => one.tag ?? []),
    };
    await fc.assert(
      fc.asyncProperty(anyFilters, async (filters) => {
        const expected = all.filter((task) => matches(task, filters)).sort(compareTasks(filters.sort));
        const view = await listTasks(world.visitor, filters, { limit: 200 });
        expect(view.tasks.map((task) => task.number)).toEqual(expected.map((task) => task.number));
        expect(view.counts).toEqual(countBoard(all, filters, known));
        const board = await readBoard(world.visitor, filters, { perColumn: 100 });
        expect(board.counts).toEqual(view.counts);
        for (const column of board.columns) {
          const ofColumn = expected.filter((task) => task.difficulty === column.difficulty);
          expect(column.tasks).toEqual(ofColumn);
          expect(column.total).toBe(ofColumn.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("pages through everything once, in order, whatever the size of a page", async () => {
    for (const sort of taskSorts) {
      for (const limit of [1, 7, 1000]) {
        const filters = { ...noFilters, status: "all" as const, sort };
        const seen: number[] = [];
        let cursor: string | null = null;
        do {
          const page = await listTasks(world.visitor, filters, { cursor, limit });
          seen.push(...page.tasks.map((task) => task.number));
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen).toEqual([...all].sort(compareTasks(sort)).map((task) => task.number));
      }
    }
  });

  it("refuses a cursor that is not its own", async () => {
    const { nextCursor } = await listTasks(world.visitor, { ...noFilters, status: "all" }, { limit: 1 });
    for (const cursor of ["x", "AAAA", "W10", nextCursor ?? ""]) {
      await expect(listTasks(world.visitor, { ...noFilters, sort: "oldest" }, { cursor })).rejects.toMatchObject({
        code: "invalid",
        data: { issues: [{ path: "cursor" }] },
      });
    }
  });

  it("keeps status and counts as they would be if everything were derived again", async () => {
    const { taskCount, task } = database().tables;
    const rows = await database().db.select().from(taskCount);
    const tasks = await database().db.select().from(task);
    const recounted = new Map<string, number>();
    for (const { counted } of tasks) {
      for (const tagId of ["", ...(counted?.tagIds ?? [])]) {
        for (const projectId of ["", counted?.projectId]) {
          const key = [tagId, projectId, counted?.difficulty, counted?.status, counted?.hasMentor].join("|");
          recounted.set(key, (recounted.get(key) ?? 0) + 1);
        }
      }
    }
    const stored = new Map(
      rows
        .filter((row) => row.count !== 0)
        .map((row) => [[row.tagId, row.projectId, row.difficulty, row.status, row.hasMentor].join("|"), row.count]),
    );
    expect(stored).toEqual(recounted);
    for (const row of tasks) {
      const card = all.find((one) => one.number === row.number);
      expect(card && listedStatus(card)).toBe(row.counted?.status);
      expect(row.status).toBe(row.counted?.status);
      expect(card?.mentors.length).toBe(row.hasMentor ? 1 : 0);
      expect(row.counted).toMatchObject({ difficulty: row.difficulty ?? "", projectId: row.projectId });
      const free = card && card.slots.free > 0;
      expect(card?.status === "open").toBe(free);
    }
  });

  it("leaves tasks that nobody reconfirmed for long out of its first view, and lists them apart", async () => {
    const dormant = all.filter((task) => task.freshness === "dormant").map((task) => task.number);
    const asked = all.filter((task) => task.freshness === "ask_first").map((task) => task.number);
    expect([dormant.length, asked.length]).toEqual([5, 5]);
    const numbersOf = async (filters: Partial<BoardFilters>) =>
      (await listTasks(world.visitor, { ...noFilters, ...filters }, { limit: 200 })).tasks.map((task) => task.number);
    const [first, apart] = [await numbersOf({}), await numbersOf({ status: "dormant", sort: "oldest" })];
    expect(first).toEqual(expect.arrayContaining(asked));
    expect(first.filter((number) => dormant.includes(number))).toEqual([]);
    expect(apart).toEqual(dormant);
    for (const number of first) {
      const { related } = await readTask(world.visitor, number);
      expect(related.filter((task) => dormant.includes(task.number))).toEqual([]);
    }
    const projects = await listProjects(world.visitor);
    expect(projects.reduce((sum, project) => sum + project.counts.dormant, 0)).toBe(dormant.length);
    expect(projects.reduce((sum, project) => sum + project.counts.open, 0)).toBe(first.length);
  });

  it("sums up the whole board", async () => {
    const { summary } = await readBoard(world.visitor, { ...noFilters, project: "unknown" });
    expect(summary).toEqual({
      tasks: all.length,
      open: all.filter((task) => listedStatus(task) === "open").length,
      people: all.flatMap((task) => task.holders).length,
      projects: 3,
    });
  });
});
