import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDifficulty } from "./difficulty";
import { parseList } from "./parse";

const marks = fc.constantFrom(
  "- ",
  "* ",
  "1. ",
  "[ ] ",
  "[x] ",
  "[",
  "]",
  "(",
  ")",
  "**",
  "~~",
  "`",
  "```",
  "<",
  ">",
  "<table>",
  "<tr>",
  "<td>",
  "|",
  "|---|",
  "# ",
  "### ",
  "\n",
  "\n\n",
  "    ",
  "\t",
  "Easy",
  "难度：",
  "新手任务",
  "详见：",
  "https://github.com/a/b/issues/1",
  "@ann",
  "#12",
  "；",
  "---\n",
  "&nbsp;",
  "\u200B",
  "\uFEFF",
  "\r",
  "\0",
  "![",
  "](",
  "【已认领】",
  "⭐",
  "任务",
  "word",
);

describe("parseList takes anything", () => {
  const shape = (text: string) => {
    const parsed = parseList(text);
    const count = text.split(/\n/u).length;
    for (const task of parsed.tasks) {
      expect(task.title).not.toBe("");
      expect(task.title).toBe(task.title.trim());
      expect(task.title).not.toMatch(/[\n\r]|[；;。：:]$/u);
      expect(task.line).toBeGreaterThanOrEqual(1);
      expect(task.line).toBeLessThanOrEqual(Math.max(count, 1) + text.split("\r").length);
    }
    if (parsed.tasks.length === 0) expect(parsed.warnings.map((warning) => warning.code)).toContain("no_list_found");
  };
  it("random characters of all of Unicode", () =>
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), shape), { numRuns: 300 }));
  it("lone surrogates and bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }), (codes) =>
        shape(String.fromCharCode(...codes)),
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => shape(new TextDecoder().decode(bytes))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => shape(Buffer.from(bytes).toString("latin1"))),
      { numRuns: 200 },
    );
  });
  it("random Markdown", () =>
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 120 }), (parts) => shape(parts.join(""))),
      { numRuns: 800 },
    ));
});

describe("parseList loses no item", () => {
  const head = fc.constantFrom(
    "# 新手任务\n\n## Kestrel\n\n### Easy\n\n",
    "## Kestrel\n\n### 简单\n\n",
    "**Kestrel**\n\n**Easy**\n\n",
    "## Kestrel\n\n",
    "### Good first issues\n\n",
  );
  const character = fc.constantFrom(..."文字aA1！。.,@😀\u3164\u0301é(（[【|<&:：?");
  const word = fc.constantFrom(
    ..."任务 添加 文档 docs Redis add tests 欢迎 我们 you please 。 ！ #12 @ann **x** `code` ~~old~~ (done) [x]".split(
      " ",
    ),
    ..."说明： 详见 yes I have 如何 报名".split(" "),
  );
  const item = fc
    .oneof(
      fc.tuple(character, fc.integer({ min: 1, max: 600 })).map(([one, count]) => one.repeat(count)),
      fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(" ")),
    )
    // A level names the tasks after it.
    .filter((text) => readDifficulty(text) === null);

  it("what stands under a heading, a project or a difficulty is a task or named among the warnings", () =>
    fc.assert(
      fc.property(
        head,
        fc.constantFrom("- ", "- [ ] ", "- [x] "),
        fc.array(item, { minLength: 1, maxLength: 6 }),
        (above, mark, items) => {
          const { tasks, warnings } = parseList(above + items.map((text) => `${mark}${text}\n`).join(""));
          const first = above.split("\n").length;
          const lines = [...tasks, ...warnings].map(({ line }) => line);
          for (const index of items.keys()) expect(lines).toContain(first + index);
        },
      ),
      { numRuns: 300 },
    ));

  it("names the line of a title that is too long to be one, also where nothing else is listed", () => {
    for (const above of ["## Kestrel\n\n### Easy\n\n", "### 新手任务\n\n**Kestrel**\n\n- Easy\n\n"]) {
      const line = above.split("\n").length;
      const left = { code: "item_left_out", line };
      for (const title of ["测".repeat(230), "a".repeat(430)]) {
        for (const mark of ["- ", ""]) {
          expect(parseList(`${above}${mark}${title}\n`).warnings, `${mark}${title}`).toContainEqual(left);
          const { tasks, warnings } = parseList(`${above}${mark}${title}\n\n${mark}补充缓存模块的测试\n`);
          expect(tasks.map((task) => task.title)).toEqual(["补充缓存模块的测试"]);
          expect(warnings).toContainEqual(left);
        }
      }
      const { tasks } = parseList(`${above}- ${"a".repeat(230)}\n`);
      expect(tasks.map((task) => [task.title.length, task.line])).toEqual([[230, line]]);
    }
  });

  it("says nothing of a list that was read as a whole", () => {
    const { warnings } = parseList(
      "### 新手任务\n\n欢迎大家参与！\n\n**Kestrel**\n\n- Easy\n\n补充测试\n\n- Hard\n\n重写调度器\n",
    );
    expect(warnings).toEqual([]);
  });
});

describe("parseList stays linear: 5 MB in under 2 s", () => {
  const size = 5_000_000;
  const fill = (part: string, length = size) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
  const deep = () => {
    let text = "";
    for (let depth = 0; text.length < size; depth += 1) text += `${" ".repeat(depth * 2)}- a\n`;
    return text;
  };
  const texts: Record<string, () => string> = {
    "a long list": () => `# 新手任务\n\n${fill("- [ ] 为模块补充测试 (@ann) #12\n")}`,
    "a long post": () =>
      fill(
        "**Kestrel**\n\n- Easy\n\n为模块补充测试\n\n详见：https://github.com/a/b/issues/1\n\n### 其他\n\n一段话。\n\n",
      ),
    "open brackets": () => fill("["),
    "open brackets on lines": () => fill("[\n"),
    stars: () => fill("*"),
    "stars and letters": () => fill("*a **b "),
    "nested bullets on a line": () => fill("- "),
    "nested numbers on lines": () => fill(`${"1. ".repeat(300)}\n`),
    "quotes in quotes": () => fill(`${">".repeat(3000)}\n`),
    "ever deeper lists": deep,
    "one line": () => fill("a"),
    "one line of spaces": () => fill(" "),
    "a wide table": () => `${fill("|a")}\n${fill("|-")}`,
    "a long table": () => `| 任务 | 难度 |\n|---|---|\n${fill("| 写测试 | 简单 |\n")}`,
    "open tables": () => fill("<table><tr><td>\n"),
    "code marks": () => fill("`a``b\n"),
    "half links": () => fill("![a](b "),
    tags: () => fill("<a href="),
    "empty lines": () => fill("\n"),
    "old line ends": () => fill("a\r"),
    addresses: () => fill("http://a.b\n"),
    "full-width commas": () => `# 新手任务\n${fill(`- ${"，".repeat(3900)}\n`)}`,
    "colons inside lines": () => `# 新手任务\n${fill(`- a${"：".repeat(3900)}x\n`)}`,
    "commas before a link": () => `# 新手任务\n${fill(`- a${"，".repeat(3900)}x http://a.b/c\n`)}`,
    people: () => `# 新手任务\n${fill(`- ${"@a ".repeat(1300)}\n`)}`,
    "spaces inside lines": () => `# 新手任务\n${fill(`- a${" ".repeat(3900)}b\n`)}`,
  };
  for (const [name, make] of Object.entries(texts)) {
    it(name, () => {
      const text = make();
      // Time on the processor, not on the wall: other tests run beside this one.
      const start = process.cpuUsage();
      parseList(text);
      const used = process.cpuUsage(start);
      expect((used.user + used.system) / 1_000).toBeLessThan(2_000);
    });
  }
  it("reads a long list up to its limit and says that it stopped", () => {
    const parsed = parseList(fill("- [ ] add one more test\n", 400_000));
    expect(parsed.tasks).toHaveLength(5_000);
    expect(parsed.warnings.map((warning) => warning.code)).toContain("cut_at_limit");
  });
  it("reads the same line by line as with the Markdown parser", () => {
    const list =
      "# 新手任务\n\n**Kestrel**\n\n- Easy\n\n为模块补充测试 `x`\n\n- Hard\n\n重写 [调度器](https://github.com/a/b/issues/2)\n\n详见：https://github.com/a/b/issues/1\n\n## Kestrel\n\n- [ ] one @ann\n- [x] **two**\n  - hint\n\n| 任务 | 难度 |\n|---|---|\n| 写~~旧~~测试 | 简单 |\n";
    const long = parseList(`${list}\n${"<!-- filler -->\n\n".repeat(9_000)}`);
    expect(long.warnings.map((warning) => warning.code)).toContain("read_line_by_line");
    expect(long.tasks).toEqual(parseList(list).tasks);
    expect(long.tasks).toHaveLength(5);
  });
});
