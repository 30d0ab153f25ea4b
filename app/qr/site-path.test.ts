import { describe, expect, it } from "vitest";
import { isSitePath } from "./site-path";

describe("isSitePath", () => {
  it.each(["/", "/t/1", "/?difficulty=easy&project=layotto&q=%E6%B5%8B%E8%AF%95", "/?q=测试", "/projects/sofa-rpc"])(
    "takes %s",
    (path) => expect(isSitePath(path)).toBe(true),
  );
  it.each([
    "",
    "t/1",
    "//evil.example",
    "/\\evil.example",
    "/t\\1",
    "https://evil.example/",
    "/t/1\n",
    "/\t/evil.example",
    "/ /x",
    `/${"a".repeat(600)}`,
  ])("refuses %j", (path) => expect(isSitePath(path)).toBe(false));
});
