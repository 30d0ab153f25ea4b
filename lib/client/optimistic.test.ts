import { describe, expect, it } from "vitest";
import { day } from "../domain/policy";
import type { MeView, TaskView } from "../domain/views";
import { claimed, closed, completed, released, renewedLease, reopened, ticked } from "./optimistic";

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
      holder: null,
      plan: null,
      offer: null,
    })),
    waitlist: [],
    links: [],
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
    expect(released("c1")(held())).toMatchObject({ status: "open", slots: { free: 1 }, holders: [] });
    const renewed = renewedLease("c1", now)(held());
    expect(Date.parse(renewed.slotList[0]?.holder?.leaseEndsAt ?? "")).toBe(now + 14 * day);
    expect(renewedLease("other", now)(held()).slotList).toEqual(held().slotList);
  });

  it("finishing the only slot makes the task done, with its finisher", () => {
    const done = completed("c1")(held());
    expect(done).toMatchObject({ status: "done", finishedBy: [person] });
    expect(reopened()(done)).toMatchObject({ status: "open", slots: { free: 1 } });
  });

  it("closing ends what is held", () => {
    expect(closed("not_planned", now)(held())).toMatchObject({ status: "closed", holders: [], slots: { free: 0 } });
    expect(closed("done", now)(held())).toMatchObject({ status: "done", closeReason: "done" });
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
