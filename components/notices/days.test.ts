import { describe, expect, it } from "vitest";
import { byDay, dayOf } from "./days";

describe("days", () => {
  it("are those of the reader's zone", () => {
    const instant = Date.parse("2026-03-01T20:30:00.000Z");
    expect(dayOf(instant, "UTC")).toBe("2026-03-01");
    expect(dayOf(instant, "Asia/Shanghai")).toBe("2026-03-02");
  });

  it("hold what happened on them, in its order", () => {
    const items = ["2026-03-02T01:00:00.000Z", "2026-03-01T20:00:00.000Z", "2026-03-01T10:00:00.000Z"].map((at) => ({
      at,
    }));
    expect(byDay(items, "UTC").map(({ day, items }) => [day, items.length])).toEqual([
      ["2026-03-02", 1],
      ["2026-03-01", 2],
    ]);
    expect(byDay(items, "Asia/Shanghai").map(({ items }) => items.length)).toEqual([2, 1]);
    expect(byDay([], "UTC")).toEqual([]);
  });
});
