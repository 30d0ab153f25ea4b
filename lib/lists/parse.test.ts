import { describe, expect, it } from "vitest";
import { parseList } from "./parse";

/** Tasks as short lines: project | difficulty | title | link's end | state | holder; "-" for null. */
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

const link = "https://github.com/harbour/kestrel/issues/40";
const post = (list: string, after = "### 本周推荐阅读\n\n- [一篇文章](https://mp.weixin.qq.com/s?__biz=1)") =>
  `---\ntitle: "Harbour Weekly | 问答、新手任务"\ndate: 2022-05-20T15:00:00+08:00\n---\n\nHARBOUR WEEKLY | 每周精选\n\n欢迎留言互动\n\n官网: [https://harbour.example](https://harbour.example)\n\n### 每周读者问答提炼\n\n**@小林** 提问：\n\n>怎么打开调试日志？\n\nA：改一下配置就可以。\n\n「Kestrel」：[https://github.com/harbour/kestrel](https://github.com/harbour/kestrel)\n\n### Harbour 新手任务计划\n\n想参与开源又不知道从哪里开始？我们会定期发布适合新手的任务，欢迎认领！\n\n${list}\n\n${after}\n`;
const kestrel = [
  "Kestrel | easy | 为日志模块补充单元测试 | harbour/kestrel/issues/40",
  "Kestrel | hard | 重写调度器 | harbour/kestrel/issues/40",
];

describe("weekly posts: how a project and a difficulty are written", () => {
  const shapes: Record<string, string> = {
    "bold project, items as difficulties, paragraphs as titles": `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n「详细参考」：[${link}](${link})`,
    "plain project, link on the next line": `Kestrel\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n「详细参考」：\n\n[${link}](${link})`,
    "difficulties without a space after the dash": `**Kestrel**\n\n-Easy\n\n为日志模块补充单元测试\n\n-Hard\n\n重写调度器\n\n**详见：**\n${link}`,
    "bold difficulties and a bare link": `**Kestrel**\n\n**Easy**\n\n为日志模块补充单元测试；\n\n**Hard**\n\n重写调度器。\n\n${link}`,
    "headings all the way": `#### Kestrel\n\n##### Easy\n\n- 为日志模块补充单元测试\n\n##### Hard\n\n- 重写调度器\n\n详情见：${link}`,
    "headings on the level of the list's own": `### Kestrel\n\n#### 简单\n\n- 为日志模块补充单元测试\n\n#### 困难\n\n- 重写调度器\n\n参考链接：${link}`,
    "headings without a space": `####Kestrel\n\n#####Easy\n\n为日志模块补充单元测试\n\n#####Hard\n\n重写调度器\n\n详见 ${link}`,
    "plain lines with colons": `Kestrel：\n\nEasy：\n\n为日志模块补充单元测试\n\nHard：\n\n重写调度器\n\n传送门：${link}`,
    "Chinese levels": `**Kestrel**\n\n简单：\n\n为日志模块补充单元测试\n\n困难：\n\n重写调度器\n\n详细参考: <${link}>`,
    "levels named as grades": `**Kestrel**\n\n- 初级\n\n为日志模块补充单元测试\n\n- 高级\n\n重写调度器\n\n参考：${link}`,
    "levels as low and high": `**Kestrel**\n\n难度：低\n\n为日志模块补充单元测试\n\n难度：高\n\n重写调度器\n\n参考：${link}`,
    "label-like levels": `**Kestrel**\n\n\`difficulty/easy\`\n\n为日志模块补充单元测试\n\n\`difficulty/hard\`\n\n重写调度器\n\n参考：${link}`,
    "nested items": `- Kestrel\n  - Easy\n    - 为日志模块补充单元测试\n  - Hard\n    - 重写调度器\n\n详细参考：${link}`,
    "titles nested under a level": `**Kestrel**\n\n- Easy\n  - 为日志模块补充单元测试\n- Hard\n  - 重写调度器\n\n详细参考：${link}`,
    "titles as the paragraphs of an item": `**Kestrel**\n\n- Easy\n\n  为日志模块补充单元测试\n\n- Hard\n\n  重写调度器\n\n详细参考：${link}`,
    "titles right under the level, no empty line": `**Kestrel**\n- Easy\n为日志模块补充单元测试\n- Hard\n重写调度器\n\n详细参考：${link}`,
    "titles indented like code": `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试\n\nHard\n\n    重写调度器\n\n详细参考：${link}`,
    "numbers in front": `**Kestrel**\n\n- Easy\n\n1、为日志模块补充单元测试\n\n- Hard\n\n（1）重写调度器\n\n详细参考：${link}`,
    "dots in front": `**Kestrel**\n\n- Easy\n\n· 为日志模块补充单元测试\n\n- Hard\n\n•重写调度器\n\n详细参考：${link}`,
    "circled numbers": `**Kestrel**\n\n- Easy\n\n①为日志模块补充单元测试\n\n- Hard\n\n② 重写调度器\n\n详细参考：${link}`,
    "the link before the titles": `**Kestrel**\n\n详细参考：${link}\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器`,
    "the project's line carries the link": `Kestrel：[${link}](${link})\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器`,
    "the project is the link": `[Kestrel](${link})\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器`,
    "project in brackets": `「Kestrel」\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n详情：${link}`,
    "project and link after the titles": `- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n「Kestrel」：[${link}](${link})`,
    "project with the list's word": `Kestrel 新手任务：\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n详见 ：\n\n${link}`,
    "difficulty outside, project inside":
      `**Easy**\n\nKestrel：\n\n- 为日志模块补充单元测试\n\n**Hard**\n\nKestrel：\n\n- 重写调度器\n\n详细参考：${link}`.replace(
        "**Hard**",
        `详细参考：${link}\n\n**Hard**`,
      ),
    "level before a colon": `**Kestrel**\n\nEasy：为日志模块补充单元测试\n\nHard：重写调度器\n\n详细参考：${link}`,
    "level in brackets before the title": `**Kestrel**\n\n- [Easy] 为日志模块补充单元测试\n- 【困难】重写调度器\n\n详细参考：${link}`,
    "level in brackets after the title": `**Kestrel**\n\n- 为日志模块补充单元测试（easy）\n- 重写调度器 (难度：困难)\n\n详细参考：${link}`,
    "level as code after the title": `**Kestrel**\n\n- 为日志模块补充单元测试 \`easy\`\n- 重写调度器 \`hard\`\n\n详细参考：${link}`,
    "html breaks and no-break spaces": `**Kestrel**<br>\n\n- Easy\n\n为日志模块补充单元测试<br/>\n\n- Hard\n\n&nbsp;重写调度器<br>\n\n详细参考：${link}`,
    "all titles linked": `**Kestrel**\n\n- Easy\n\n[为日志模块补充单元测试](${link})\n\n- Hard\n\n[重写调度器](${link})`,
    "link in brackets after each title": `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试（[详情](${link})）\n\n- Hard\n\n重写调度器（${link}）`,
    "a level's title on the item's own line": `**Kestrel**\n\n- Easy: 为日志模块补充单元测试\n- Hard: 重写调度器\n\n详细参考：${link}`,
    "zero-width characters": `**Kestrel\u200B**\n\n- \u200BEasy\n\n\uFEFF为日志模块补充单元测试\u200B\n\n- Hard\n\n重写调度器\n\n详细参考：${link}`,
    "a long dash as bullet": `**Kestrel**\n\n— Easy\n\n为日志模块补充单元测试\n\n— Hard\n\n重写调度器\n\n详细参考：${link}`,
    "two empty lines between everything": `**Kestrel**\n\n\n- Easy\n\n\n为日志模块补充单元测试\n\n\n- Hard\n\n\n重写调度器\n\n\n详细参考：\n\n\n${link}`,
    "a table": `| 项目 | 任务 | 难度 | 链接 |\n|---|---|---|---|\n| Kestrel | 为日志模块补充单元测试 | 简单 | [#40](${link}) |\n| Kestrel | 重写调度器 | 困难 | [#40](${link}) |`,
    "a table under a bold project": `**Kestrel**\n\n| 难度 | 任务 | 详情 |\n|---|---|---|\n| Easy | 为日志模块补充单元测试 | ${link} |\n| Hard | 重写调度器 | ${link} |`,
  };
  for (const [name, list] of Object.entries(shapes)) it(name, () => expect(read(post(list))).toEqual(kestrel));

  it("reads the same with Windows line ends and a byte order mark", () => {
    const list = post(shapes["nested items"] ?? "");
    expect(read(`\uFEFF${list.replaceAll("\n", "\r\n")}`)).toEqual(kestrel);
  });

  it("reads the same under other headings of a list", () => {
    const list = shapes["bold project, items as difficulties, paragraphs as titles"] ?? "";
    for (const heading of [
      "## 新手任务",
      "#### Harbour & Kestrel：任务列表",
      "**新手任务计划**",
      "新手任务计划",
      "### Newbie tasks",
      "### Good first issues 🎉",
      "## 🙋 Help wanted",
      "### 开源之夏任务",
      "新手任务\n---",
    ]) {
      expect(read(post(list).replace("### Harbour 新手任务计划", heading)), heading).toEqual(kestrel);
    }
  });

  it("ends the list at the next part of a post, whatever its heading's level", () => {
    const list = shapes["bold project, items as difficulties, paragraphs as titles"] ?? "";
    for (const after of [
      "#### 本周推荐阅读\n\n- 文章一",
      "**文章推荐**\n\n- 文章一",
      "本周推荐阅读\n\n文章一\n\n文章二",
      "### Kestrel 本周发布\n\n1. 增加限流\n\n2. 修复超时",
      "## 社区活动\n\n- 周五直播",
      "### 关于我们\n\n- 扫码加群",
    ]) {
      expect(read(post(list, after)), after).toEqual(kestrel);
    }
  });
});

describe("weekly posts: what is not a task", () => {
  it("gives nothing for a post without a list", () => {
    const without =
      "---\ntitle: Weekly\ndate: 2022-01-07\n---\n\n### 社区会议\n\n**Kestrel**\n\n议题：\n- 导师招募 #12\n- 组件讨论 #13\n\n想参加的同学可以看看社区的新手任务列表。\n\n### 本周发布\n\n1. 增加限流\n\n2. 修复超时\n";
    const parsed = parseList(without);
    expect(parsed.tasks).toEqual([]);
    expect(parsed.warnings.map((warning) => warning.code)).toEqual(["no_list_found"]);
  });

  it("leaves out introductions, notes, quotes, code, images and comments", () => {
    const list = `Kestrel 是一个服务框架，欢迎大家参与。\n\n**Kestrel**\n\n- Easy\n\n> 引用的话\n\n![图](https://harbour.example/a.png)\n\n<!-- 隐藏任务 -->\n\n\`\`\`\n- 代码里的任务\n\`\`\`\n\n为日志模块补充单元测试\n\n如果你感兴趣，可以在 issue 下留言认领。\n\n- Hard\n\n重写调度器\n\n详细参考：${link}\n\n另外社区更新了晋升规则，大家贡献后即可晋升。\n\n**详见：**\nhttps://harbour.example/promote`;
    expect(read(post(list))).toEqual(kestrel);
  });

  it("leaves out how to claim, merged pull requests and news of a summer programme", () => {
    const list = `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n「详细参考」 ： [${link}](${link}) 。\n\n**领取方式**\n\n1. 在 issue 下留言\n2. 提交 PR`;
    const after = `### 本周 PR\n\n- [x] 优化内存 https://github.com/harbour/kestrel/pull/1\n\n### 开源之夏 2022\n\n- 实现快照\n- 支持回放`;
    expect(read(post(list, after))).toEqual(kestrel);
  });

  it("takes the link of an invitation after the titles", () => {
    const list = `**Kestrel**\n\nEasy (1)：\n\n- 为日志模块补充单元测试\n\nHard (1)：\n\n- 重写调度器\n\n`;
    for (const invitation of ["欢迎领取：", "感兴趣的同学欢迎到 issue 下认领："])
      expect(read(post(`${list}${invitation}${link}`)), invitation).toEqual(kestrel);
  });

  it("spells a project as the post's other parts do", () => {
    const list = `**简单**\n\n补充问答文档\n\n**详见：**[${link}](${link})`;
    expect(read(post(list))).toEqual(["Kestrel | easy | 补充问答文档 | harbour/kestrel/issues/40"]);
  });

  it("keeps each project's link to itself", () => {
    const other = "https://github.com/harbour/sea-gull/issues/7";
    const list = `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试\n\n- Hard\n\n重写调度器\n\n「详细参考」：[${link}](${link})\n\nSeaGull\n\n- Medium\n\n接入新的注册中心\n\n详见：${other}`;
    expect(read(post(list))).toEqual([...kestrel, "SeaGull | medium | 接入新的注册中心 | harbour/sea-gull/issues/7"]);
  });

  it("keeps a list without any link, and a project's own link from the one before", () => {
    const list = `**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试\n\n**Heron**\n\n- Easy\n\n翻译使用文档\n\n详见：${link}`;
    expect(read(post(list))).toEqual([
      "Kestrel | easy | 为日志模块补充单元测试",
      "Heron | easy | 翻译使用文档 | harbour/kestrel/issues/40",
    ]);
  });

  it("tells a short last title from the next project's name", () => {
    const list =
      "Kestrel\n\n- Easy\n\n写测试\n\n- Medium\n\nJFR 埋点\n\n- Hard\n\n换引擎\n\nSeaGull\n\n- Easy\n\n指标面板\n\n- Hard\n\n热加载";
    expect(read(post(list))).toEqual([
      "Kestrel | easy | 写测试",
      "Kestrel | medium | JFR 埋点",
      "Kestrel | hard | 换引擎",
      "SeaGull | easy | 指标面板",
      "SeaGull | hard | 热加载",
    ]);
  });

  it("reads titles without any difficulty, and titles on separate lines of one paragraph", () => {
    expect(
      read(post(`**Kestrel**\n\n去掉启动时的多余日志。\n给命令行加上 --quiet，方便脚本使用：\n\n${link}`)),
    ).toEqual([
      "Kestrel | - | 去掉启动时的多余日志 | harbour/kestrel/issues/40",
      "Kestrel | - | 给命令行加上 --quiet，方便脚本使用 | harbour/kestrel/issues/40",
    ]);
  });

  it("takes the project from the link when the list names none, and says so", () => {
    const parsed = parseList(
      post(`**Easy**\n\n为 Kestrel 的入口补充注释、添加示例。\n\n「详见」：\n\n[${link}](${link})`),
    );
    expect(parsed.tasks).toMatchObject([
      {
        project: "Kestrel",
        title: "为 Kestrel 的入口补充注释、添加示例",
        unsure: ["two_titles_on_a_line", "project_from_link"],
      },
    ]);
  });

  it("keeps a Java annotation in a title", () => {
    expect(
      read(
        post(`**Kestrel**\n\n- Easy\n\n让用户使用@RemoteBean 后不再需要写@Primary\n\n- 不需要再写 @Primary\n\n${link}`),
      ).map((line) => line.split(" | ")[2]),
    ).toEqual(["不需要再写 @Primary"]);
    expect(read(post(`**Kestrel**\n\n- Easy\n\n让用户使用@RemoteBean 后不再需要写@Primary\n\n${link}`))[0]).toContain(
      "让用户使用@RemoteBean 后不再需要写@Primary",
    );
  });

  it("tells who holds an item whose name ends like a little word from an annotation that is used", () => {
    const list =
      "- [ ] pubsub/kafka @mia\n- [x] nova @alice\n- [ ] sensor @bob\n- [ ] Replace the @Bean\n- [ ] add a @Primary";
    expect(parseList(list).tasks.map(({ title, holder }) => [title, holder])).toEqual([
      ["pubsub/kafka", "mia"],
      ["nova", "alice"],
      ["sensor", "bob"],
      ["Replace the @Bean", null],
      ["add a @Primary", null],
    ]);
  });

  it("reads the date, the title and the line numbers", () => {
    const parsed = parseList(post(`**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试`));
    expect(parsed.date).toBe("2022-05-20");
    expect(parsed.title).toBe("Harbour Weekly | 问答、新手任务");
    const line = parsed.tasks[0]?.line ?? 0;
    expect(post("**Kestrel**\n\n- Easy\n\n为日志模块补充单元测试").split("\n")[line - 1]).toBe(
      "为日志模块补充单元测试",
    );
  });

  it("reads dates as written and refuses impossible ones", () => {
    for (const [written, date] of [
      ["2021/9/3", "2021-09-03"],
      ['"2021-12-31 23:30:00 -0800"', "2021-12-31"],
      ["2021年9月3日", "2021-09-03"],
      ["2021-02-30", null],
      ["soon", null],
    ] as const) {
      expect(parseList(`---\ndate: ${written}\n---\n\n- [ ] a task`).date, written).toBe(date);
    }
    expect(parseList('+++\ntitle = "T"\ndate = 2021-09-03\n+++\n\n- [ ] a task')).toMatchObject({
      date: "2021-09-03",
      title: "T",
    });
  });
});
