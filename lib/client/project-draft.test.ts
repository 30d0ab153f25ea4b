import { describe, expect, it } from "vitest";
import { draftOfProject, mergeProject, projectDraftsDiffer, projectInputOf } from "./project-draft";

const empty = draftOfProject(null);

describe("a project's draft", () => {
  it("differs once something is typed, and not by blanks around it", () => {
    expect(projectDraftsDiffer(empty, { ...empty })).toBe(false);
    expect(projectDraftsDiffer(empty, { ...empty, "guides.zh": " \n" })).toBe(false);
    expect(projectDraftsDiffer(empty, { ...empty, "guides.zh": "1. 先运行测试" })).toBe(true);
  });

  it("keeps what was touched and takes over the rest when someone else saved", () => {
    const base = { ...empty, name: "Layotto", "guides.en": "Old" };
    const mine = { ...base, "guides.en": "Mine" };
    const theirs = { ...base, name: "Layotto 2", "guides.en": "Theirs" };
    expect(mergeProject(base, mine, theirs)).toEqual({ ...theirs, "guides.en": "Mine" });
  });

  it("is sent without blanks, its languages apart", () => {
    const sent = projectInputOf({ ...empty, name: " Layotto ", languages: "Go，Java、 Rust,," });
    expect(sent).toMatchObject({ name: "Layotto", languages: ["Go", "Java", "Rust"], guides: { zh: "", en: "" } });
  });
});
