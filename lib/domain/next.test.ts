import { describe, expect, it } from "vitest";
import { claimNumber, safeNext, signAddress } from "./next";

describe("safeNext", () => {
  it.each([
    "/t/7",
    "/?status=all&q=%E6%B5%8B%E8%AF%95",
    "/?q=测试",
    "/projects/layotto#tasks",
    "/me",
    "/set-up?token=abc",
    "/people/ada?next=//evil.example",
    "/t/7?next=https://evil.example",
    "/sign-inspiration",
  ])("keeps %s", (address) => {
    expect(safeNext(address)).toBe(address);
    expect(new URL(safeNext(address), "https://tasks.example").origin).toBe("https://tasks.example");
  });

  it.each([
    null,
    undefined,
    "",
    "t/7",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    " //evil.example",
    "/ /evil.example",
    "\u0000//evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/t/..//evil.example",
    "/./\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    ".evil.example",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/sign-up#x",
    "/api/v1/me",
    "/t/../api/auth/sign-out",
    `/${"x".repeat(2000)}`,
  ])("does not follow %j", (address) => {
    expect(safeNext(address)).toBe("/");
  });

  it("keeps what only looks like another site when it is decoded", () => {
    for (const address of ["/%2F%2Fevil.example", "/%2Fevil.example", "/%5Cevil.example", "/%09/evil.example"]) {
      const { origin } = new URL(safeNext(address), "https://tasks.example");
      expect(origin).toBe("https://tasks.example");
    }
  });
});

describe("claimNumber", () => {
  it("reads a task's number and nothing else", () => {
    expect(claimNumber("7")).toBe(7);
    for (const wrong of [null, "", "0", "-1", "07", "7.5", "7e3", " 7", "7 ", "x", "9".repeat(12)]) {
      expect(claimNumber(wrong)).toBeNull();
    }
  });
});

describe("signAddress", () => {
  it("carries where to go and what to claim", () => {
    expect(signAddress("sign-in", "/t/7", 7)).toBe("/sign-in?next=%2Ft%2F7&claim=7");
    expect(signAddress("sign-in", "/t/7", 7, "wait")).toBe("/sign-in?next=%2Ft%2F7&wait=7");
    expect(signAddress("sign-up", "/")).toBe("/sign-up");
    const { searchParams } = new URL(signAddress("sign-up", "/?q=测试&tag=a"), "http://x");
    expect(searchParams.get("next")).toBe("/?q=测试&tag=a");
  });
});
