import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Database, rawRows, rawRun } from "../../../db/database";
import { searchTasks } from "../../../db/search";
import { onBothEngines } from "../../../db/testing";
import { noFilters } from "../../domain/filters";
import { systemContext } from "../../server/context";
import { readBoard } from "../../server/tasks/board";
import { refreshTask } from "../../server/tasks/refresh";
import { withResult } from "./document";
import { type Filled, fillDatabase } from "./fill";
import { readWrk } from "./load";
import { commonWord, rareTag, rareWord } from "./words";

const tasks = 400;
const searches = [
  commonWord,
  rareWord.zh,
  rareWord.en,
  "异步",
  "redis",
  "layotto",
  "mosn/layotto",
  "dandel",
  "zhao",
  "测试 sdk",
];

onBothEngines("the benchmark's database", ({ database }) => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await fillDatabase(database(), { tasks, claimants: 20 });
  });

  it("is what refreshing every task would have made of it", async () => {
    const before = await derived(database());
    expect(before.tasks).toHaveLength(tasks);
    await forget(database());
    expect(await derived(database())).not.toEqual(before);
    await database().transaction(async (tx) => {
      const rows = await tx.db.select().from(tx.tables.task);
      for (const row of rows) await refreshTask(tx, row.updatedAt, row.number, { texts: true });
    });
    expect(await derived(database())).toEqual(before);
  });

  it("stays as it is when it is refreshed once more", async () => {
    const before = await derived(database());
    await database().transaction(async (tx) => {
      for (const { number, updatedAt } of before.tasks) await refreshTask(tx, updatedAt, number, { texts: true });
    });
    expect(await derived(database())).toEqual(before);
  });

  it("has what the measurements look for", async () => {
    const { task, claim } = database().tables;
    expect(filled.tokens).toHaveLength(20);
    const [first] = filled.open;
    const [row] = await database()
      .db.select()
      .from(task)
      .where(eq(task.number, first ?? 0));
    expect(row?.status).toBe("open");
    expect((await searchTasks(database(), commonWord, 1000)).length).toBeGreaterThan(tasks / 6);
    expect((await searchTasks(database(), rareWord.zh, 1000)).length).toBeLessThan(10);
    const board = await readBoard(systemContext(database(), "test"), { ...noFilters, tag: rareTag.slug });
    expect(board.counts.total).toBeGreaterThan(5);
    expect(board.counts.total).toBeLessThan(25);
    const states = await database().db.select({ state: claim.state }).from(claim);
    expect(new Set(states.map((one) => one.state))).toEqual(new Set(["active", "in_review", "completed", "released"]));
  });
});

/** All that `refreshTask` derives. */
async function derived(database: Database) {
  const { task, taskCount, tagPlace } = database.tables;
  const tasks = await database.db.select().from(task).orderBy(asc(task.number));
  const counts = await database.db.select().from(taskCount);
  const places = await database.db.select().from(tagPlace).orderBy(asc(tagPlace.taskNumber), asc(tagPlace.tagId));
  const found = [];
  for (const search of searches) found.push([search, await searchTasks(database, search, tasks.length)]);
  return {
    tasks,
    places,
    counts: counts
      .filter((cell) => cell.count !== 0)
      .map((cell) => JSON.stringify(Object.entries(cell).sort()))
      .sort(),
    found,
  };
}

/** Takes away all that is derived. */
async function forget(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const { task, taskCount, tagPlace } = tx.tables;
    await tx.db.update(task).set({ status: "open", hasMentor: false, counted: null });
    await tx.db.delete(taskCount);
    await tx.db.delete(tagPlace);
    const searched = await rawRows<{ number: string | number }>(tx, sql`select number from task`);
    for (const { number } of searched) {
      await rawRun(
        tx,
        tx.engine === "sqlite"
          ? sql`delete from task_search where rowid = ${number}`
          : sql`delete from task_search where task_number = ${number}`,
      );
    }
  });
}

describe("the result", () => {
  it("stands between the marker comments, once", () => {
    const document = "# Speed\n\n<!-- bench:begin -->\nold\n<!-- bench:end -->\n\nend\n";
    const written = withResult(document, "new");
    expect(written).toBe("# Speed\n\n<!-- bench:begin -->\n\nnew\n\n<!-- bench:end -->\n\nend\n");
    expect(withResult(written, "new")).toBe(written);
    expect(() => withResult("# Speed\n", "new")).toThrow("bench:begin");
  });

  it("is read from what wrk prints, and refused when requests failed", () => {
    const output =
      "  Latency Distribution\n     50%  612.00us\n     99%    2.97ms\n  9 requests in 2.00s\nRequests/sec:  30102.55\n";
    expect(readWrk(output)).toEqual({ rate: 30102.55, p99: 2.97 });
    expect(() => readWrk(`${output}  Non-2xx or 3xx responses: 7\n`)).toThrow("7");
    expect(() => readWrk("unable to connect")).toThrow();
  });
});
