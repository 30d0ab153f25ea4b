import { afterEach, describe, expect, it, vi } from "vitest";
import { type BoardFilters, countBoard, noFilters } from "../domain/filters";
import type { ProjectRefView, TagView, TaskCardView } from "../domain/views";
import { boardOf, boardQuery, keepEqual, knownOf, narrowed, wholeQuery } from "./board";

const projects: ProjectRefView[] = ["alpha", "beta"].map((slug) => ({
  slug,
  name: slug,
  letter: slug.charAt(0),
  color: "#2563eb",
}));
const tags: TagView[] = [{ slug: "test", names: { zh: "测试", en: "tests" } }];

function card(number: number, fields: Partial<TaskCardView> = {}): TaskCardView {
  const [project] = projects;
  if (!project) throw new Error("there is no project");
  return {
    number,
    titles: { zh: `任务 ${number}`, en: null },
    project,
    difficulty: "easy",
    status: "open",
    slots: { total: 1, free: 1 },
    freshness: "fresh",
    confirmedAt: "2026-03-01T00:00:00.000Z",
    holders: [],
    offer: null,
    waiting: 0,
    tags: [],
    mentors: [],
    issue: null,
    pullRequest: null,
    publishedAt: "2026-03-01T00:00:00.000Z",
    updatedAt: "2026-03-01T00:00:00.000Z",
    ...fields,
  };
}

const tasks = [
  card(1),
  card(2, { difficulty: "hard", tags }),
  card(3, { difficulty: null }),
  card(4, { status: "claimed" }),
  card(5, { project: projects[1], publishedAt: "2026-03-02T00:00:00.000Z" }),
];
const known = { projects, tags };
const numbers = (cards: readonly TaskCardView[] | undefined) => cards?.map((task) => task.number);

describe("boardOf", () => {
  it("sorts what passes the filters into columns, unrated last", () => {
    const board = boardOf(tasks, noFilters, known);
    expect(board.columns.map(({ difficulty, total }) => [difficulty, total])).toEqual([
      ["easy", 2],
      ["medium", 0],
      ["hard", 1],
      [null, 1],
    ]);
    expect(numbers(board.columns[0]?.tasks)).toEqual([5, 1]);
    expect(board.counts).toEqual(countBoard(tasks, noFilters, known));
  });

  it("gives one list in one order", () => {
    const board = boardOf(tasks, { ...noFilters, view: "list", sort: "oldest", status: "all" }, known);
    expect(numbers(board.list?.tasks)).toEqual([1, 2, 3, 4, 5]);
    expect(board.columns).toEqual([]);
  });
});

describe("narrowed", () => {
  const before = boardOf(tasks, noFilters, known);

  it("keeps what is known to match, and the same objects", () => {
    const after = narrowed(before, { ...noFilters, project: "beta" });
    expect(after.columns.flatMap((column) => column.tasks)).toEqual([tasks[4]]);
    expect(after.columns[0]?.tasks[0]).toBe(tasks[4]);
  });

  it("makes a list of columns", () => {
    expect(numbers(narrowed(before, { ...noFilters, view: "list" }).list?.tasks)).toEqual([5, 1, 2, 3]);
  });
});

it("keeps the objects of cards that say the same", () => {
  const [first, second] = tasks;
  const next = JSON.parse(JSON.stringify([first, { ...second, status: "done" }])) as TaskCardView[];
  const kept = keepEqual(tasks, next);
  expect(kept[0]).toBe(first);
  expect(kept[1]).not.toBe(second);
  expect(kept[1]?.status).toBe("done");
});

it("knows the projects and tags of the filters", () => {
  expect(knownOf(countBoard(tasks, noFilters, known))).toEqual(known);
});

describe("what is asked of the server", () => {
  afterEach(() => vi.unstubAllGlobals());

  function answering(answers: object[]) {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (address: string) => {
      asked.push(address);
      return new Response(JSON.stringify(answers.shift()), { headers: { "Content-Type": "application/json" } });
    });
    return asked;
  }

  const asks = (filters: BoardFilters) =>
    boardQuery(filters).queryFn?.({ signal: new AbortController().signal } as never);

  it("asks for columns or for a list", async () => {
    const asked = answering([
      { columns: [], counts: {} },
      { tasks: [], counts: {}, nextCursor: null },
    ]);
    await asks({ ...noFilters, q: "测试" });
    await asks({ ...noFilters, view: "list" });
    expect(asked).toEqual([`/api/v1/board?q=${encodeURIComponent("测试")}`, "/api/v1/tasks?limit=60"]);
  });

  it("fetches a small instance page by page", async () => {
    const asked = answering([
      { tasks: [card(1)], nextCursor: "next" },
      { tasks: [card(2)], nextCursor: null },
    ]);
    const whole = await wholeQuery([]).queryFn?.({ signal: new AbortController().signal } as never);
    expect(numbers(whole)).toEqual([1, 2]);
    expect(asked).toEqual(["/api/v1/tasks?status=all&limit=100", "/api/v1/tasks?status=all&limit=100&cursor=next"]);
  });
});
