import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTaskInput, labelRule } from "./inputs";
import { difficultyOfLabel, guessRule, isNewcomerLabel, type LabelRule, readLabels, tagOfLabel } from "./labels";
import { difficulties } from "./words";

const rule: LabelRule = {
  task: ["good first issue", "help wanted"],
  difficulty: [],
  defaultDifficulty: null,
  tagPrefixes: ["kind", "area", "lang"],
};

describe("the difficulty a label says", () => {
  it.each([
    ["easy", "easy"],
    ["Easy", "easy"],
    ["ｅａｓｙ", "easy"],
    ["🟢 easy", "easy"],
    ["easy :green_heart:", "easy"],
    ["beginner", "easy"],
    ["easy fix", "easy"],
    ["difficulty/easy", "easy"],
    ["difficulty: easy", "easy"],
    ["Difficulty:Easy", "easy"],
    ["difficulty_easy", "easy"],
    ["[difficulty] easy", "easy"],
    ["level/easy", "easy"],
    ["level 1", "easy"],
    ["E-easy", "easy"],
    ["D - easy", "easy"],
    ["exp/beginner", "easy"],
    ["experience needed: low", "easy"],
    ["skill level: beginner", "easy"],
    ["complexity: low", "easy"],
    ["size/XS", "easy"],
    ["简单", "easy"],
    ["难度：简单", "easy"],
    ["难度/入门", "easy"],
    ["难度简单", "easy"],
    ["低难度", "easy"],
    ["级别：初级", "easy"],
    ["⭐", "easy"],
    ["难度 ⭐️", "easy"],
    ["🟢", "easy"],
    ["medium", "medium"],
    ["difficulty/medium", "medium"],
    ["E-medium", "medium"],
    ["E-less easy", "medium"],
    ["level:intermediate", "medium"],
    ["size/M", "medium"],
    ["difficulty 2", "medium"],
    ["中等", "medium"],
    ["难度：中", "medium"],
    ["⭐⭐", "medium"],
    ["🟡", "medium"],
    ["hard", "hard"],
    ["E-hard", "hard"],
    ["level/hard", "hard"],
    ["exp/expert", "hard"],
    ["complexity: high", "hard"],
    ["size/XL", "hard"],
    ["困难", "hard"],
    ["高难度", "hard"],
    ["难度：高级", "hard"],
    ["⭐️⭐️⭐️", "hard"],
    ["⭐⭐⭐⭐", "hard"],
    ["🔴", "hard"],
    ["简单 / Easy", "easy"],
    ["easy(简单)", "easy"],
    ["Easy 简单", "easy"],
    ["简单easy", "easy"],
    ["🟢 入门（Beginner）", "easy"],
    ["easy task / 简单任务", "easy"],
    ["E-easy / 简单", "easy"],
    ["难度：简单 / Easy", "easy"],
    ["难度：低 / Low", "easy"],
    ["difficulty/难度: easy/简单", "easy"],
    ["Difficulty: Easy | 难度：简单", "easy"],
    ["中等 (Medium)", "medium"],
    ["medium / 中等难度", "medium"],
    ["size: M / 中", "medium"],
    ["困难/Hard", "hard"],
    ["Expert【高级】", "hard"],
  ] as const)("%s is %s", (label, difficulty) => {
    expect(difficultyOfLabel(label)).toBe(difficulty);
  });

  it.each([
    "good first issue",
    "help wanted",
    "bug",
    "low",
    "high",
    "s",
    "m",
    "1",
    "E-3",
    "D-s",
    "priority/high",
    "priority: low",
    "severity/hard",
    "difficulty",
    "难度",
    "difficulty/unknown",
    "not easy",
    "easy or hard",
    "hardware",
    "hard fork",
    "easyexcel",
    "level design",
    "🔴 critical",
    "⭐ featured",
    "高",
    "简单 / Hard",
    "困难（easy）",
    "难度：高 / Low",
    "高 / High",
    "不简单 / not easy",
    "简单 / not easy",
    "优先级：高 / High",
    "简单易用 / easy to use",
    "",
    " ",
    "x".repeat(10_000),
  ])("%j says none", (label) => {
    expect(difficultyOfLabel(label)).toBeNull();
  });
});

describe("labels for newcomers", () => {
  it.each([
    "good first issue",
    "Good First Issue",
    "good-first-issue",
    "good_first_issue",
    "goodfirstissue",
    "👋 good first issue",
    ":wave: good first issue",
    "[good first issue]",
    "good first bug",
    "first good issue",
    "help wanted",
    "help-wanted",
    "E-help-wanted",
    "status: help wanted",
    "up-for-grabs",
    "up for grabs",
    "beginner",
    "beginner-friendly",
    "first-timers-only",
    "low-hanging-fruit",
    "low hanging fruit 🍎",
    "Newcomers",
    "junior jobs",
    "jump in",
    "bitesize",
    "PRs welcome",
    "新手任务",
    "新手友好",
    "新人任务",
    "good first issue / 新手任务",
    "新手任务（good first issue）",
  ])("%s is one", (label) => {
    expect(isNewcomerLabel(label)).toBe(true);
  });

  it.each([
    "easy",
    "bug",
    "not a good first issue",
    "no help wanted",
    "非 good first issue",
    "good issue",
    "level/beginner",
    "first",
    "新手引导功能",
    "",
    "🙂",
  ])("%j is none", (label) => {
    expect(isNewcomerLabel(label)).toBe(false);
  });
});

describe("tags of labels", () => {
  it.each([
    ["kind/bug", "bug"],
    ["Kind/Bug", "bug"],
    ["kind: bug", "bug"],
    ["kind:bug", "bug"],
    ["kind - bug", "bug"],
    ["kind-bug", "bug"],
    ["kind bug", "bug"],
    ["ｋｉｎｄ／bug", "bug"],
    ["🐛 kind/bug", "bug"],
    ["kind/new feature 🎉", "new-feature"],
    ["lang/C++", "c++"],
    ["area/文档", "文档"],
    ["area/api/http", "api-http"],
    ["kind/", null],
    ["kind", null],
    ["kind/🐛", null],
    ["kind/---", null],
    ["kindness", null],
    ["mankind/bug", null],
    ["bug", null],
    [`kind/${"x".repeat(41)}`, null],
  ])("%s makes %s", (label, tag) => {
    expect(tagOfLabel(rule, label)).toBe(tag);
  });

  it("takes the longest prefix", () => {
    expect(tagOfLabel({ tagPrefixes: ["area", "area/api"] }, "area/api/http")).toBe("http");
  });

  it("makes none without a prefix", () => {
    expect(tagOfLabel({ tagPrefixes: [] }, "kind/bug")).toBeNull();
    expect(tagOfLabel({ tagPrefixes: ["", "/"] }, "kind/bug")).toBeNull();
  });
});

describe("the labels of an issue", () => {
  it("are a task, its difficulty and its tags", () => {
    expect(readLabels(rule, ["Good First Issue", "easy", "kind/bug", "area/docs", "area/Docs", "wontfix"])).toEqual({
      isTask: true,
      difficulty: "easy",
      conflict: [],
      tags: ["bug", "docs"],
    });
    expect(readLabels(rule, ["kind/bug"])).toEqual({ isTask: false, difficulty: null, conflict: [], tags: ["bug"] });
    expect(readLabels(rule, [])).toEqual({ isTask: false, difficulty: null, conflict: [], tags: [] });
  });

  it("only make a task by the rule, not by a guess", () => {
    expect(readLabels({ ...rule, task: ["ready"] }, ["good first issue"]).isTask).toBe(false);
    expect(readLabels({ ...rule, task: ["ready"] }, ["READY"]).isTask).toBe(true);
  });

  it.each([
    ["new*", "newcomer", true],
    ["new*", "a newcomer", false],
    ["*issue", "good first ISSUE", true],
    ["*issue", "issues", false],
    ["*first*", "good first issue", true],
    ["difficulty/*", "difficulty/x", true],
    ["a.c", "abc", false],
    ["ｎｅｗ", "new", true],
    ["*", "anything", false],
  ])("%s matches %s: %s", (pattern, label, isTask) => {
    expect(readLabels({ ...rule, task: [pattern] }, [label]).isTask).toBe(isTask);
  });

  it("that contradict each other give no difficulty and say so", () => {
    const read = readLabels({ ...rule, defaultDifficulty: "medium" }, ["hard", "difficulty/easy", "level: hard"]);
    expect(read).toMatchObject({ difficulty: null, conflict: ["easy", "hard"] });
  });

  it("that say the same twice agree", () => {
    expect(readLabels(rule, ["easy", "难度：简单"])).toMatchObject({ difficulty: "easy", conflict: [] });
  });

  it("without a difficulty take the rule's default", () => {
    expect(readLabels({ ...rule, defaultDifficulty: "easy" }, ["bug"]).difficulty).toBe("easy");
    expect(readLabels({ ...rule, defaultDifficulty: "easy" }, ["hard"]).difficulty).toBe("hard");
  });

  it("are read as the rule says before they are guessed", () => {
    const own: LabelRule = {
      ...rule,
      difficulty: [
        { label: "P1", is: "hard" },
        { label: "easy", is: "medium" },
      ],
    };
    expect(readLabels(own, ["p1", "difficulty/easy"])).toMatchObject({ difficulty: "hard", conflict: [] });
    expect(readLabels(own, ["easy"])).toMatchObject({ difficulty: "medium", conflict: [] });
    expect(readLabels(own, ["p1", "easy"])).toMatchObject({ difficulty: null, conflict: ["medium", "hard"] });
  });

  it("are read by the entry that fits most exactly", () => {
    const own: LabelRule = {
      ...rule,
      difficulty: [
        { label: "p*", is: "easy" },
        { label: "p/1*", is: "medium" },
        { label: "p/1", is: "hard" },
      ],
    };
    expect(["p/0", "p/12", "p/1"].map((label) => readLabels(own, [label]).difficulty)).toEqual([
      "easy",
      "medium",
      "hard",
    ]);
  });

  it("that make a task or a difficulty are no tags", () => {
    const own: LabelRule = { ...rule, task: ["kind/starter-kit"], difficulty: [{ label: "kind/deep", is: "hard" }] };
    expect(
      readLabels(own, ["kind/starter-kit", "kind/deep", "kind/easy", "kind/good first issue", "kind/bug"]).tags,
    ).toEqual(["easy", "bug"]);
  });

  it("make no more tags than a task may have", () => {
    expect(
      readLabels(
        rule,
        Array.from({ length: 30 }, (_, index) => `kind/${index}`),
      ).tags,
    ).toHaveLength(10);
  });
});

describe("a first rule", () => {
  it("is made of what the repository has", () => {
    expect(
      guessRule(["good first issue", "help wanted", "bug", "easy", "hard", "kind/bug", "area/docs", "size/S"]),
    ).toEqual({
      task: ["good first issue", "help wanted"],
      difficulty: [],
      defaultDifficulty: null,
      tagPrefixes: ["kind", "area"],
    });
    expect(guessRule(["👋 Good-First-Issue", "新手任务", "类型：缺陷"])).toMatchObject({
      task: ["👋 Good-First-Issue", "新手任务"],
      tagPrefixes: ["类型"],
    });
  });

  it("of a repository without labels for newcomers waits for the usual ones", () => {
    expect(guessRule([]).task).toEqual(["good first issue", "help wanted"]);
  });

  it("does not take a word for a family of labels", () => {
    expect(guessRule(["type-hints", "type error", "language server"]).tagPrefixes).toEqual([]);
    expect(guessRule(["type-bug", "type-feature"]).tagPrefixes).toEqual(["type"]);
  });
});

describe("a rule as it is written", () => {
  const codes = (input: unknown) =>
    labelRule
      .safeParse(input)
      .error?.issues.map((issue) => `${issue.path.join(".")} ${issue.code === "custom" ? issue.message : issue.code}`);

  it("is taken, prefixes as people write them", () => {
    expect(
      labelRule.parse({ ...rule, task: [" a* ", "*b", "*c*"], tagPrefixes: ["kind/*", "area/", "类型：", "a b"] }),
    ).toEqual({
      ...rule,
      task: ["a*", "*b", "*c*"],
      tagPrefixes: ["kind", "area", "类型：", "a b"],
    });
  });

  it.each([
    ["no label that makes a task", { ...rule, task: [] }, ["task too_small"]],
    ["a star alone", { ...rule, task: ["*"] }, ["task.0 label_pattern"]],
    ["a star in the middle", { ...rule, task: ["a*b"] }, ["task.0 label_pattern"]],
    ["a label twice", { ...rule, task: ["a", "A"] }, ["task.1 label_repeated"]],
    [
      "two difficulties of one label",
      {
        ...rule,
        difficulty: [
          { label: "x", is: "easy" },
          { label: "Ｘ", is: "hard" },
        ],
      },
      ["difficulty.1.label label_repeated"],
    ],
    [
      "a difficulty there is not",
      { ...rule, difficulty: [{ label: "x", is: "expert" }] },
      ["difficulty.0.is invalid_value"],
    ],
    ["a prefix of nothing", { ...rule, tagPrefixes: ["/*"] }, ["tagPrefixes.0 label_prefix"]],
    ["a prefix twice", { ...rule, tagPrefixes: ["kind", "Kind/"] }, ["tagPrefixes.1 label_repeated"]],
    ["too long a label", { ...rule, task: ["x".repeat(53)] }, ["task.0 too_big"]],
    ["an invisible character", { ...rule, task: ["a\u202eb"] }, ["task.0 control_characters"]],
    ["another field", { ...rule, more: 1 }, [" unrecognized_keys"]],
  ])("is refused with %s", (_what, input, expected) => {
    expect(codes(input)).toEqual(expected);
  });
});

describe("any labels", () => {
  const piece = fc.constantFrom(
    ..."kind,area,lang,/,:, ,-,_,easy,hard,medium,难度,简单,good first issue,新手任务,⭐,🟢,*,size,e,1,\u200b,\ufe0f,\u3164,㎏".split(
      ",",
    ),
  );
  const label = fc
    .array(fc.oneof({ weight: 3, arbitrary: piece }, fc.string({ unit: "grapheme", maxLength: 5 })), { maxLength: 8 })
    .map((parts) => parts.join(""));
  const labels = fc.array(label, { maxLength: 12 });

  it("give a first rule that may be kept as it is", () => {
    fc.assert(
      fc.property(labels, (given) => {
        const guessed = guessRule(given);
        expect(labelRule.parse(guessed)).toEqual(guessed);
        for (const one of guessed.task) expect(readLabels(guessed, [one]).isTask).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("make tags that a task may have", () => {
    fc.assert(
      fc.property(labels, (given) => {
        const { tags } = readLabels(
          rule,
          given.map((one) => `kind/${one}`),
        );
        expect(createTaskInput.shape.tags.safeParse(tags).error).toBeUndefined();
        expect(new Set(tags).size).toBe(tags.length);
      }),
      { numRuns: 500 },
    );
  });

  it("say the same in any order, and twice", () => {
    const own: LabelRule = {
      ...rule,
      difficulty: [
        { label: "*1", is: "hard" },
        { label: "kind*", is: "easy" },
      ],
    };
    const read = (given: string[]) => ({ ...readLabels(own, given), tags: readLabels(own, given).tags.sort() });
    fc.assert(
      fc.property(
        labels.filter((given) => given.length <= 5),
        (given) => {
          const once = read(given);
          expect(read([...given].reverse())).toEqual(once);
          expect(read([...given, ...given])).toEqual(once);
          expect(once.conflict.length).not.toBe(1);
          expect(once.conflict).toEqual(difficulties.filter((one) => once.conflict.includes(one)));
          if (once.conflict.length > 0) expect(once.difficulty).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });
});
