import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakLines, fitLine } from "./lines";

/** A Chinese character is 10 wide, any other 5. */
const measure = (text: string) => [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 10 : 5), 0);
const lines = (text: string, width: number, most = 3) => breakLines(text, measure, width, most).lines;

describe("breakLines", () => {
  test("uses as few lines as it can", () => {
    expect(lines("为 actuator 模块", 100)).toEqual(["为 actuator 模块"]);
    expect(lines("", 100)).toEqual([""]);
  });

  test("makes lines of similar length", () => {
    expect(lines("Add unit tests to the actuator module", 160)).toEqual(["Add unit tests to", "the actuator module"]);
  });

  test("breaks Chinese at a space or between words rather than inside one", () => {
    expect(lines("为 actuator 模块添加单元测试", 105)).toEqual(["为 actuator", "模块添加单元测试"]);
    expect(lines("优化开源社区的异步编程体验", 80)).toEqual(["优化开源社区", "的异步编程体验"]);
  });

  test("never begins a line with closing punctuation or ends it with an opening one", () => {
    for (let width = 40; width < 140; width += 10) {
      for (const line of lines("支持「异步」、「溯源」；（以及）其他，等等。", width, 9)) {
        expect(line).not.toMatch(/^[」、；），。]|[「（]$/u);
      }
    }
  });

  test("a word is broken only when it has to be", () => {
    const found = breakLines("supercalifragilistic", measure, 60, 3);
    expect(found).toEqual({ lines: ["supercalif", "ragilistic"], isCut: false, isForced: true });
    expect(breakLines("for components/share/picture", measure, 100, 3).isForced).toBe(false);
  });

  test("what does not fit ends in an ellipsis, Chinese or Latin", () => {
    expect(lines("优化开源社区的异步编程体验", 40, 2)).toEqual(["优化开源", "社区的…"]);
    expect(lines("Add unit tests to the actuator module", 60, 2)).toEqual(["Add unit", "tests to..."]);
    expect(fitLine("优化开源社区", measure, 45)).toBe("优化开源…");
    expect(fitLine("优化开源社区", measure, 60)).toBe("优化开源社区");
  });

  test("no line is wider than asked, and nothing is lost unless it is cut", () => {
    const word = fc.constantFrom(
      "为",
      "actuator",
      " ",
      "模块",
      "，",
      "「",
      "」",
      "-",
      "a",
      "superlongword".repeat(3),
      "…",
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 60 }).map((words) => words.join("").replace(/ +/g, " ").trim()),
        fc.integer({ min: 40, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, most) => {
          const found = breakLines(text, measure, width, most);
          expect(found.lines.length).toBeLessThanOrEqual(most);
          for (const line of found.lines) expect(measure(line)).toBeLessThanOrEqual(width);
          const joined = found.lines.join("").replace(/ /g, "");
          if (!found.isCut) expect(joined).toBe(text.replace(/ /g, ""));
          else expect(text.replace(/ /g, "").startsWith(joined.replace(/(…|\.\.\.)$/, ""))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
