import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guideOf } from "./guide";
import { nextLevel, nextSteps, openedBy, type StepFacts, stations, stoppedBy, wayOf } from "./next-step";
import { day, defaultPolicy } from "./policy";
import { claimStates, claimSteps } from "./words";

const now = Date.parse("2026-03-10T08:00:00.000Z");
const at = (days: number) => new Date(now + days * day).toISOString();
const fresh: StepFacts = { state: "active", steps: [], leaseEndsAt: at(7), remindAt: at(4), renewalsLeft: 2 };
const inReview: Partial<StepFacts> = { state: "in_review", leaseEndsAt: null, remindAt: null, renewalsLeft: null };

describe("the next step", () => {
  it.each<[string, Partial<StepFacts>, string, string | undefined]>([
    ["reads the guide first", {}, "guide", "guide"],
    ["then asks", { steps: ["guide"] }, "ask", "ask"],
    ["reads the guide, also after asking", { steps: ["ask"] }, "guide", "guide"],
    ["then opens a pull request", { steps: ["ask", "guide"] }, "pull_request", "pull_request"],
    ["then answers the review", inReview, "review", "review"],
    ["hurries once it was time for the reminder", { remindAt: at(0) }, "soon", "guide"],
    ["not before", { remindAt: at(0.001) }, "guide", "guide"],
    ["is over at the end", { remindAt: at(-2), leaseEndsAt: at(0) }, "over", "guide"],
    ["is done", { ...inReview, state: "completed" }, "done", undefined],
    ["of a claim given back is none", { state: "released" }, "ended", undefined],
    ["of an expired claim is none", { state: "expired", leaseEndsAt: at(-1) }, "ended", undefined],
    ["of a revoked claim is none", { state: "revoked" }, "ended", undefined],
  ])("%s", (_name, facts, next, current) => {
    const way = wayOf({ ...fresh, ...facts }, now);
    expect(way.next).toBe(next);
    expect(way.path.find((one) => one.state === "current")?.station).toBe(current);
  });

  it("leaves behind what is ticked, what a pull request makes needless, and all of it at the end", () => {
    const passed = (facts: Partial<StepFacts>) =>
      wayOf({ ...fresh, ...facts }, now)
        .path.filter((one) => one.state === "passed")
        .map((one) => one.station);
    expect(passed({})).toEqual([]);
    expect(passed({ steps: ["ask"] })).toEqual(["ask"]);
    expect(passed(inReview)).toEqual(["guide", "ask", "pull_request"]);
    expect(passed({ ...inReview, state: "completed" })).toEqual([...stations]);
    expect(passed({ state: "expired", steps: ["guide"] })).toEqual(["guide"]);
  });

  it("offers a renewal only where one is left and the clock runs", () => {
    const can = (facts: Partial<StepFacts>) => wayOf({ ...fresh, ...facts }, now).canRenew;
    expect(can({})).toBe(true);
    expect(can({ leaseEndsAt: at(-1) })).toBe(true);
    expect(can({ renewalsLeft: 0 })).toBe(false);
    expect(can(inReview)).toBe(false);
    expect(can({ state: "released" })).toBe(false);
  });

  it("is always exactly one, of the closed set, with at most one station to stand at", () => {
    const instant = fc.option(
      fc.integer({ min: -40, max: 40 }).map((days) => at(days)),
      { nil: null },
    );
    const claim = fc.record({
      state: fc.constantFrom(...claimStates),
      steps: fc.uniqueArray(fc.constantFrom(...claimSteps)),
      leaseEndsAt: instant,
      remindAt: instant,
      renewalsLeft: fc.option(fc.nat(3), { nil: null }),
    });
    fc.assert(
      fc.property(claim, (facts) => {
        const { next, path } = wayOf(facts, now);
        expect(nextSteps).toContain(next);
        expect(path.map((one) => one.station)).toEqual([...stations]);
        const isOpen = facts.state === "active" || facts.state === "in_review";
        expect(path.filter((one) => one.state === "current")).toHaveLength(isOpen ? 1 : 0);
        expect(["done", "ended"].includes(next)).toBe(!isOpen);
      }),
    );
  });
});

describe("what finishing opens", () => {
  const ladder = { ...defaultPolicy, neededForMedium: 1, neededForHard: 3 };

  it("names a higher cap once, and the levels whose turn it is", () => {
    expect(openedBy(ladder, 1)).toEqual({ cap: 3, levels: ["medium"] });
    expect(openedBy(ladder, 2)).toEqual({ cap: null, levels: [] });
    expect(openedBy(ladder, 3)).toEqual({ cap: null, levels: ["hard"] });
    expect(openedBy(defaultPolicy, 1)).toEqual({ cap: 3, levels: [] });
    expect(openedBy({ ...defaultPolicy, capAfterFirst: 1 }, 1).cap).toBeNull();
    expect(openedBy(ladder, 0)).toEqual({ cap: null, levels: [] });
  });

  it("leads one level up, and stays at the top", () => {
    expect([null, "easy", "medium", "hard"].map((one) => nextLevel(one as Parameters<typeof nextLevel>[0]))).toEqual([
      "medium",
      "medium",
      "hard",
      "hard",
    ]);
  });
});

it("names the pull request that stops the clock: the claim's newest", () => {
  const link = (id: string, kind: "issue" | "pull_request", claimId: string | null) => ({
    id,
    kind,
    claimId,
    url: `https://example.org/${id}`,
    label: id,
    state: null,
  });
  const links = [
    link("a", "pull_request", "mine"),
    link("b", "pull_request", "mine"),
    link("c", "issue", "mine"),
    link("d", "pull_request", "other"),
  ];
  expect(stoppedBy(links, "mine")?.id).toBe("b");
  expect(stoppedBy(links, "nobody")).toBeNull();
});

it("finds a project's guide: its own in the reader's language, else in the other, else elsewhere, else ours", () => {
  const guideUrl = "https://example.org/guide";
  expect(guideOf({ guides: { zh: "中文", en: "English" }, guideUrl }, "en")).toEqual({
    kind: "own",
    markdown: "English",
    locale: "en",
  });
  expect(guideOf({ guides: { zh: "中文", en: null }, guideUrl }, "en")).toMatchObject({
    markdown: "中文",
    locale: "zh",
  });
  expect(guideOf({ guides: { zh: null, en: null }, guideUrl }, "zh")).toEqual({ kind: "elsewhere", url: guideUrl });
  expect(guideOf({ guides: { zh: null, en: null }, guideUrl: null }, "zh")).toEqual({ kind: "default" });
});
