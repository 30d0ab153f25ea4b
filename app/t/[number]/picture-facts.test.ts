import { describe, expect, it } from "vitest";
import type { TaskCardView } from "../../../lib/domain/views";
import { statusWords } from "./picture-facts";

const person = { login: "lin", name: "Lin" };
const offer = { person, endsAt: "2026-11-26T08:00:00Z" };
const holder = (leaseEndsAt: string | null): TaskCardView["holders"][number] => ({
  claimId: "c",
  person,
  state: leaseEndsAt ? "active" : "in_review",
  startedAt: "2026-11-24T08:00:00Z",
  leaseEndsAt,
  renewalsLeft: 2,
});
const task = (change: Partial<TaskCardView>) => ({
  status: "open" as const,
  freshness: "fresh" as const,
  slots: { total: 1, free: 1 },
  holders: [],
  offer: null,
  ...change,
});

describe("what a link's preview says of a task", () => {
  it("says how many of its slots are free when it has several", () => {
    expect(statusWords(task({}), "en")).toEqual({ key: "open", label: "Open" });
    const many = task({ slots: { total: 24, free: 5 } });
    expect(statusWords(many, "en")).toEqual({ key: "openSlots", label: "5 of 24 free" });
    expect(statusWords(many, "zh").label).toBe("待认领 5/24");
  });

  it("says that it is held for the next in line when nobody works on it", () => {
    const none = { total: 2, free: 0 };
    const offered = task({ status: "claimed", slots: none, offer });
    expect(statusWords(offered, "en")).toEqual({ key: "offered", label: "Held for the next in line" });
    expect(statusWords({ ...offered, holders: [holder(null)] }, "zh").key).toBe("offered");
    expect(statusWords({ ...offered, holders: [holder("2026-12-01T08:00:00Z")] }, "en").key).toBe("claimed");
    expect(statusWords(task({ status: "done", slots: none }), "en").key).toBe("done");
  });
});
