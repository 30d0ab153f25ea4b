import { describe, expect, it } from "vitest";
import { policyInput } from "../domain/inputs";
import { defaultPolicy } from "../domain/policy";
import { draftDifferences, draftOfRules, draftRules, mergeRules, rulesOf, unreadable } from "./rules-draft";

const draft = draftOfRules(defaultPolicy);

describe("rules in a form", () => {
  it("are the project's rules, and become them again", () => {
    expect(Object.keys(draft).sort()).toEqual([...draftRules].sort());
    const policy = { ...defaultPolicy, plan: "required" as const, holderMayComplete: false, capAfterFirst: 4 };
    expect(rulesOf(draftOfRules(policy))).toEqual(policy);
    expect(policyInput.safeParse(rulesOf(draft)).success).toBe(true);
  });

  it("are none while a number is missing or is not a whole one", () => {
    for (const typed of ["", " ", "1.5", "-1", "seven", "7 days"]) {
      const half = { ...draft, renewDays: typed };
      expect(rulesOf(half)).toBeNull();
      expect(unreadable(half)).toEqual(["renewDays"]);
    }
    expect(rulesOf({ ...draft, renewDays: " 9 " })?.renewDays).toBe(9);
  });

  it("differ by what was typed, spaces aside", () => {
    expect(draftDifferences(draft, { ...draft, renewDays: " 7", "leaseDays.easy": "5" })).toEqual(["leaseDays.easy"]);
  });
});

describe("rules that two people changed", () => {
  it("keep mine, take over what only they changed, and say what both changed", () => {
    const mine = { ...draft, answerDays: "5", capAfterFirst: "2", plan: "off" };
    const theirs = { ...draft, answerDays: "9", hideDays: "120", plan: "off" };
    expect(mergeRules(draft, mine, theirs)).toEqual({
      merged: { ...mine, hideDays: "120" },
      takenOver: ["hideDays"],
      disputed: ["answerDays"],
    });
  });
});
