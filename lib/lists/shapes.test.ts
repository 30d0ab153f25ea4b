import { describe, expect, it } from "vitest";
import { parseList } from "./parse";

function read(markdown: string): string[] {
  return parseList(markdown).tasks.map((task) =>
    [
      task.project,
      task.difficulty,
      task.title,
      task.referenceUrl?.replace("https://github.com/", ""),
      task.state,
      task.holder,
    ]
      .map((part) => part ?? "-")
      .join(" | ")
      .replace(/(?: \| -)+$/u, ""),
  );
}

describe("bare lists", () => {
  const cases: [string, string, string[]][] = [
    [
      "items without anything around them",
      "- fix typo\n- add a test for the parser",
      ["- | - | fix typo", "- | - | add a test for the parser"],
    ],
    ["numbered items", "1. fix typo\n2. 完善文档；", ["- | - | fix typo", "- | - | 完善文档"]],
    [
      "stars and circles",
      "- 写测试 ⭐\n- 改配置 ⭐⭐\n- 换引擎 ⭐⭐⭐\n- 重写 ⭐⭐⭐⭐\n- 🟢 翻译\n- 🟡 迁移\n- 🔴 编译器",
      [
        "- | easy | 写测试",
        "- | medium | 改配置",
        "- | hard | 换引擎",
        "- | hard | 重写",
        "- | easy | 翻译",
        "- | medium | 迁移",
        "- | hard | 编译器",
      ],
    ],
    [
      "levels as items with siblings after them",
      "- Easy\n- 写测试\n- 改文案\n- Medium\n- 换缓存",
      ["- | easy | 写测试", "- | easy | 改文案", "- | medium | 换缓存"],
    ],
    [
      "issue addresses only",
      "https://github.com/a/b/issues/3\nhttps://github.com/a/b/issues/4",
      ["b | - | a/b#3 | a/b/issues/3", "b | - | a/b#4 | a/b/issues/4"],
    ],
    [
      "projects as headings",
      "## Kestrel\n- write docs\n- speed up start\n\n## SeaGull\n- drop old flag",
      ["Kestrel | - | write docs", "Kestrel | - | speed up start", "SeaGull | - | drop old flag"],
    ],
    [
      "levels as headings over projects",
      "## Easy\n### Kestrel\n- write docs\n### SeaGull\n- drop old flag\n## Hard\n### Kestrel\n- new engine",
      ["Kestrel | easy | write docs", "SeaGull | easy | drop old flag", "Kestrel | hard | new engine"],
    ],
    [
      "English wrapped by an editor",
      "- Rewrite the configuration loader so that it reads\n  files from the user's home folder too\n- Drop the old flag",
      [
        "- | - | Rewrite the configuration loader so that it reads files from the user's home folder too",
        "- | - | Drop the old flag",
      ],
    ],
    [
      "explanations under a task",
      "- Add retries\n  - see the client package\n  - Difficulty: medium\n  - Issue: https://github.com/a/b/issues/9\n- Add a flag",
      ["b | medium | Add retries | a/b/issues/9", "- | - | Add a flag"],
    ],
    [
      "struck, ticked and claimed",
      "- ~~写测试~~\n- ✅ 改文案\n- 🚧 换缓存\n- 【已认领】写示例\n- 待认领：加指标",
      [
        "- | - | 写测试 | - | done",
        "- | - | 改文案 | - | done",
        "- | - | 换缓存 | - | claimed",
        "- | - | 写示例 | - | claimed",
        "- | - | 加指标 | - | open",
      ],
    ],
    [
      "holders in words",
      "- [ASSIGNED] Port the demo\n- [Completed, thanks @ann-b] Port the docs\n- Add metrics (assigned to @bo)\n- Add traces - @cy\n- 写插件（@dd 认领）\n- 加缓存 已认领 @ee",
      [
        "- | - | Port the demo | - | claimed",
        "- | - | Port the docs | - | done | ann-b",
        "- | - | Add metrics | - | claimed | bo",
        "- | - | Add traces | - | claimed | cy",
        "- | - | 写插件 | - | claimed | dd",
        "- | - | 加缓存 | - | claimed | ee",
      ],
    ],
    [
      "shorthands of issues",
      "- other/tool#12 Fix the flag\n- Support TLS (other/tool#13)\n- Speed up #14",
      [
        "tool | - | Fix the flag | other/tool/issues/12",
        "tool | - | Support TLS | other/tool/issues/13",
        "- | - | Speed up",
      ],
    ],
    [
      "labels of the level in other words",
      "- `difficulty: easy` write docs\n- [E-medium] move the cache\n- level/hard: new engine",
      ["- | easy | write docs", "- | medium | move the cache", "- | hard | new engine"],
    ],
    [
      "parentheses of code in a title",
      "- Fix parse() on empty input\n- Make `run()` quiet [easy]",
      ["- | - | Fix parse() on empty input", "- | easy | Make run() quiet"],
    ],
    [
      "known project before a colon",
      "- Kestrel: write docs https://github.com/harbour/kestrel/issues/1\n- [SeaGull] drop flag ([link](https://github.com/harbour/sea-gull/issues/2))",
      ["Kestrel | - | write docs | harbour/kestrel/issues/1", "SeaGull | - | drop flag | harbour/sea-gull/issues/2"],
    ],
    [
      "short titles before the next level",
      "Easy:\n- a thing\n- JFR 埋点\n\nMedium:\n- third\n\nHard:\n- fourth",
      ["- | easy | a thing", "- | easy | JFR 埋点", "- | medium | third", "- | hard | fourth"],
    ],
    [
      "names of projects in brackets before the level",
      "- [Kestrel] [easy] write docs\n- 【SeaGull】（困难）换引擎",
      ["Kestrel | easy | write docs", "SeaGull | hard | 换引擎"],
    ],
    [
      "number, title, level and holder between dashes",
      "- #12 - Add docs - **easy** - @ann\n- [#14](https://github.com/h/k/issues/14) Speed up | hard",
      ["k | easy | Add docs | h/k/issues/12 | claimed | ann", "k | hard | Speed up | h/k/issues/14"],
    ],
    [
      "levels in folded parts",
      "<details>\n<summary>Easy</summary>\n\n- [ ] one\n\n</details>\n<details><summary>Hard</summary>\n\n- [ ] two\n\n</details>",
      ["- | easy | one | - | open", "- | hard | two | - | open"],
    ],
    [
      "lists written in HTML",
      '<ul>\n<li>写测试</li>\n<li><a href="https://github.com/h/k/issues/3">换引擎</a></li>\n</ul>',
      ["- | - | 写测试", "k | - | 换引擎 | h/k/issues/3"],
    ],
    [
      "marks by their GitHub names",
      "## :green_circle: Easy\n- write docs\n\n## :red_circle: Hard\n- new engine\n- :white_check_mark: old flag",
      ["- | easy | write docs", "- | hard | new engine", "- | hard | old flag | - | done"],
    ],
    [
      "a chat message: list's name, levels and numbers on lines of one paragraph",
      "Kestrel 新手任务\nEasy\n1. 写测试\n2. 改文案\nMedium\n3. 换缓存",
      ["Kestrel | easy | 写测试", "Kestrel | easy | 改文案", "Kestrel | medium | 换缓存"],
    ],
    [
      "titles over their own properties, line by line",
      "**任务一：实现限流插件**\n难度：高级\n链接：https://github.com/h/k/issues/31\n\n**任务二：整理示例**\n难度：初级\n链接：https://github.com/h/k/issues/32",
      ["k | hard | 实现限流插件 | h/k/issues/31", "k | easy | 整理示例 | h/k/issues/32"],
    ],
    [
      "headings over their own properties, whatever they are about",
      "# Starter tasks\n\n## Write a changelog\n\n**Difficulty:** Easy\n**Issue:** https://github.com/h/k/issues/1\n\nIt helps.\n\n## Port the flags\n\n**Difficulty:** Hard\n",
      ["k | easy | Write a changelog | h/k/issues/1", "- | hard | Port the flags"],
    ],
    [
      "projects with the number of their tasks",
      "### Open tasks\n\n**Kestrel (3 tasks)**\n\n- Easy: write docs\n\n**SeaGull（1 个任务）**\n\n- Hard: new engine",
      ["Kestrel | easy | write docs", "SeaGull | hard | new engine"],
    ],
    [
      "a project and a level in one label",
      "### 新手任务\n\n**Kestrel - Easy**\n\n- 写测试\n\n**Kestrel - Hard**\n\n- 换引擎\n\n#### SeaGull（中等）\n\n- 换缓存",
      ["Kestrel | easy | 写测试", "Kestrel | hard | 换引擎", "SeaGull | medium | 换缓存"],
    ],
    [
      "claims before a colon, and in other words",
      "- 🙋 Available: Add flags\n- ✋ Taken by @kim: Add icons\n- Done: Add docs\n- 加缓存（已被 @ann 认领）\n- Add logs /assign @bo\n- Add traces — thanks @cy!",
      [
        "- | - | Add flags | - | open",
        "- | - | Add icons | - | claimed | kim",
        "- | - | Add docs | - | done",
        "- | - | 加缓存 | - | claimed | ann",
        "- | - | Add logs | - | claimed | bo",
        "- | - | Add traces | - | done | cy",
      ],
    ],
    [
      "words that lead to an address, behind a holder too; labels in brackets",
      "- API pages - PR: https://github.com/h/k/pull/7 (@ann)\n- Open a PR https://github.com/h/k/issues/8\n- Fix links (good first issue)\n- Use oversee https://github.com/h/k/issues/9",
      [
        "k | - | API pages | h/k/pull/7 | claimed | ann",
        "k | - | Open a PR | h/k/issues/8",
        "- | - | Fix links",
        "k | - | Use oversee | h/k/issues/9",
      ],
    ],
    [
      "a text quoted as a whole",
      "> ## 新手任务\n>\n> - [ ] 写测试（简单）\n> - [x] 换引擎（困难）",
      ["- | easy | 写测试 | - | open", "- | hard | 换引擎 | - | done"],
    ],
  ];
  for (const [name, markdown, expected] of cases) it(name, () => expect(read(markdown)).toEqual(expected));
});

describe("checklists of issues", () => {
  it("reads boxes under headings, with holders and numbers", () => {
    const issue = `We want to support more stores. Please comment below before you start, and we will assign it to you.\n\n## How to contribute\n\n- read the guide\n- open a pull request\n\n## Kestrel\n\n- [ ] Redis @foo\n- [x] #123 Support etcd (@bar)\n- [ ] Support Consul (#45)\n- [ ] Nacos - @baz-q\n- [ ] ZooKeeper\n\n## Before submitting\n\n- [ ] I have read the guide\n\nTracked in https://github.com/harbour/kestrel/issues/9`;
    expect(read(issue)).toEqual(
      [
        "Kestrel | - | Redis | harbour/kestrel/issues/9 | claimed | foo",
        "Kestrel | - | Support etcd | harbour/kestrel/issues/123 | done | bar",
        "Kestrel | - | Support Consul | harbour/kestrel/issues/45 | open",
        "Kestrel | - | Nacos | harbour/kestrel/issues/9 | claimed | baz-q",
        "Kestrel | - | ZooKeeper | harbour/kestrel/issues/9 | open",
      ].map((line) => line.replace("harbour/kestrel/issues/9 |", "- |")),
    );
  });

  it("reads nested boxes: a group's children, and a parent that is work itself", () => {
    expect(
      read(
        "- Stores\n  - [ ] Redis\n  - [x] etcd\n- [ ] Locks\n  - [ ] Consul\n- [ ] Write the migration guide\n  - [ ] Add screenshots\n  - not a task, a hint",
      ),
    ).toEqual([
      "- | - | Redis | - | open",
      "- | - | etcd | - | done",
      "- | - | Consul | - | open",
      "- | - | Write the migration guide | - | open",
      "- | - | Add screenshots | - | open",
    ]);
  });

  it("keeps a parent that someone holds beside the boxes in it", () => {
    expect(read("- [ ] Scheduler @bo\n  - [x] Queue\n  - [ ] Clock @cy [PR](https://github.com/h/k/pull/4)")).toEqual([
      "- | - | Scheduler | - | claimed | bo",
      "- | - | Queue | - | done",
      "k | - | Clock | h/k/pull/4 | claimed | cy",
    ]);
  });

  it("says which boxes it took for headings of the boxes in them, and whom it left out", () => {
    const said = (markdown: string) => parseList(markdown).warnings.map(({ code, line, text }) => [code, line, text]);
    expect(said("- [ ] Redis\n  - [ ] unit tests\n- [x] etcd (done)\n  - [ ] docs\n    - [ ] zh")).toEqual([
      ["box_over_boxes", 1, "Redis"],
      ["box_over_boxes", 3, "etcd"],
      ["box_over_boxes", 4, "docs"],
    ]);
    expect(parseList("- [ ] Redis\n  - Lua\n    - [x] tests @ann\n- [ ] etcd").tasks.map((task) => task.under)).toEqual(
      [null, { title: "Redis", state: "open", holder: null, line: 1 }, null],
    );
    const others = (markdown: string) =>
      said(markdown).flatMap(([code, , text]) => (code === "other_holders" ? text : []));
    expect(others("- [ ] Redis @alice @bob\n- [ ] etcd (@cy, @dd and @ee)\n- [x] Consul, thanks @ann!")).toEqual([
      "@bob",
      "@dd @ee",
    ]);
    expect(
      others("| 任务 | 难度 | 认领人 |\n|---|---|---|\n| 写测试 | 易 | 张三、李四 |\n| 换引擎 | 难 | @ann |"),
    ).toEqual(["@李四"]);
    expect(others("## 任务列表\n\n### 1. 为网关支持限流\n\n- 难度：中等\n- 认领人：@ann、@bo\n")).toEqual(["@bo"]);
    expect(others("- [ ] 让用户使用 @SofaService 后不需要再写 @Component 的注解 @ann\n- [ ] Ask @ann")).toEqual([]);
  });

  it("reads issue numbers alone, and bracketed kinds before an address", () => {
    expect(
      read(
        "The following list is kept up to date.\n\n**TODO list**\n\n- [x] #980\n- [ ] other/tool#12\n- [ ] [Easy to fix] https://github.com/a/b/issues/839\n",
      ),
    ).toEqual(
      [
        "- | - | #980 | - | done",
        "tool | - | other/tool#12 | other/tool/issues/12 | open",
        "b | easy | a/b#839 | a/b/issues/839 | open",
      ].map((line) => line.replace("- | - | #980 | - ", "b | - | #980 | a/b/issues/980 ")),
    );
  });

  it("reads state headings", () => {
    expect(
      read("## Up for grabs\n\n- write docs\n\n## In progress\n\n- new cache @ann\n\n## Completed\n\n- old flag"),
    ).toEqual([
      "- | - | write docs | - | open",
      "- | - | new cache | - | claimed | ann",
      "- | - | old flag | - | done",
    ]);
  });

  it("skips the questions of an issue template", () => {
    expect(
      read(
        "### Search before asking\n\n- [X] I had searched and found nothing.\n\n### Tasks\n\n- [ ] split the client\n\n### Are you willing to submit a PR?\n\n- [ ] Yes I am willing to submit a PR!",
      ),
    ).toEqual(["- | - | split the client | - | open"]);
  });

  it("reads headings as tasks when properties follow", () => {
    expect(
      read(
        "## 任务列表\n\n### 1. 为网关支持限流\n\n- 难度：中等\n- 认领人：@ann\n- 描述：在入口处加上令牌桶。\n\n### 2. 完善部署文档\n\n难度：简单\n\n详情：https://github.com/a/b/issues/2\n",
      ),
    ).toEqual(["- | medium | 为网关支持限流 | - | claimed | ann", "b | easy | 完善部署文档 | a/b/issues/2"]);
  });
});

describe("tables", () => {
  it("reads columns in any order, in Chinese", () => {
    expect(
      read(
        "| 序号 | 认领人 | 状态 | 难度 | 任务标题 | 所属项目 | 标签 |\n|:-:|---|---|---|---|---|---|\n| 1 | @ann | 进行中 | ⭐ | 写测试 | Kestrel | docs, test |\n| 2 | 无 | 待认领 | ⭐⭐⭐ | 换引擎 | | |\n| 3 | bo | 已完成 | 中 | 改文案 | SeaGull | |",
      ),
    ).toEqual([
      "Kestrel | easy | 写测试 | - | claimed | ann",
      "Kestrel | hard | 换引擎 | - | open",
      "SeaGull | medium | 改文案 | - | done | bo",
    ]);
    expect(parseList("| 任务 | 难度 | 标签 |\n|---|---|---|\n| 写测试 | 易 | docs，test |").tasks[0]?.tags).toEqual([
      "docs",
      "test",
    ]);
  });

  it("reads columns in English", () => {
    expect(
      read(
        "## Tasks\n\n| Issue | Level | Assignee | Status |\n|---|---|---|---|\n| [Write docs](https://github.com/a/b/issues/1) | Beginner | | Open |\n| [New cache](https://github.com/a/b/issues/2) | Advanced | [@ann](https://github.com/ann) | In progress |\n| Old flag #3 | Intermediate | - | Done ✅ |",
      ),
    ).toEqual([
      "b | easy | Write docs | a/b/issues/1 | open",
      "b | hard | New cache | a/b/issues/2 | claimed | ann",
      "b | medium | Old flag | a/b/issues/3 | done",
    ]);
  });

  it("reads a link column of issue numbers and a repository column", () => {
    expect(
      read(
        "| Repo | Task | Issue | Owner |\n|---|---|---|---|\n| [kestrel](https://github.com/harbour/kestrel) | Write docs | #12 | |\n| | Drop flag | harbour/kestrel#13 | @ann |",
      ),
    ).toEqual([
      "kestrel | - | Write docs | harbour/kestrel/issues/12 | open",
      "kestrel | - | Drop flag | harbour/kestrel/issues/13 | claimed | ann",
    ]);
  });

  it("guesses the columns of a table without a header", () => {
    expect(
      read(
        "## 新手任务\n\n| | | |\n|---|---|---|\n| 写测试 | Easy | https://github.com/a/b/issues/1 |\n| 换引擎 | Hard | https://github.com/a/b/issues/2 |",
      ),
    ).toEqual(["b | easy | 写测试 | a/b/issues/1", "b | hard | 换引擎 | a/b/issues/2"]);
    expect(read("## 新手任务\n\n| 写测试 | Easy | @ann |\n|---|---|---|\n| 换引擎和缓存 | Hard | @bo |")).toEqual([
      "- | easy | 写测试 | - | claimed | ann",
      "- | hard | 换引擎和缓存 | - | claimed | bo",
    ]);
  });

  it("reads a table written in HTML, with cells over several rows", () => {
    expect(
      read(
        '<table>\n<tr><th>项目</th><th>任务</th><th>难度</th><th>认领人</th></tr>\n<tr><td rowspan="2">Kestrel</td><td><a href="https://github.com/a/b/issues/1">写测试</a></td><td>简单</td><td></td></tr>\n<tr><td>换&amp;改引擎</td><td>困难</td><td>@ann</td></tr>\n</table>\n\n后记。',
      ),
    ).toEqual(["Kestrel | easy | 写测试 | a/b/issues/1 | open", "Kestrel | hard | 换&改引擎 | - | claimed | ann"]);
  });

  it("takes a column of projects for titles where nothing else is one, and an issue out of a description", () => {
    expect(
      read(
        "| 项目名称 | 难度 | 导师 | 链接 |\n|---|---|---|---|\n| 为 Kestrel 实现快照 | 进阶 | 张三 | https://harbour.example/1 |",
      ),
    ).toEqual(["- | medium | 为 Kestrel 实现快照 | https://harbour.example/1"]);
    expect(
      read(
        "| 任务标题 | 任务描述 | 难度 | PR |\n|---|---|---|---|\n| 支持快照 | 见 https://github.com/h/k/issues/5 | 难 | https://github.com/h/k/pull/9 |",
      ),
    ).toEqual(["k | hard | 支持快照 | h/k/issues/5"]);
  });

  it("leaves out tables about other things", () => {
    expect(read("| 排名 | 开发者 | 积分 |\n|---|---|---|\n| 1 | @ann | 50 |")).toEqual([]);
    expect(read("| Name | Stars |\n|---|---|\n| kestrel | 10 |")).toEqual([]);
  });
});

describe("project documents", () => {
  it("reads the newcomers' list only, not a roadmap or other bullets", () => {
    expect(
      read(
        "# Kestrel\n\nA small tool.\n\n## Features\n\n- fast\n- small\n\n## Roadmap\n\n### v2\n\n- [ ] installer\n\n## Good first issues\n\nGreat places to start (see [the guide](GUIDE.md)):\n\n- Add icons for more formats\n- Write tests\n\n## License\n\n- MIT",
      ),
    ).toEqual(
      ["Kestrel | - | Add icons for more formats", "Kestrel | - | Write tests"].map((line) =>
        line.replace("Kestrel", "-"),
      ),
    );
  });
  it("gives nothing where the section only points to labels", () => {
    expect(
      read(
        "## Contributing\n\n### Good First Issues\n\nLook for issues labelled [`good first issue`](https://github.com/a/b/labels/x), these are great for newcomers!\n\n### Reporting bugs\n\n- what happened\n- your version",
      ),
    ).toEqual([]);
  });
  it("reads tables of several parts with levels as marks, words and scores", () => {
    expect(
      read(
        "# 任务认领看板\n\n## P0 - 必须优先\n\n| ID | 任务 | 难度 | 文件 | 认领人 |\n|---|---|---|---|---|\n| T-1 | 规则解析器 | ⭐⭐⭐ | `src/rules` | |\n\n### 命令系统\n\n| ID | 任务 | 难度 | 文件 | 认领人 |\n|---|---|---|---|---|\n| T-2 | 帮助命令 | 🟢 Easy | 多个 | ann |\n| T-3 | 补全 | 4/5 | | |",
      ),
    ).toEqual([
      "- | hard | 规则解析器 | - | open",
      "- | easy | 帮助命令 | - | claimed | ann",
      "- | hard | 补全 | - | open",
    ]);
  });
});

describe("doubts", () => {
  it("says what it could not be sure of", () => {
    expect(parseList("- fix #12").tasks[0]?.unsure).toEqual([
      "reference_without_repository",
      "no_project",
      "no_difficulty",
    ]);
    expect(parseList("- ⭐ write docs").tasks[0]?.unsure).toContain("difficulty_guessed");
    expect(parseList("## Good first issues\n\n### Easy / Medium\n\n- write docs").tasks[0]?.unsure).toContain(
      "difficulty_unclear",
    );
    expect(parseList("- 补充文档；修复超时").tasks[0]?.unsure).toContain("two_titles_on_a_line");
  });

  it("marks one line that runs two titles together", () => {
    expect(parseList("- 设计指标接口，用于统计数据 GRPC 通过新接口访问缓存").tasks[0]?.unsure).toContain(
      "two_titles_on_a_line",
    );
    expect(parseList("- 减少冲突，让 Kestrel 支持热加载").tasks[0]?.unsure).not.toContain("two_titles_on_a_line");
  });
});

it("reads plain items under a difficulty also where another one has a box", () => {
  const nested = parseList(
    "### Kestrel\n- Easy\n  - Write the guide\n  - Sort the flags\n- Medium\n  - [x] Port the parser\n",
  );
  expect(nested.tasks.map(({ difficulty, title, state }) => [difficulty, title, state])).toEqual([
    ["easy", "Write the guide", null],
    ["easy", "Sort the flags", null],
    ["medium", "Port the parser", "done"],
  ]);
  const flat = parseList("### Kestrel\n\n- Easy\n\n- [x] Sort the flags\n- [ ] Port the parser\n- Draw the map\n");
  expect(flat.tasks.map(({ title }) => title)).toEqual(["Sort the flags", "Port the parser", "Draw the map"]);
});
