import { describe, expect, it } from "vitest";
import { day, hour } from "../domain/policy";
import type { MeView, TaskView } from "../domain/views";
import {
  claimed,
  closed,
  completed,
  joined,
  left,
  moved,
  released,
  renewedLease,
  reopened,
  ticked,
} from "./optimistic";

const now = Date.parse("2026-11-24T08:00:00Z");
const person = { login: "lin", name: "Lin" };

function task(slots = 1): TaskView {
  const noText = { title: null, why: null, where: null, doneWhen: null };
  return {
    number: 1,
    titles: { zh: "标题", en: null },
    project: { slug: "layotto", name: "Layotto", letter: "L", color: "#2563eb" },
    difficulty: "easy",
    status: "open",
    freshness: "fresh",
    confirmedAt: "2026-11-20T00:00:00Z",
    slots: { total: slots, free: slots },
    holders: [],
    offer: null,
    waiting: 0,
    tags: [],
    mentors: [],
    issue: null,
    pullRequest: null,
    publishedAt: "2021-12-17T00:00:00Z",
    updatedAt: "2021-12-17T00:00:00Z",
    revision: 0,
    texts: { zh: noText, en: noText },
    slotList: Array.from({ length: slots }, (_, index) => ({
      id: `s${index}`,
      name: null,
      isFinished: false,
      isClosed: false,
      finishedBy: null,
      holder: null,
      plan: null,
      offer: null,
    })),
    waitlist: [],
    links: [],
    github: null,
    closeReason: null,
    duplicateOf: null,
    closedAt: null,
    createdAt: "2021-12-17T00:00:00Z",
    finishedBy: [],
    rules: {
      leaseDays: 7,
      renewDays: 7,
      renewLimit: 2,
      capBeforeFirst: 1,
      capAfterFirst: 3,
      offerHours: 48,
      plan: "optional",
      answerDays: 3,
      needed: 0,
    },
    questions: [],
    timeline: [],
    related: [],
  };
}

/** The server names the claim; a guess cannot. */
function held(): TaskView {
  const guess = claimed(person, now)(task());
  const slotList = guess.slotList.map((slot) => ({
    ...slot,
    holder: slot.holder && { ...slot.holder, claimId: "c1" },
  }));
  return { ...guess, slotList };
}

describe("guesses", () => {
  it("a claim takes the first free slot for a whole lease", () => {
    const next = claimed(person, now)(task(2));
    expect(next.status).toBe("open");
    expect(next.slots).toEqual({ total: 2, free: 1 });
    expect(next.holders[0]?.person).toEqual(person);
    expect(Date.parse(next.holders[0]?.leaseEndsAt ?? "")).toBe(now + 7 * day);
    expect(claimed(person, now)(task()).status).toBe("claimed");
  });

  it("a claim of a taken slot changes nothing", () => {
    const before = held();
    expect(claimed(person, now, "s0")(before)).toBe(before);
  });

  it("a release frees the slot, a renewal makes the lease longer", () => {
    expect(released("c1", now)(held())).toMatchObject({ status: "open", slots: { free: 1 }, holders: [] });
    const renewed = renewedLease("c1", now)(held());
    expect(Date.parse(renewed.slotList[0]?.holder?.leaseEndsAt ?? "")).toBe(now + 14 * day);
    expect(renewedLease("other", now)(held()).slotList).toEqual(held().slotList);
  });

  it("finishing the only slot makes the task done, with its finisher", () => {
    const done = completed("c1", now)(held());
    expect(done).toMatchObject({ status: "done", finishedBy: [person] });
    expect(reopened(now)(done)).toMatchObject({ status: "open", slots: { free: 1 } });
  });

  it("closing ends what is held", () => {
    expect(closed("not_planned", now)(held())).toMatchObject({ status: "closed", holders: [], slots: { free: 0 } });
    expect(closed("done", now)(held())).toMatchObject({ status: "done", closeReason: "done" });
  });

  describe("of a waitlist", () => {
    const [ada, bob] = [
      { login: "ada", name: "Ada" },
      { login: "bob", name: "Bob" },
    ];
    const line = (task: TaskView) =>
      task.waitlist.map((one) => (one.offer ? `${one.person.login}!` : one.person.login));
    const waitedFor = () => joined(bob, now)(joined(ada, now)(held()));

    it("who joins is the last in line, once", () => {
      const task = waitedFor();
      expect(line(task)).toEqual(["ada", "bob"]);
      expect(task).toMatchObject({ status: "claimed", waiting: 2, offer: null });
      expect(joined(ada, now)(task)).toBe(task);
      expect(line(left("ada", now)(task))).toEqual(["bob"]);
    });

    it("what is given back is held for the next in line", () => {
      const task = released("c1", now)(waitedFor());
      const endsAt = new Date(now + 48 * hour).toISOString();
      expect(line(task)).toEqual(["ada!", "bob"]);
      expect(task).toMatchObject({
        status: "claimed",
        slots: { free: 0 },
        waiting: 1,
        offer: { person: ada, endsAt },
        slotList: [{ holder: null, offer: { person: ada, endsAt } }],
      });
    });

    it("who takes it leaves the line; who lets it pass hands it to the next, and then it is free", () => {
      const task = released("c1", now)(waitedFor());
      const taken = claimed(ada, now)(task);
      expect(line(taken)).toEqual(["bob"]);
      expect(taken).toMatchObject({ offer: null, holders: [{ person: ada }] });
      expect(claimed(person, now)(task)).toBe(task);
      const passed = left("ada", now)(task);
      expect(line(passed)).toEqual(["bob!"]);
      expect(passed.offer?.person).toEqual(bob);
      expect(left("bob", now)(passed)).toMatchObject({ status: "open", slots: { free: 1 }, waitlist: [], offer: null });
    });

    it("nobody waits for what is over", () => {
      expect(completed("c1", now)(waitedFor())).toMatchObject({ status: "done", waitlist: [], waiting: 0 });
      expect(closed("not_planned", now)(waitedFor()).waitlist).toEqual([]);
    });
  });

  it("a moved claim holds the other slot, with its lease", () => {
    const before = claimed(person, now)(task(2));
    const slotList = before.slotList.map((slot) => ({
      ...slot,
      holder: slot.holder && { ...slot.holder, claimId: "c1" },
    }));
    const first = { ...before, slotList };
    const next = moved("c1", "s1", now)(first);
    expect(next.slotList.map((slot) => slot.holder?.claimId)).toEqual([undefined, "c1"]);
    expect(next.slotList[1]?.holder).toEqual(slotList[0]?.holder);
    expect(next.slots).toEqual({ total: 2, free: 1 });
    expect(moved("c1", "s0", now)(next).slotList).toEqual(slotList);
    expect(moved("c1", "nowhere", now)(first)).toBe(first);
  });
});

describe("the guess of a tick", () => {
  it("changes the steps of that claim only, and is taken back", () => {
    const me = {
      claims: [
        { id: "a", steps: ["ask"] },
        { id: "b", steps: [] },
      ],
      completions: 2,
    } as unknown as MeView;
    const done = ticked("a", "guide", true)(me);
    expect(done.claims.map((claim) => claim.steps)).toEqual([["ask", "guide"], []]);
    expect(ticked("a", "guide", true)(done)).toEqual(done);
    expect(ticked("a", "guide", false)(done)).toEqual(me);
  });
});
