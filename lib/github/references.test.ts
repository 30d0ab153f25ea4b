import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referencesIn } from "./references";

const home = { owner: "mosn", name: "layotto" };
const web = "https://github.com";
/** `owner/name#number`, with a `!` where it would be closed. */
const read = (text: string, base = web) =>
  referencesIn(text, home, base).map((one) => `${one.closes ? "!" : ""}${one.owner}/${one.name}#${one.number}`);

describe("closing words", () => {
  it.each("close closes closed fix fixes fixed resolve resolves resolved Fixes CLOSES".split(" "))("%s", (word) => {
    expect(read(`${word} #12`)).toEqual(["!mosn/layotto#12"]);
    expect(read(`- ${word}: #12.`)).toEqual(["!mosn/layotto#12"]);
    expect(read(`(${word}:#12)`)).toEqual(["!mosn/layotto#12"]);
    expect(read(`修复问题，${word} GH-12`)).toEqual(["!mosn/layotto#12"]);
    expect(read(`${word} dapr/dapr#12`)).toEqual(["!dapr/dapr#12"]);
    expect(read(`${word} ${web}/dapr/dapr/issues/12`)).toEqual(["!dapr/dapr#12"]);
  });

  it.each([
    [
      "every issue needs its own",
      "fixes #1, #2 and closes #3",
      ["!mosn/layotto#1", "mosn/layotto#2", "!mosn/layotto#3"],
    ],
    [
      "a part of another word",
      "prefixes #1, bugfix #2, auto-closes #3, fixing #4",
      [1, 2, 3, 4].map((n) => `mosn/layotto#${n}`),
    ],
    ["words between", "fixes the bug #1", ["mosn/layotto#1"]],
    ["another line", "fixes\n#1", ["mosn/layotto#1"]],
    ["code between", "fixes `x` #1", ["mosn/layotto#1"]],
    ["a comment between", "fixes <!-- issue --> #1", ["!mosn/layotto#1"]],
    ["full-width words", "修复 #1", ["mosn/layotto#1"]],
  ])("%s", (_what, text, found) => {
    expect(read(text)).toEqual(found);
  });
});

describe("mentions", () => {
  it.each([
    ["See #1", ["mosn/layotto#1"]],
    ["参见#1。", ["mosn/layotto#1"]],
    ["gh-7", ["mosn/layotto#7"]],
    ["a-b/c.d_e#3", ["a-b/c.d_e#3"]],
    ["**#1**", ["mosn/layotto#1"]],
    [`[the issue](${web}/a/b/issues/3)`, ["a/b#3"]],
    [`<${web}/a/b/pull/3/files>`, ["a/b#3"]],
    [`${web}/a/b/pull/3#issuecomment-4`, ["a/b#3"]],
    [`${web}/a/b/issues/3?x=#9`, ["a/b#3"]],
    ["http://www.GitHub.com/a/b/issues/3.", ["a/b#3"]],
    [`见${web}/a/b/issues/3，谢谢`, ["a/b#3"]],
    ["#1 #01 #0 #2147483647 #2147483648 #99999999999", ["mosn/layotto#1", "mosn/layotto#2147483647"]],
    ["a#1 /#1 ##1 &#39; x@#1 #1a foo/#1", []],
    ["orgs/x#1 topics/go#2", []],
    ["https://evil.example/a/b/issues/3", []],
    ["https://github.com.evil.example/a/b/issues/3", []],
    [`https://evil.example/?to=${web}/a/b/issues/3`, []],
    [`${web}/a/b/issues/3abc ${web}/a/b/issues ${web}/a/b/wiki/3 ${web}/orgs/b/issues/3`, []],
    [`${web}/a/b#3`, []],
    ["", []],
  ])("%j", (text, found) => {
    expect(read(text)).toEqual(found);
  });

  it("names each once, in any case, and closing wins", () => {
    expect(read(`#1 Mosn/Layotto#1 fixes ${web}/mosn/layotto/issues/1 #1`)).toEqual(["!mosn/layotto#1"]);
  });

  it("knows GitHub Enterprise by its address", () => {
    const base = "https://git.example.com:8443/";
    expect(read("https://GIT.example.com:8443/a/b/issues/3", base)).toEqual(["a/b#3"]);
    expect(read(`${web}/a/b/issues/3 https://git.example.com/a/b/issues/4`, base)).toEqual([]);
    expect(read("http://127.0.0.1:4001/a/b/issues/3", "http://127.0.0.1:4001")).toEqual(["a/b#3"]);
  });
});

describe("what a person does not say themselves", () => {
  it.each([
    ["a code span", "`fixes #1` ``fixes ` #1``"],
    ["a span over two lines", "`fixes\nfixes #1`"],
    ["a fenced block", "```\nfixes #1\n```"],
    ["a longer fence", "````md\n```\nfixes #1\n```\n````"],
    ["a fence without an end", "~~~\nfixes #1"],
    ["a fence in a list", "- ```\n  fixes #1\n  ```"],
    ["indented code", "text\n\n    fixes #1\n\n    #2"],
    ["a comment", "<!-- fixes #1 -->"],
    ["a template's comment", "## What\n<!--\nfixes #1\n\n```\n-->\n"],
    ["a comment in a paragraph", "text <!-- fixes #1\nand #2 --> text"],
    ["a comment over paragraphs", "text <!-- fixes #1\n\n#2 --> text"],
    ["a comment without an end", "<!-- fixes #1"],
    ["a quote", "> fixes #1\n> ```"],
    ["a quote in a quote", " > > fixes #1"],
  ])("%s", (_what, text) => {
    expect(read(text)).toEqual([]);
    expect(read(`${text.endsWith("fixes #1") && !text.startsWith(" ") ? "" : text}\n\nfixes #9`)).toEqual([
      "!mosn/layotto#9",
    ]);
  });

  it.each([
    ["a lone backtick", "it's ` and fixes #1"],
    ["backticks of different lengths", "`` ` fixes #1"],
    ["an escaped backtick", "\\`fixes #1\\`"],
    ["a backtick of another paragraph", "a `\n\nfixes #1\n\nb `"],
    ["between two spans", "`a` fixes #1 `b`"],
    ["the start of a comment in code", "write `<!--` and fixes #1"],
    ["the start of a comment alone", "a <!-- fixes #1"],
    ["after a comment", "<!-- a -->fixes #1"],
    ["after a fence", "```js\na\n```\nfixes #1"],
    ["inline backticks at a line's start", "```a``` fixes #1"],
    ["in a list's paragraph", "- a\n\n    fixes #1"],
    ["in a paragraph that goes on", "a\n    fixes #1"],
    ["after a quote", "> a\n\nfixes #1"],
  ])("but does say: %s", (_what, text) => {
    expect(read(text)).toEqual(["!mosn/layotto#1"]);
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    ..."fixes |closes: |#|1|12|a/b|GH-|https://github.com/a/b/issues/3|`|``|```|\n|\n\n|> |- |    |<!--|-->|\\| |～～～|~~~|修复|，".split(
      "|",
    ),
  );
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: "grapheme", maxLength: 4 })), { maxLength: 60 })
    .map((parts) => parts.join(""));

  it("gives issues that can exist, each once", () => {
    fc.assert(
      fc.property(text, (body) => {
        const found = referencesIn(body, home, web);
        for (const one of found) {
          expect(one.number).toBeGreaterThan(0);
          expect(one.number).toBeLessThan(2 ** 31);
          expect(`${one.owner}/${one.name}`).toMatch(/^[\w-]+\/[\w.-]+$/);
        }
        const keys = found.map((one) => `${one.owner}/${one.name}#${one.number}`.toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("names nothing when it is quoted or in code", () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(read(body.replace(/^/gm, "> "))).toEqual([]);
        expect(read(`\`\`\`\`\`\`\n${body.replaceAll("`", "'")}\n\`\`\`\`\`\``)).toEqual([]);
      }),
    );
  });

  it("is closed by a last line that closes, whatever finished paragraphs stand before", () => {
    const words = fc.stringMatching(/^[ \na-z#12`/,.]{0,80}$/).filter((body) => !body.includes("```"));
    fc.assert(
      fc.property(words, (body) => {
        expect(read(`${body}\n\nfixes #77`)).toContain("!mosn/layotto#77");
      }),
    );
  });
});

it.each([
  ["spaces", " "],
  ["a closing word and spaces", "fixes \t"],
  ["closing words", "fixes "],
  ["closing words with colons", "fixes:"],
  ["a long word", "a"],
  ["repositories", "a/b"],
  ["repositories without number", "a/b#"],
  ["dots", "a.-"],
  ["numbers", "1"],
  ["hashes", "#1 "],
  ["addresses", "https://"],
  ["issues", "https://github.com/a/b/issues/1 "],
  ["backticks", "` `` "],
  ["one run of backticks", "`"],
  ["lines of backticks", "`\n"],
  ["fences", "```\n"],
  ["unclosed fences", "``` `\n"],
  ["comments", "<!--"],
  ["comments by line", "<!--\n"],
  ["ends of comments", "-->"],
  ["comments opened and closed", "<!-- -->"],
  ["quotes", ">"],
  ["list marks", "- "],
  ["numbered marks", "1. "],
  ["line breaks", "\n"],
  ["blank lines with spaces", "\n \t"],
  ["backslashes", "\\"],
])("reads 200 KB of %s in proportion to its size", (_what, unit) => {
  const body = unit.repeat(Math.ceil(200_000 / unit.length));
  const head = `${unit.slice(0, 2)}- ${" ".repeat(1000)}`;
  let fastest = Number.POSITIVE_INFINITY;
  // Processor time, and the best of a few turns: the machine may be busy with other things.
  for (let turn = 0; turn < 10 && fastest > 50; turn += 1) {
    const started = process.cpuUsage();
    referencesIn(head + body, home, web);
    const { user, system } = process.cpuUsage(started);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  expect(fastest).toBeLessThan(50);
});

it("reads runs of backticks of every length in proportion to their size", () => {
  const runs = Array.from({ length: 620 }, (_, index) => "`".repeat(index + 1)).join(" ");
  const started = performance.now();
  referencesIn(runs, home, web);
  referencesIn(`- ${" ".repeat(200_000)}x`, home, web);
  referencesIn(`fixes${" ".repeat(200_000)}x`, home, web);
  expect(performance.now() - started).toBeLessThan(200);
});
