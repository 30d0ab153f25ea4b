import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boardAddress,
  noFilters,
  readFilters,
  searchTerms,
  searchTokens,
  taskSorts,
  writeFilters,
  wrongFilters,
} from "./filters";
import { difficulties, listedStatuses } from "./words";

describe("filters in the address", () => {
  it("come back as they were written", () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/);
    const any = fc.record({
      difficulty: fc.constantFrom(null, ...difficulties, "unrated" as const),
      project: fc.option(slug, { nil: null }),
      status: fc.constantFrom("all" as const, ...listedStatuses),
      tag: fc.option(fc.oneof(slug, fc.constantFrom("测试", "c++", "node.js")), { nil: null }),
      hasMentor: fc.boolean(),
      q: fc.constantFrom("", "测试 异步", "a&b=c#d", "100% sure + more"),
      sort: fc.constantFrom(...taskSorts),
      view: fc.constantFrom("columns" as const, "list" as const),
    });
    fc.assert(
      fc.property(any, (filters) => {
        const search = new URLSearchParams(writeFilters(filters));
        expect(readFilters(search)).toEqual(filters);
        expect(wrongFilters(search)).toEqual([]);
      }),
    );
  });

  it("are absent from the plain board, and wrong values count as absent", () => {
    expect(boardAddress(noFilters)).toBe("/");
    const odd = new URLSearchParams(
      "difficulty=huge&status=&tag=%00&project=../x&mentor=maybe&sort=zzz&view=3d&extra=1",
    );
    expect(readFilters(odd)).toEqual(noFilters);
    expect(wrongFilters(odd)).toEqual(["difficulty", "status", "tag", "project", "mentor", "sort", "view", "extra"]);
    expect(wrongFilters(new URLSearchParams("status=open&status=done"))).toEqual(["status"]);
  });

  it("never throw, whatever the address says", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("difficulty", "q", "tag", "project", "x"), fc.string({ unit: "binary" }))),
        (pairs) => {
          const read = readFilters(new URLSearchParams(pairs));
          expect(readFilters(new URLSearchParams(writeFilters(read)))).toEqual(read);
        },
      ),
    );
  });
});

describe("search", () => {
  it("cuts Chinese into single characters and pairs, and keeps Latin words whole", () => {
    expect(searchTokens("为actuator模块，C++ 添加")).toEqual([
      "为",
      "actuator",
      "模",
      "模块",
      "块",
      "c",
      "添",
      "添加",
      "加",
    ]);
    expect(searchTerms("模块优 ＡＢＣ")).toEqual([
      { token: "模块", isPrefix: false },
      { token: "块优", isPrefix: false },
      { token: "abc", isPrefix: true },
    ]);
    expect(searchTerms("测")).toEqual([{ token: "测", isPrefix: false }]);
    expect(searchTerms("!? \u{1F600}")).toEqual([]);
  });

  it("finds every part of a text that it indexes", () => {
    const text = fc.array(fc.constantFrom("测试", "异步编程", "Redis", "组件", "JFR 埋点", "v2"), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const tokens = searchTokens(parts.join(" "));
        for (const part of parts) {
          for (const { token, isPrefix } of searchTerms(part)) {
            expect(tokens.some((known) => (isPrefix ? known.startsWith(token) : known === token))).toBe(true);
          }
        }
      }),
    );
  });
});
