import { describe, expect, it } from "vitest";
import { day, defaultPolicy, freshnessOf } from "./policy";
import { listedStatus, statusWord } from "./status";
import { freshnesses, taskStatuses } from "./words";

describe("whether a task is still wanted", () => {
  it("is asked after 60 days, and hides it after 90", () => {
    const now = new Date("2026-03-01T08:00:00Z");
    const after = (days: number) => freshnessOf(defaultPolicy, new Date(now.getTime() - days * day), now);
    expect([0, 59.9, 60, 89.9, 90, 1000].map(after)).toEqual([
      "fresh",
      "fresh",
      "ask_first",
      "ask_first",
      "dormant",
      "dormant",
    ]);
    const noBetween = { ...defaultPolicy, reconfirmDays: 90 };
    expect(freshnessOf(noBetween, new Date(now.getTime() - 90 * day), now)).toBe("dormant");
  });

  it("matters for open tasks alone: both say to ask first, one of them is listed apart", () => {
    for (const status of taskStatuses) {
      const told = freshnesses.map((freshness) => [
        listedStatus({ status, freshness }),
        statusWord({ status, freshness }),
      ]);
      const plain = [status, status];
      const isOpen = status === "open";
      expect(told).toEqual([plain, isOpen ? ["open", "dormant"] : plain, isOpen ? ["dormant", "dormant"] : plain]);
    }
  });
});
