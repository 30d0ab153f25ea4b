import { expect, it } from "vitest";
import { partHash, partIn } from "./parts";

const claim = { id: "abc" };

it("leads back to what was open in this claim and no other", () => {
  const hash = partHash(claim, "note", { search: "", hash: "#act" });
  expect(partIn(claim, { hash })).toBe("note");
  expect(partIn({ id: "other" }, { hash })).toBeNull();
  expect(partIn(claim, { hash: "#act" })).toBeNull();
});

it("leaves an address alone that says what to open, and one with nothing open", () => {
  expect(partHash(claim, "giveBack", { search: "?do=release", hash: "" })).toBe("");
  expect(partHash(claim, undefined, { search: "", hash: "#act" })).toBe("#act");
});
