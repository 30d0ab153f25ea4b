import { describe, expect, it } from "vitest";
import {
  createInput,
  differences,
  editInput,
  emptyDraft,
  mergeDrafts,
  standingErrors,
  type TaskDraft,
} from "./task-draft";

function draft(change: Partial<TaskDraft> = {}): TaskDraft {
  const texts = {
    zh: { title: "标题", why: "原因", where: "", doneWhen: "" },
    en: { title: "Title", why: "", where: "", doneWhen: "" },
  };
  return { ...emptyDraft("layotto"), difficulty: "easy", texts, tags: ["tests"], ...change };
}

const withText = (from: TaskDraft, locale: "zh" | "en", texts: Partial<TaskDraft["texts"]["zh"]>): TaskDraft => ({
  ...from,
  texts: { ...from.texts, [locale]: { ...from.texts[locale], ...texts } },
});

describe("differences", () => {
  it("names the fields that differ, not spaces around them or line ends", () => {
    const other = withText(draft({ tags: [] }), "zh", { why: " 原因\r\n" });
    expect(differences(draft(), other)).toEqual(["tags"]);
    expect(differences(draft(), withText(draft(), "en", { title: "Other" }))).toEqual(["texts.en.title"]);
  });
});

describe("editInput", () => {
  it("sends only what has changed, and an emptied text as null", () => {
    const mine = withText(draft({ difficulty: "hard" }), "zh", { why: "  ", where: "pkg/a" });
    expect(editInput(draft(), mine, { number: 3, revision: 7 })).toEqual({
      number: 3,
      revision: 7,
      difficulty: "hard",
      texts: { zh: { why: null, where: "pkg/a" } },
    });
  });
  it("is null when nothing has changed", () =>
    expect(editInput(draft(), draft(), { number: 3, revision: 7 })).toBeNull());
});

describe("createInput", () => {
  it("reads the names of slots from what was typed, also into a draft that was kept before there were any", () => {
    expect(createInput(draft({ slots: "- Redis\n- etcd\n" })).slots).toEqual(["Redis", "etcd"]);
    const { slots, ...old } = draft();
    expect(createInput(old as TaskDraft)).not.toHaveProperty("slots");
    expect(differences(draft(), old as TaskDraft)).toEqual([]);
  });
  it("leaves out what is empty", () => {
    const mine = withText(withText(draft({ tags: [] }), "en", { title: "" }), "zh", { why: "" });
    expect(createInput(mine)).toEqual({ project: "layotto", difficulty: "easy", texts: { zh: { title: "标题" } } });
  });
});

describe("standingErrors", () => {
  const base = draft({ project: "" });
  const errors = { project: "a", "texts.zh.title": "b", "texts.en.why": "c", "tags.1": "d", links: "e", texts: "f" };
  const left = (change: TaskDraft) => Object.keys(standingErrors(errors, base, change));
  it("stand while the fields are as they were", () => {
    expect(standingErrors(errors, base, base)).toEqual(errors);
    expect(left({ ...base, difficulty: "hard" })).toEqual(Object.keys(errors));
    expect(left({ ...base, project: "layotto" })).not.toContain("project");
    expect(left({ ...base, tags: ["other"] })).toEqual(["project", "texts.zh.title", "texts.en.why", "links", "texts"]);
    expect(left({ ...base, links: ["https://example.org"] })).not.toContain("links");
  });
  it("go with a title in the other language, but not with another field of it", () => {
    expect(left(withText(base, "en", { title: "New" }))).toEqual(["project", "texts.en.why", "tags.1", "links"]);
    expect(left(withText(base, "zh", { where: "pkg" }))).toContain("texts.zh.title");
  });
});

describe("mergeDrafts", () => {
  const base = draft();
  it("takes over what only they have changed and keeps what only I have changed", () => {
    const mine = withText(base, "zh", { where: "pkg/a" });
    const theirs = { ...withText(base, "en", { title: "Better" }), difficulty: "hard" as const };
    const { merged, disputed, takenOver } = mergeDrafts(base, mine, theirs);
    expect(disputed).toEqual([]);
    expect(takenOver).toEqual(["texts.en.title", "difficulty"]);
    expect(merged.texts.zh.where).toBe("pkg/a");
    expect(merged.texts.en.title).toBe("Better");
    expect(merged.difficulty).toBe("hard");
  });
  it("disputes what both changed differently, and not what both changed alike", () => {
    const mine = withText({ ...base, difficulty: "hard" }, "zh", { title: "我的" });
    const theirs = withText({ ...base, difficulty: "hard" }, "zh", { title: "他的" });
    const { merged, disputed } = mergeDrafts(base, mine, theirs);
    expect(disputed).toEqual(["texts.zh.title"]);
    expect(merged.texts.zh.title).toBe("我的");
  });
});
