import { describe, expect, it } from "vitest";
import { safeNext } from "../../lib/domain/next";
import { askable, askedIn, withoutAsking } from "./asking";

describe("an address that asks for something", () => {
  it("names one of the things that can be asked for, and nothing else", () => {
    for (const one of askable) expect(askedIn(`?do=${one}`)).toBe(one);
    expect(askedIn("?lang=zh&do=renew")).toBe("renew");
    for (const other of ["", "?do=", "?do=complete", "?do=Renew", "?renew"]) expect(askedIn(other)).toBeNull();
  });

  it("is itself again afterwards", () => {
    expect(withoutAsking({ pathname: "/t/7", search: "?do=renew", hash: "" })).toBe("/t/7");
    expect(withoutAsking({ pathname: "/t/7", search: "?lang=zh&do=release", hash: "#act" })).toBe("/t/7?lang=zh#act");
  });

  it("can be come back to after signing in", () => {
    for (const one of askable) expect(safeNext(`/t/7?do=${one}`)).toBe(`/t/7?do=${one}`);
  });
});
