import { describe, expect, it } from "vitest";
import { createProjectInput, createTokenInput, taskTextInput, visibleLine } from "./inputs";

describe("a text of one line", () => {
  const line = createTokenInput.shape.name;
  it.each(["测试", "ß", "!", "👩‍🔬", "می‌خواهم", " padded "])("takes %j", (text) => {
    expect(line.parse(text)).toBe(text.trim());
  });
  it.each([
    ["a right-to-left override", "a\u202eb"],
    ["a right-to-left mark", "a\u200fb"],
    ["an Arabic letter mark", "a\u061cb"],
    ["a C1 control", "a\u009bb"],
    ["a line break", "a\nb"],
    ["only a joiner", "\u200d"],
    ["only a Hangul filler", "\u3164"],
    ["only a blank of Braille", "\u2800"],
    ["only a soft hyphen", "\u00ad"],
    ["only a combining mark", "\u0301"],
  ])("refuses %s", (_what, text) => {
    expect(line.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual(["control_characters"]);
  });
  it("says of nothing at all that it is too short, and only that", () => {
    expect(line.safeParse("  ").error?.issues.map((issue) => issue.code)).toEqual(["too_small"]);
  });
});

it("refuses controls in a long text, but for tab and line breaks", () => {
  expect(taskTextInput.safeParse({ why: "a\r\n\tb" }).data).toEqual({ why: "a\n\tb" });
  for (const text of ["a\u0085b", "a\u202eb", "a\u0000b"])
    expect(taskTextInput.safeParse({ why: text }).success).toBe(false);
});

it("leaves nothing of a listed title in which nothing is seen", () => {
  expect(visibleLine("a\u200b\u202e  b\u200f")).toBe("a b");
  expect(visibleLine("\u200d \u3164")).toBe("");
});

describe("an address of a project", () => {
  const repository = (repositoryUrl: string) =>
    createProjectInput.safeParse({ slug: "a", name: "A", repositoryUrl }).success;
  it.each(["https://github.com/mosn/layotto", "http://git.example.org:8080/a", "https://example.org/@me?to=a@b"])(
    "takes %s",
    (address) => expect(repository(address)).toBe(true),
  );
  it.each([
    "javascript:alert(1)",
    "https://github.com@evil.example/",
    "https://user:password@example.org/",
    "https:github.com@evil.example/",
    "https:\\\\github.com\\@evil.example/",
    "https://example.org/\u202eb",
    "https://127.0.0.1/",
  ])("refuses %j", (address) => expect(repository(address)).toBe(false));
});
