import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseList } from "./parse";
import { type PrintableTask, printList } from "./print";
import { tidyTitle } from "./text";

const task = (
  project: string,
  difficulty: PrintableTask["difficulty"],
  title: string,
  referenceUrl: string | null,
): PrintableTask => ({ project, difficulty, title, referenceUrl });
const readBack = (text: string) =>
  parseList(text).tasks.map(({ project, difficulty, title, referenceUrl }) => ({
    project,
    difficulty,
    title,
    referenceUrl,
  }));
const sorted = (tasks: readonly unknown[]) => tasks.map((each) => JSON.stringify(each)).sort();
const issue = "https://github.com/harbour/kestrel/issues/40";

describe("printList", () => {
  it("prints the shape of a weekly section", () => {
    const text = printList(
      [
        task("Kestrel", "hard", "重写调度器", issue),
        task("Kestrel", "easy", "补充单元测试", issue),
        task("SeaGull", null, "翻译文档", null),
      ],
      { locale: "zh" },
    );
    expect(text).toBe(
      `### 新手任务计划\n\n**Kestrel**\n\n- Easy\n\n补充单元测试\n\n- Hard\n\n重写调度器\n\n「详细参考」：[${issue}](${issue})\n\n**SeaGull**\n\n翻译文档\n`,
    );
  });

  it("prints English words, another heading, and a link for each title when they differ", () => {
    const tasks = [
      task("Kestrel", "easy", "Write docs", issue),
      task("Kestrel", "easy", "Fix parse()", `${issue}1`),
      task("Kestrel", "medium", "Speed up start", null),
    ];
    const text = printList(tasks, { locale: "en", heading: "Kestrel, week 12" });
    expect(text).toContain("### Kestrel, week 12");
    expect(text).toContain(`[Write docs](${issue})`);
    expect(readBack(text)).toEqual(tasks);
    expect(printList([tasks[0] ?? task("", null, "", null)], { locale: "en" })).toContain(
      `Details: [${issue}](${issue})`,
    );
  });

  it("prints an empty list as its heading", () => expect(readBack(printList([], { locale: "zh" }))).toEqual([]));

  it("brings back titles that look like something else", () => {
    const titles = [
      "Easy",
      "详细参考",
      "欢迎大家一起来完善文档。大家都可以",
      "[ASSIGNED] by @ann",
      "修复 (easy)",
      "# heading",
      "1. number",
      "- dash",
      "a | b",
      "~~struck~~",
      "**bold** `code` <b>tag</b>",
      "&nbsp; &amp; x",
      "Kestrel",
      "新手任务",
      "本周推荐阅读",
      "@ann",
      "#12",
      "owner/name#12",
      "[x] box",
      "C\\D",
      "！",
      "见",
      "https",
      "$a$",
      "难度：简单",
      "项目：甲",
    ];
    for (const title of titles) {
      const tasks = [
        task("Kestrel", "medium", title, issue),
        task("Kestrel", "easy", "补充单元测试", issue),
        task("甲：乙 *", null, title, null),
      ];
      expect(sorted(readBack(printList(tasks, { locale: "zh" }))), title).toEqual(sorted(tasks));
    }
  });

  const word = fc.constantFrom(
    "支持",
    "Redis",
    "组件",
    "fix",
    "the",
    "`parser`",
    "v2",
    "(easy)",
    "【已认领】",
    "*",
    "_x_",
    "文档，",
    "优化",
    "@Bean",
    "and",
    "C++",
    "|",
    "[a]",
    "~",
    "easy:",
    "5.",
    "《指南》",
    "->",
    "🚀",
    "#4",
  );
  const title = fc.oneof(
    { weight: 4, arbitrary: fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => tidyTitle(words.join(" "))) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map(tidyTitle) },
  );
  const tasks = fc.array(
    fc.record({
      project: fc.constantFrom(
        "Kestrel",
        "SOFA-Boot",
        "Sea Gull",
        "注册中心",
        "easy",
        "SeaGull v2",
        "新手任务",
        "x",
        "Docs",
        "修复工具，第二版",
      ),
      difficulty: fc.constantFrom("easy", "medium", "hard", null),
      title: title.filter(
        (text) => text !== "" && /[\p{L}\p{N}\p{S}]/u.test(text) && !/:\/\/|www\.|\S@\S|^\[.*\]:|:[a-z]/iu.test(text),
      ),
      referenceUrl: fc.constantFrom(
        null,
        issue,
        "https://github.com/harbour/sea-gull/issues/7#issuecomment-1",
        "https://example.org/a(b)?c=d&e=f|g",
      ),
    }),
    { maxLength: 12 },
  );
  const encoded = (each: { referenceUrl: string | null }) => ({
    ...each,
    referenceUrl: each.referenceUrl?.replace("(b)", "%28b%29") ?? null,
  });
  it("gives any tasks back through parseList", () => {
    fc.assert(
      fc.property(tasks, fc.constantFrom("zh", "en"), (given, locale) => {
        const back = readBack(printList(given, { locale }));
        expect(
          sorted(
            back.map((each) => ({
              ...encoded(each),
              referenceUrl: each.referenceUrl?.replace("%7C", "|").replace("(b)", "%28b%29") ?? null,
            })),
          ),
        ).toEqual(
          sorted(
            given.map((each) => ({
              project: each.project,
              difficulty: each.difficulty,
              title: each.title,
              referenceUrl: encoded(each).referenceUrl,
            })),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});
