import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gap, proseOf } from "./prose";

describe("what a person says themselves", () => {
  it.each([
    ["plain\r\ntext\rhere", "plain\ntext\nhere"],
    ["a `b` c", `a ${gap} c`],
    ["a `b\nc` d", `a ${gap}\n d`],
    ["a <!-- b --> c", "a   c"],
    ["a\n> b\nc", "a\n\nc"],
    ["```\na\n```\nb\n", "\n\n\nb\n"],
    ["a\n\n    b\n\nc", "a\n\n\n\nc"],
    ["<!--\n```\n-->\nsaid", "\n\n\nsaid"],
    ["- ~~~\n  a\n  ~~~\n- b", "\n\n\n- b"],
    ["", ""],
    ["\n", "\n"],
  ])("of %j is %j", (markdown, said) => {
    expect(proseOf(markdown)).toBe(said);
  });
});

const piece = fc.constantFrom(
  "`",
  "``",
  "```",
  "~~~",
  "\n",
  "\n\n",
  "> ",
  "- ",
  "    ",
  "\t",
  "<!--",
  "-->",
  "\\",
  "a",
  " ",
  "1. ",
  "\r",
  gap,
);
const text = fc
  .array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 3 })), { maxLength: 50 })
  .map((parts) => parts.join(""));

it("keeps the lines where they are, and adds no words", () => {
  fc.assert(
    fc.property(text, (markdown) => {
      const said = proseOf(markdown);
      const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
      const kept = said.split("\n");
      expect(kept.length).toBe(lines.length);
      for (const [index, line] of kept.entries()) {
        for (const word of line.split(/[\s\uFFFC]+/u)) expect(lines[index]).toContain(word);
      }
    }),
    { numRuns: 2000 },
  );
});

it("leaves text without marks as it is", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z#/@!. 认领\n]{0,60}$/), (markdown) => {
      if (!/^ {4}/m.test(markdown)) expect(proseOf(markdown)).toBe(markdown.replace(/^ +$/gm, ""));
    }),
  );
});
