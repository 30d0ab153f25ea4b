import { describe, expect, it } from "vitest";
import { type BoardFilters, noFilters, readFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { translator } from "../../lib/i18n/translator";
import { isFiltered, withFilters, withoutFilters } from "./links";
import { boardPageWords } from "./page-words";
import { shareWords } from "./share-words";
import { nearestAhead } from "./use-keys";
import { boardTitle, countText } from "./words";

const counts: BoardCounts = {
  total: 3,
  isCapped: false,
  difficulty: [],
  status: [],
  project: [
    {
      value: "layotto",
      count: 3,
      project: { slug: "layotto", name: "Layotto", letter: "L", color: "#2563eb" },
    },
  ],
  tag: [{ value: "test", count: 1, tag: { slug: "test", names: { zh: "测试", en: null } } }],
  mentored: 0,
};

const all: BoardFilters = {
  difficulty: "easy",
  project: "layotto",
  status: "in_review",
  tag: "test",
  hasMentor: true,
  q: "异步",
  sort: "oldest",
  view: "list",
};

describe("links of filters", () => {
  it("change one filter and keep the others", () => {
    const search = withFilters(all, { project: null }).slice(1);
    expect(readFilters(new URLSearchParams(search))).toEqual({ ...all, project: null });
    expect(withFilters(noFilters, {})).toBe("/");
  });

  it("lead back to everything, in the same order and view", () => {
    expect(withoutFilters(all)).toBe("/?sort=oldest&view=list");
    expect(isFiltered(all)).toBe(true);
    expect(isFiltered({ ...noFilters, sort: "oldest", view: "list" })).toBe(false);
  });
});

describe("the board in words", () => {
  const translators = (locale: "zh" | "en") => ({
    board: translator(locale, "board"),
    common: translator(locale, "common"),
  });

  it("names every filter that is on", () => {
    expect(boardTitle(all, counts, "zh", translators("zh"))).toBe(
      "Layotto · 简单任务 · 评审中 · 测试 · 有导师 · “异步”",
    );
    expect(boardTitle(all, counts, "en", translators("en"))).toBe(
      "Layotto · Easy tasks · In review · 测试 · with a mentor · “异步”",
    );
    expect(boardTitle(noFilters, counts, "en", translators("en"))).toBeNull();
  });

  it("names a project or tag that is not there as the address does", () => {
    const filters = { ...noFilters, project: "gone", tag: "lost" };
    expect(boardTitle(filters, counts, "en", translators("en"))).toBe("gone · lost");
  });

  it("describes the page", () => {
    const task = { titles: { zh: "优化文档", en: "Improve the guide" } } as never;
    expect(boardPageWords(noFilters, { ...counts, total: 1 }, [task], "zh").description).toBe("1 个任务：优化文档");
    expect(boardPageWords(noFilters, { ...counts, total: 5 }, [task], "en").description).toBe(
      "5 tasks: Improve the guide…",
    );
    expect(boardPageWords(noFilters, { ...counts, total: 0 }, [], "en").description).toBe("No task matches right now.");
  });

  it("writes a text to share in both languages", () => {
    const task = {
      titles: { zh: "优化文档", en: null },
      project: { name: "Layotto" },
      difficulty: "easy",
    } as never;
    const { title, text } = shareWords({ ...noFilters, difficulty: "easy" }, counts, [task]);
    expect(title).toEqual({ zh: "简单任务", en: "Easy tasks" });
    expect(text.zh).toBe("简单任务\n· 优化文档（Layotto，简单）\n……还有 2 个");
    expect(text.en).toBe("Easy tasks\n· 优化文档 (Layotto, Easy)\n… and 2 more");
  });

  it("writes numbers", () => {
    expect(countText(7, "zh")).toBe("7");
    expect(countText(12_345, "en", true)).toBe("12,345+");
  });
});

describe("nearestAhead", () => {
  const box = (column: number, row: number, height = 80) => ({
    left: column * 100,
    right: column * 100 + 90,
    top: row * 100,
    bottom: row * 100 + height,
  });
  const boxes = [box(0, 0), box(0, 1), box(1, 0), box(1, 2), box(2, 1)];

  it("stays in the column going up and down", () => {
    expect(nearestAhead(box(0, 0), boxes, { x: 0, y: 1 })).toBe(1);
    expect(nearestAhead(box(0, 1), boxes, { x: 0, y: 1 })).toBe(-1);
    expect(nearestAhead(box(0, 1), boxes, { x: 0, y: -1 })).toBe(0);
  });

  it("goes to the nearest card of the next column", () => {
    expect(nearestAhead(box(0, 1), boxes, { x: 1, y: 0 })).toBe(2);
    expect(nearestAhead(box(1, 2), boxes, { x: 1, y: 0 })).toBe(4);
    expect(nearestAhead(box(2, 1), boxes, { x: 1, y: 0 })).toBe(-1);
  });
});
