import { describe, expect, it } from "vitest";
import type { SlotView } from "../domain/views";
import {
  areTooMany,
  mergeSlots,
  namesToAdd,
  newRow,
  sameRows,
  slotChanges,
  slotNames,
  slotRows,
  slotsInput,
  withPasted,
} from "./slot-draft";

function slot(id: string, name: string | null, isClosed = false): SlotView {
  return { id, name, isFinished: false, isClosed, finishedBy: null, holder: null, plan: null, offer: null };
}

describe("a pasted list of slots", () => {
  it("has one on each line, without marks, numbers, checkboxes and Markdown", () => {
    const pasted =
      "- [ ] Redis\r\n* [x] `etcd`\n1. **Consul**\n2、 Nacos\n\n• [ZooKeeper](https://zookeeper.apache.org)\n阿里云 OSS，\n";
    expect(slotNames(pasted)).toEqual(["Redis", "etcd", "Consul", "Nacos", "ZooKeeper", "阿里云 OSS"]);
  });

  it("is separated by commas when it is one line, and only then", () => {
    expect(slotNames("Redis, etcd、Consul，Nacos; TiKV")).toEqual(["Redis", "etcd", "Consul", "Nacos", "TiKV"]);
    expect(slotNames("Redis, standalone\nRedis, cluster")).toEqual(["Redis, standalone", "Redis, cluster"]);
  });

  it("keeps names that only look like marks, takes each once, and nothing of an empty text", () => {
    expect(slotNames("3scale\n-1\nC++\nc++\nＣ＋＋")).toEqual(["3scale", "-1", "C++"]);
    expect(slotNames(" \n ")).toEqual([]);
  });

  it("says which are there already", () => {
    const rows = slotRows([slot("a", "Redis"), slot("b", "etcd")]);
    expect(namesToAdd(rows, ["redis", "Consul"])).toEqual({ fresh: ["Consul"], known: 1 });
    const removed = rows.map((row) => ({ ...row, isRemoved: row.id === "a" }));
    expect(namesToAdd(removed, ["redis"])).toEqual({ fresh: ["redis"], known: 0 });
    const names = (text: string) => withPasted([...rows, newRow()], text).map((row) => row.name);
    expect(names("redis\nConsul\nNacos")).toEqual([...rows.map((row) => row.name), "Consul", "Nacos"]);
    expect(names("")).toEqual([...rows.map((row) => row.name), ""]);
  });

  it("is never cut: what is more than a task can have is refused as a whole", () => {
    const pasted = Array.from({ length: 201 }, (_, index) => `slot ${index}`).join("\n");
    const rows = withPasted([], pasted);
    expect(rows).toHaveLength(201);
    expect(areTooMany(rows)).toBe(true);
    expect(areTooMany(rows.map((row, index) => ({ ...row, isRemoved: index === 0 })))).toBe(false);
  });
});

describe("an edit of slots", () => {
  const base = slotRows([slot("a", "Redis"), slot("b", "etcd"), slot("c", "Consul")]);

  it("sends what is to stay, in its order, and knows where an error belongs", () => {
    const rows = [...base.map((row) => ({ ...row, isRemoved: row.id === "a" })), newRow(" Nacos ")];
    const { input, sent } = slotsInput(rows, { number: 7, revision: 3 });
    expect(input).toEqual({
      number: 7,
      revision: 3,
      slots: [
        { id: "b", name: "etcd", isClosed: false },
        { id: "c", name: "Consul", isClosed: false },
        { name: "Nacos", isClosed: false },
      ],
    });
    expect(sent).toEqual([rows[1], rows[2], rows[3]]);
    expect(slotsInput(slotRows([slot("x", null)]), { number: 7, revision: 3 }).input.slots[0]?.name).toBeNull();
    expect(sameRows(base, slotRows([slot("a", "Redis "), slot("b", "etcd"), slot("c", "Consul")]))).toBe(true);
    expect(sameRows(base, rows)).toBe(false);
  });

  it("keeps mine on top of theirs when two edit at once", () => {
    const mine = [
      { ...base[0], name: "Redis Cluster" },
      { ...base[1], isRemoved: true },
      { ...base[2], isClosed: true },
      newRow("Nacos"),
    ] as typeof base;
    const now = [slot("a", "Redis"), slot("b", "etcd v3"), slot("d", "TiKV")];
    expect(mergeSlots(base, mine, slotRows(now)).map(({ id, name, isRemoved }) => [id, name, isRemoved])).toEqual([
      ["a", "Redis Cluster", false],
      ["b", "etcd v3", true],
      ["d", "TiKV", false],
      [null, "Nacos", false],
    ]);
    expect(slotChanges(base, now)).toEqual([
      { kind: "renamed", name: "etcd v3", before: "etcd" },
      { kind: "added", name: "TiKV" },
      { kind: "removed", name: "Consul" },
    ]);
    expect(slotChanges(base, [slot("a", "Redis", true), slot("b", "etcd"), slot("c", "Consul")])).toEqual([
      { kind: "closed", name: "Redis" },
    ]);
  });
});
