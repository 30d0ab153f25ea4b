import { describe, expect, it } from "vitest";
import type { IssueDraftView } from "../domain/repositories";
import { fillFromIssue, inTheWay } from "./issue-draft";
import { emptyDraft } from "./task-draft";

const issue: IssueDraftView = {
  url: "https://github.com/mosn/layotto/issues/108",
  label: "mosn/layotto#108",
  title: "Unit tests for state components",
  locale: "en",
  text: "So that they do not break.",
  difficulty: "easy",
  tags: ["test"],
  isOpen: true,
  assignees: [],
  markdown: "",
  comments: 0,
  commentsCut: null,
  task: null,
};

describe("a form filled from an issue", () => {
  it("takes all of it when nothing was typed", () => {
    const empty = emptyDraft("layotto");
    expect(inTheWay(empty, issue)).toEqual([]);
    expect(fillFromIssue(empty, issue, false)).toMatchObject({
      project: "layotto",
      texts: { en: { title: issue.title, why: issue.text }, zh: { title: "" } },
      difficulty: "easy",
      tags: ["test"],
      links: [issue.url],
    });
  });

  it("leaves what was typed until it is told to replace it", () => {
    const empty = emptyDraft("layotto");
    const typed = {
      ...empty,
      difficulty: "hard" as const,
      tags: ["docs"],
      links: ["https://example.org/"],
      texts: { ...empty.texts, en: { ...empty.texts.en, title: "My title", where: "There" } },
    };
    expect(inTheWay(typed, issue)).toEqual(["title", "difficulty"]);
    const kept = fillFromIssue(typed, issue, false);
    expect(kept).toMatchObject({
      difficulty: "hard",
      tags: ["docs", "test"],
      links: ["https://example.org/", issue.url],
      texts: { en: { title: "My title", why: issue.text, where: "There" } },
    });
    expect(fillFromIssue(typed, issue, true)).toMatchObject({
      difficulty: "easy",
      texts: { en: { title: issue.title, where: "There" } },
    });
  });

  it("takes nothing away where the issue says nothing", () => {
    const filled = fillFromIssue(emptyDraft(), issue, false);
    const silent = { ...issue, text: null, difficulty: null, tags: [] };
    expect(inTheWay(filled, silent)).toEqual([]);
    expect(fillFromIssue(filled, silent, true)).toEqual(filled);
  });
});
