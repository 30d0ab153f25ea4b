import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerpt, markdownToText, renderMarkdown } from "./markdown";
import { isTooIntricate } from "./markdown-limits";

const LINK = 'rel="nofollow noopener ugc"';

describe("what people write", () => {
  test.each([
    ["**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>"],
    ["> a", "<blockquote>\n<p>a</p>\n</blockquote>"],
    ["3. a", '<ol start="3">\n<li>a</li>\n</ol>'],
    ["[a](https://a.example/?b=1&c)", `<p><a href="https://a.example/?b=1&#x26;c" ${LINK}>a</a></p>`],
    ["<https://a.example>", `<p><a href="https://a.example" ${LINK}>https://a.example</a></p>`],
    ["[a](mailto:a@a.example)", `<p><a href="mailto:a@a.example" ${LINK}>a</a></p>`],
    ["[a]\n\n[a]: https://a.example", `<p><a href="https://a.example" ${LINK}>a</a></p>`],
    ["```go\na < b\n```", '<pre tabindex="0"><code class="language-go">a &#x3C; b\n</code></pre>'],
  ])("%s", (source, html) => {
    expect(renderMarkdown(source)).toBe(html);
  });

  test("headings begin at h3 and leave no level out", () => {
    expect(renderMarkdown("## a\n\n#### b\n\n###### c\n\n### d\n\n# e").match(/<h\d/g)).toEqual([
      "<h3",
      "<h4",
      "<h5",
      "<h4",
      "<h3",
    ]);
    expect(renderMarkdown("# a\n## b\n### c\n#### d\n##### e\n###### f").match(/<h\d/g)).toEqual([
      "<h3",
      "<h4",
      "<h5",
      "<h6",
      "<h6",
      "<h6",
    ]);
  });

  test("a table can be scrolled by keyboard", () => {
    const html = renderMarkdown("|a|b|\n|-|-:|\n|1|2|");
    expect(html).toMatch(/^<div class="markdown-scroll" tabindex="0" role="group"><table>/);
    expect(html).toContain('<td align="right">2</td>');
  });

  test("a task list has signs instead of boxes that cannot be ticked", () => {
    const html = renderMarkdown("- [ ] a\n- [x] **b**\n- c");
    expect(html).toBe(
      '<ul>\n<li class="markdown-task">☐ a</li>\n<li class="markdown-task">☑ <strong>b</strong></li>\n<li>c</li>\n</ul>',
    );
  });

  test("an address of an issue is shown short, on the given hosts only", () => {
    const source = "https://github.com/mosn/layotto/issues/108 [here](https://github.com/mosn/layotto/issues/108)";
    const html = renderMarkdown(source, { linkHosts: ["github.com"] });
    expect(html).toContain(">mosn/layotto#108</a>");
    expect(html).toContain(">here</a>");
    expect(renderMarkdown(source)).not.toContain("mosn/layotto#108");
  });

  test("footnotes of two texts on one page do not clash", () => {
    const ids = ["a[^1]\n\n[^1]: x", "b[^1]\n\n[^1]: x"].flatMap((source) => {
      const html = renderMarkdown(source);
      const found = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
      expect(found).toHaveLength(2);
      for (const id of found) {
        expect(id).toMatch(/^note-[0-9a-f]{8}-/);
        expect(html).toContain(`href="#${id}"`);
      }
      expect(html).not.toContain("Footnotes");
      return found;
    });
    expect(new Set(ids).size).toBe(4);
  });
});

describe("what nothing may come of", () => {
  test.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](<\u0001javascript:alert(1)>)",
    "[a](\\javascript:alert(1))",
    "[a](vbscript:x) [a](data:text/html,x) [a](file:///etc/passwd) [a](blob:x)",
    "[a](/api/v1/tasks/1) [a](//evil.example) [a](#top) [a](?x) [a](..)",
    "[a](https://github.com@evil.example) [a](https://a:b@evil.example)",
    "[a](https:javascript) [a](http:/evil) [a](https://)",
    "[a]\n\n[a]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1)) ![a](data:image/png;base64,x)",
    '<a href="javascript:alert(1)">x</a>',
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<script>alert(1)</script>\n\n<style>*{}</style>\n\n<iframe src=//x></iframe>",
    '<form action="//evil.example"><input name=q></form>',
    "a <b onclick=alert(1)>b</b> <img src=x>",
    "<!-- <script>alert(1)</script>",
    '`</code><script>alert(1)</script>`\n\n```"><script>\n</code></pre><script>alert(1)</script>\n```',
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
  ])("%s", (source) => {
    expectOnlySafe(renderMarkdown(source));
    expect(renderMarkdown(source)).not.toContain("<a ");
  });

  test("a picture is a link, and within a link its words", () => {
    expect(renderMarkdown("![a](https://a.example/a.png)")).toBe(
      `<p><a href="https://a.example/a.png" ${LINK}>a</a></p>`,
    );
    expect(renderMarkdown("![a][b]\n\n[b]: https://a.example/a.png")).toBe(
      `<p><a href="https://a.example/a.png" ${LINK}>a</a></p>`,
    );
    expect(renderMarkdown("[![a](https://x.example/b.svg)](https://a.example)")).toBe(
      `<p><a href="https://a.example" ${LINK}>a</a></p>`,
    );
    expect(renderMarkdown("[![a][c]][b]\n\n[b]: https://a.example\n[c]: https://x.example/b.svg")).toBe(
      `<p><a href="https://a.example" ${LINK}>a</a></p>`,
    );
  });

  test("a title, a language or a footnote cannot carry attributes", () => {
    const html = renderMarkdown(
      '[a](https://a.example "x\\" onmouseover=\\"alert(1)")\n\n```js"onload="x\n```\n\nb[^"onload="x]\n\n[^"onload="x]: y',
    );
    expectOnlySafe(html);
    expect(html).not.toContain("title");
  });

  test("comments are dropped, other HTML is shown, line breaks are kept", () => {
    expect(renderMarkdown("a<!-- b -->c<br/>d <kbd>e</kbd>\n\n<!--\nf\n-->")).toBe(
      "<p>ac<br>d &#x3C;kbd>e&#x3C;/kbd></p>",
    );
  });

  test("direction and control characters are left out", () => {
    expect(renderMarkdown("a\u202eb\u2066c\u0000d\u0007e\u200f\ud800")).toBe("<p>abcde\ufffd</p>");
    expect(markdownToText("a\u202eb\u0000")).toBe("ab");
  });

  test("any mixture of marks stays harmless", { timeout: 20_000 }, () => {
    const part = fc.constantFrom(
      ..."[ ] ( ) ! < > & \" ' ` ``` * _ ~~ # | |-| \n \n\n - 1. [x] [^a] [^a]: : // \\ javascript: https://a.example data: &#106; <script> </script> <img onerror= <a href= <!-- --> <svg> \0 \u202e www.a.example a@a.example 中 = ~ {} $".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => expectOnlySafe(renderMarkdown(parts.join("")))),
      { numRuns: 1500 },
    );
  });
});

/** Reads every tag of the output and knows each attribute that may be there. Text has no `<`, it is escaped. */
function expectOnlySafe(html: string): void {
  const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  const rest = html.replace(/<[^>]*>/g, "");
  expect(rest).not.toContain("<");
  const start =
    /^<(?:a(?: href="(?:https?:\/\/|mailto:|#note-)[^"]*"| rel="nofollow noopener ugc"| id="note-[^"]*"| aria-label="↩ [\d-]+")*|(?:p|br|strong|em|del|sup|blockquote|hr|ul|h[3-6]|table|thead|tbody|tr)|code(?: class="language-[\w+#.-]+")?|pre tabindex="0"|li(?: class="markdown-task"| id="note-[^"]*")*|ol(?: start="\d+")?|div class="markdown-scroll" tabindex="0" role="group"|section class="footnotes"|t[hd](?: align="(?:left|center|right)")?)>$/;
  for (const tag of tags) if (!/^<\/[a-z0-9]+>$/.test(tag)) expect(tag).toMatch(start);
}

describe("texts that nobody writes", () => {
  const fill = (part: string) => part.repeat(Math.ceil(20_000 / part.length)).slice(0, 20_000);
  const hostile: [string, string][] = [
    ..."[ ] [] ![ [a]( [a](b * _ ~ *a **a a**b *_ > >\n 1. - ` `a < <a <!-- www.a a@a. |a|b\n|-|-\n [^a] # a\n= ```\n & \\"
      .split(" ")
      .map((part): [string, string] => [part, fill(part)]),
    ...["- ", "> ", "1. ", "+ - * ", ">a\n\n", "-\n", "- a\n", "- [ ] a\n", "a\n\n", "\\\n", "\n", "\0", "\ud800"].map(
      (part): [string, string] => [JSON.stringify(part), fill(part)],
    ),
    ["nested emphasis", `${"*".repeat(10_000)}a${"*".repeat(10_000)}`],
    ["nested brackets", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["nested pictures", `${"![".repeat(5000)}${"](a)".repeat(2500)}`],
    ["many paragraphs of them", fill(`${"![".repeat(99)}${"](a)".repeat(99)}\n\n`)],
    ["many paragraphs of emphasis", fill(`${"*a **a ".repeat(99)}${"a** a*".repeat(99)}\n\n`)],
    ["nested lists", fill(`${"- ".repeat(8)}a\n\n`)],
    ["a long lazy quote", `${"> ".repeat(10)}a\n${"a\n".repeat(9900)}`],
    ["a long lazy item", fill("a\n").replace("a", "- a")],
    ["a wide table", `${"|a".repeat(2000)}\n${"|-".repeat(2000)}\n${"|\n".repeat(5000)}`],
    ["many definitions", fill("[a]: b\n")],
    ["many footnotes", Array.from({ length: 1200 }, (_, index) => `[^${index}]: [^${index}]\n`).join("\n")],
    ["deeper and deeper", Array.from({ length: 190 }, (_, index) => `${" ".repeat(index)}- a`).join("\n")],
  ];

  test.each(hostile)("%s", { timeout: 20_000 }, (_name, source) => {
    const start = process.cpuUsage();
    const html = renderMarkdown(source);
    const text = markdownToText(source);
    // Seldom more than half a second each on an idle machine; without the limits the worst take 10 to 30 seconds.
    const used = process.cpuUsage(start);
    expect((used.user + used.system) / 1000).toBeLessThan(5000);
    expect(html.length).toBeLessThan(400_000);
    expect(text.length).toBeLessThanOrEqual(source.length);
    expectOnlySafe(html.length > 200_000 ? html.slice(0, html.lastIndexOf("<", 200_000)) : html);
  });

  test("are shown as written", () => {
    expect(renderMarkdown(`${"> ".repeat(50)}<b>&"\na\n\nb`)).toBe(
      `<p>${"&#62; ".repeat(50)}&#60;b&#62;&#38;&#34;<br>\na</p>\n<p>b</p>`,
    );
  });

  test.each([
    [
      "a long list with links",
      "- [ ] [为组件添加单元测试](https://github.com/mosn/layotto/issues/1) @someone\n".repeat(280),
    ],
    ["a long table", `|a|b|c|d|e|\n|-|-|-|-|-|\n${"|任务|[a](https://a.example)|**b**|c|d|\n".repeat(150)}`],
    ["a nested list", "- a\n    - **b** `c`\n        - [d](https://a.example)\n".repeat(250)],
    ["a quoted reply", "> > a\n>\n> b\n\nc\n\n".repeat(100)],
    ["code", `\`\`\`c\n${"  char **a = b[i] * c[j];\n".repeat(120)}\`\`\`\n\n`.repeat(5)],
    ["rules", "* * * * * * * * * * * * * * * *\n\na\n\n".repeat(200)],
  ])("%s is not one of them", (_name, source) => {
    expect(source.length).toBeLessThanOrEqual(20_000);
    expect(isTooIntricate(source)).toBe(false);
  });
});

describe("words only", () => {
  test("marks, pictures' addresses, comments and definitions are gone", () => {
    const source =
      "# 标题\n\n**a**b [c](https://x.example) ![d](https://y.example)\n<!-- e -->\n- [x] f\n\n| g | h |\n|-|-|\n| i | j |\n\n```\nk\n```\n\n[l]: https://z.example\n\nm[^1]\n\n[^1]: n";
    expect(markdownToText(source)).toBe("标题 ab c d f g h i j k m n");
  });

  test.each([
    ["short", 10, "short"],
    ["exactly 10", 10, "exactly 10"],
    ["Add unit tests to the actuator", 20, "Add unit tests to…"],
    ["Add unit tests to the actuator", 18, "Add unit tests to…"],
    ["为 actuator 模块添加单元测试", 15, "为 actuator 模块添…"],
    ["为 actuator 模块添加单元测试", 13, "为 actuator 模…"],
    ["添加测试，然后提交", 6, "添加测试…"],
    ["abcdefghijklmnopqrstuvwxyz", 10, "abcdefghi…"],
    ["测试😀😀😀😀", 5, "测试😀😀…"],
    ["测试👨‍👩‍👧‍👦 and more", 5, "测试…"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
  ])("%s in %i", (text, limit, expected) => {
    expect(excerpt(text, limit)).toBe(expected);
  });

  test("an excerpt is well-formed, short enough, and a beginning", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const result = excerpt(text, limit);
        expect([...result].length).toBeLessThanOrEqual(limit);
        expect(result.isWellFormed()).toBe(true);
        expect(text.startsWith(result) || text.startsWith(result.slice(0, -1))).toBe(true);
      }),
    );
  });
});
