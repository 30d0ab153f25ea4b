import { describe, expect, it } from "vitest";
import {
  draftOfRule,
  type LabelRuleDraft,
  mergeRuleDrafts,
  ruleDifferences,
  ruleFaults,
  ruleOfDraft,
  withLine,
} from "./label-rule-draft";

const rule = {
  task: ["good first issue", "help wanted"],
  difficulty: [{ label: "P3", is: "easy" as const }],
  defaultDifficulty: null,
  tagPrefixes: ["kind"],
};
const base = draftOfRule({ rule, plainWords: false });
const changed = (change: Partial<LabelRuleDraft>): LabelRuleDraft => ({ ...base, ...change });

describe("a rule for labels in a form", () => {
  it("comes back as it was, without empty lines and rows", () => {
    expect(ruleOfDraft(base)).toEqual(rule);
    const typed = changed({
      task: "\n good first issue \r\n\nhelp wanted\n",
      difficulty: [...base.difficulty, { key: "x", label: "  ", is: "hard" }],
      tagPrefixes: "kind\n",
    });
    expect(ruleOfDraft(typed)).toEqual(rule);
    expect(ruleDifferences(base, typed)).toEqual([]);
  });

  it("takes a label once", () => {
    expect(withLine("a\nB", "b")).toBe("a\nB");
    expect(withLine("a\n", "b, c")).toBe("a\nb, c");
  });

  it("takes over what only the other one changed, and asks about what both did", () => {
    const mine = changed({ task: "newbie", plainWords: true });
    const theirs = changed({ task: "starter", tagPrefixes: "kind\narea", plainWords: true });
    const { merged, takenOver, disputed } = mergeRuleDrafts(base, mine, theirs);
    expect(takenOver).toEqual(["tagPrefixes"]);
    expect(disputed).toEqual(["task"]);
    expect(merged).toEqual({ ...mine, tagPrefixes: "kind\narea" });
  });

  it("names the field and the label that a complaint is about", () => {
    const sentences = {
      "rule.task.1": "above already",
      "rule.task.0": "another",
      "rule.difficulty.0.label": "no name",
      "rule.tagPrefixes": "too many",
      revision: "not a field of the form",
    };
    expect(ruleFaults(sentences, rule)).toEqual([
      { field: "task", label: "help wanted", sentence: "above already" },
      { field: "difficulty", label: "P3", sentence: "no name" },
      { field: "tagPrefixes", label: null, sentence: "too many" },
    ]);
  });
});
