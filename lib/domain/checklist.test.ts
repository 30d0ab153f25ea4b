import { describe, expect, it } from "vitest";
import { parseList } from "../lists/parse";
import { type BoardSlot, knownList, type ListItem, leftOfList, listChanges, listedSlots } from "./checklist";

const item = (title: string, more: Partial<ListItem> = {}): ListItem => ({
  title,
  state: null,
  holder: null,
  referenceUrl: null,
  ...more,
});
const slot = (name: string | null, more: Partial<BoardSlot> = {}): BoardSlot => ({
  id: `id of ${name}`,
  name,
  isOver: false,
  isUsed: false,
  logins: [],
  ...more,
});

describe("a checklist as slots", () => {
  it("keeps what it says of each item, once", () => {
    const slots = listedSlots([
      item("Redis", { state: "done", holder: "alice" }),
      item("etcd"),
      item("Consul", { state: "claimed", holder: "bob" }),
      item("redis"),
    ]);
    expect(slots).toEqual([
      { name: "Redis", state: "done", holder: "alice" },
      { name: "etcd", state: "open", holder: null },
      { name: "Consul", state: "claimed", holder: "bob" },
    ]);
  });

  it("is none when items are tasks of their own, too long, alone, or all ticked", () => {
    const at = (number: number) => ({ referenceUrl: `https://github.com/a/b/issues/${number}` });
    expect(listedSlots([item("one", at(1)), item("two", at(2))])).toBeNull();
    expect(listedSlots([item("one"), item("t".repeat(81))])).toBeNull();
    expect(listedSlots([item("one")])).toBeNull();
    expect(listedSlots([item("one", { state: "done" }), item("two", { state: "done" })])).toBeNull();
  });

  it("is none when it is what a form has everyone tick", () => {
    expect(listedSlots([item("I have searched the issues", { state: "done" }), item("I'd send a patch")])).toBeNull();
    expect(listedSlots([item("我已经搜索过", { state: "done" }), item("愿意提交代码")])).toBeNull();
    expect(listedSlots([item("I/O component"), item("Youtube component")])).toHaveLength(2);
  });

  it("may name the pull request that did what is ticked", () => {
    const done = (number: number) => ({
      state: "done" as const,
      referenceUrl: `https://github.com/a/b/pull/${number}`,
    });
    expect(listedSlots([item("one", done(1)), item("two", done(2)), item("three")])).toHaveLength(3);
  });
});

describe("boxes in boxes as slots", () => {
  const read = (markdown: string) => {
    const items = parseList(markdown).tasks;
    const names = (all: ReturnType<typeof leftOfList>) =>
      all.map(({ name, state, holder }) => [name, state, holder].filter((one) => one && one !== "open").join(" "));
    return { slots: names(listedSlots(items) ?? []), left: names(leftOfList(items)) };
  };

  it("takes the outer ones where the same steps stand in several, or one of them is ticked or names someone", () => {
    const steps = "\n  - [x] unit tests\n  - [ ] docs\n";
    const left = ["Redis: unit tests done", "Redis: docs", "etcd: unit tests done", "etcd: docs"];
    expect(read(`- [ ] Redis${steps}- [x] etcd${steps}`)).toEqual({ slots: ["Redis", "etcd done"], left });
    expect(read(`- [ ] Redis${steps}- [ ] etcd${steps}`)).toEqual({ slots: ["Redis", "etcd"], left });
    expect(read(`- [ ] Redis @ann${steps}- [ ] etcd\n  - [ ] Lua @bo\n- [ ] Consul`)).toEqual({
      slots: ["Redis claimed ann", "etcd", "Consul"],
      left: ["Redis: unit tests done", "Redis: docs", "etcd: Lua claimed bo"],
    });
    expect(read(`- [ ] Add Redis${steps}- [ ] Add etcd${steps}`).slots).toEqual(["Add Redis", "Add etcd"]);
  });

  it("takes the inner ones else, with the names of the outer ones", () => {
    expect(read("- [ ] Redis\n  - [ ] unit tests\n- [ ] etcd\n  - [ ] Lua\n    - [ ] 5.4\n- [ ] Consul")).toEqual({
      slots: ["Redis: unit tests", "etcd: 5.4", "Consul"],
      left: [],
    });
    const steps = (one: string) => `\n  - [ ] unit tests @${one}\n  - [ ] docs\n`;
    expect(read(`- [ ] Redis${steps("ann")}- [ ] etcd${steps("bo")}`).slots).toEqual([
      "Redis: unit tests claimed ann",
      "Redis: docs",
      "etcd: unit tests claimed bo",
      "etcd: docs",
    ]);
    // What is too long for that stays with the outer one.
    const long = "a ".repeat(38);
    expect(read(`- [ ] Redis\n  - [ ] ${long}\n- [ ] etcd`)).toMatchObject({ slots: ["Redis", "etcd"] });
  });

  it("takes a single box around all for a heading, and says so", () => {
    expect(read("- [ ] Scheduler @bo\n  - [x] Queue\n  - [ ] Clock")).toEqual({
      slots: ["Queue done", "Clock"],
      left: ["Scheduler claimed bo"],
    });
  });

  it("tells names under several headings apart, and says what comes twice", () => {
    const steps = "\n  - [ ] unit tests\n  - [x] docs\n";
    const both = { slots: ["Redis: unit tests", "Redis: docs done", "etcd: unit tests", "etcd: docs done"], left: [] };
    expect(read(`- Redis${steps}- etcd${steps}`)).toEqual(both);
    expect(read(`## Redis\n${steps.replaceAll("  -", "-")}\n## etcd\n${steps.replaceAll("  -", "-")}`).slots).toEqual(
      both.slots,
    );
    expect(read("- Stores\n  - [ ] Redis\n- Locks\n  - [ ] Consul").slots).toEqual(["Redis", "Consul"]);
    expect(read("- [ ] Redis\n- [ ] etcd\n- [x] redis @ann")).toEqual({
      slots: ["Redis", "etcd"],
      left: ["redis done ann"],
    });
  });
});

describe("what a list says and the board does not", () => {
  const board = [slot("Redis"), slot("etcd"), slot("Consul")];

  it("is a tick, a name, and a new item", () => {
    const items = [
      item("redis", { state: "done" }),
      item("etcd", { state: "claimed", holder: "Alice" }),
      item("Consul", { state: "open" }),
      item("Nacos", { state: "claimed", holder: "bob" }),
    ];
    expect(listChanges(items, board)).toEqual([
      { name: "redis", state: "done", holder: null, slot: "id of Redis" },
      { name: "etcd", state: "claimed", holder: "Alice", slot: "id of etcd" },
      { name: "Nacos", state: "claimed", holder: "bob", slot: null },
    ]);
  });

  it("is nothing where the board is as far, or further, or the list names nobody", () => {
    const items = [
      item("Redis", { state: "done", holder: "alice" }),
      item("etcd", { state: "claimed", holder: "alice" }),
      item("Consul", { state: "claimed" }),
    ];
    const there = [
      slot("Redis", { isOver: true, isUsed: true }),
      slot("etcd", { logins: ["ALICE"], isUsed: true }),
      slot("Consul", { logins: ["bob"], isUsed: true }),
    ];
    expect(listChanges(items, there)).toEqual([]);
    expect(listChanges(items, [slot("Redis"), slot("etcd", { isOver: true }), slot("Consul")])).toMatchObject([
      { name: "Redis", state: "done" },
    ]);
  });

  it("is another holder than the board's", () => {
    expect(
      listChanges([item("etcd", { state: "claimed", holder: "bob" })], [slot("etcd", { logins: ["alice"] })]),
    ).toEqual([{ name: "etcd", state: "claimed", holder: "bob", slot: "id of etcd" }]);
  });

  it("is nothing where the list is another one than the slots", () => {
    expect(listChanges([item("write tests", { state: "done" }), item("write docs")], board)).toEqual([]);
  });

  it("is offered whole to a task whose one slot nobody has touched", () => {
    const items = [item("Redis", { state: "done" }), item("etcd")];
    expect(listChanges(items, [slot(null)])).toMatchObject([
      { name: "Redis", slot: null },
      { name: "etcd", slot: null },
    ]);
    expect(listChanges(items, [slot(null, { isUsed: true })])).toEqual([]);
    expect(listChanges([item("Redis")], [slot(null)])).toEqual([]);
  });

  it("is not said again once it is known, until the list changes", () => {
    const items = [item("Redis", { state: "done" }), item("etcd", { state: "claimed", holder: "bob" })];
    const left = knownList(items, []);
    expect(listChanges(items, board, left)).toEqual([]);
    const later = [items[0] as ListItem, item("etcd", { state: "done", holder: "bob" }), item("Nacos")];
    expect(listChanges(later, board, left).map((one) => one.name)).toEqual(["etcd", "Nacos"]);
    // The whole of it, once more, where it was left whole and has grown.
    expect(listChanges(later, [slot(null)], left)).toHaveLength(3);
    expect(listChanges(items, [slot(null)], left)).toEqual([]);
  });

  it("understands boxes in boxes as the slots were made of them", () => {
    const list = (redis: string, docs: string) =>
      parseList(`- ${redis} Redis\n  - [ ] tests\n  - ${docs} docs\n- [ ] etcd\n  - [ ] Lua\n`).tasks;
    const inner = [slot("Redis: tests"), slot("Redis: docs"), slot("etcd: Lua")];
    expect(listedSlots(list("[ ]", "[ ]"))?.map((one) => one.name)).toEqual(inner.map((one) => one.name));
    // The tick of an outer one does not make it another list.
    expect(listChanges(list("[x]", "[x]"), inner)).toMatchObject([{ name: "Redis: docs", slot: "id of Redis: docs" }]);
    const outer = [slot("Redis"), slot("etcd")];
    expect(listChanges(list("[x]", "[x]"), outer)).toMatchObject([{ name: "Redis", state: "done" }]);
    expect(listChanges(list("[x]", "[x]"), [slot("docs"), slot("Lua")])).toMatchObject([
      { name: "tests", slot: null },
      { name: "docs", slot: "id of docs" },
    ]);
    const known = knownList(list("[x]", "[x]"), []);
    expect(listChanges(list("[x]", "[x]"), inner, known)).toEqual([]);
    expect(listChanges(list("[x]", "[x]"), outer, known)).toEqual([]);
  });

  it("leaves what could not be decided open, as it was known before", () => {
    const items = [item("Redis", { state: "done" }), item("etcd", { state: "claimed", holder: "bob" })];
    const before = [{ name: "etcd", state: "open" as const, holder: null }];
    const [redis] = listChanges(items, board);
    expect(knownList(items, listChanges(items, board), before)).toEqual(before);
    expect(knownList(items, redis ? [redis] : [], before)).toEqual([{ name: "etcd", state: "claimed", holder: "bob" }]);
  });
});
