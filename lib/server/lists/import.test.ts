import { beforeEach, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { noFilters } from "../../domain/filters";
import type { ImportView } from "../../domain/views";
import { seed } from "../setup/seed";
import { closeTask } from "../tasks/close";
import { editTask } from "../tasks/edit";
import { listTasks } from "../tasks/list";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { importList } from "./import";

const post = `---
title: "Weekly"
date: 2026-02-06T15:00:00+08:00
---

### 社区新手任务计划

欢迎大家一起来参与，帮助大家 learning by doing!

**Alpha**

- Easy

为缓存模块补充注释

- Hard

支持热更新配置

「详细参考」：[https://github.com/example/alpha/issues/7](https://github.com/example/alpha/issues/7)

**Beta Project**

- Medium

重写命令行帮助

「详细参考」：https://github.com/example/beta/issues/9

### 本周推荐阅读

[一篇文章](https://example.org/a)
`;

let round = 0;

onBothEngines("importing a list", ({ database }) => {
  let world: World;
  let slugs: { alpha: string; beta: string };
  let list: string;
  const all = { ...noFilters, status: "all" as const };
  const outcomes = (view: ImportView) => view.tasks.map((item) => [item.outcome, item.reason]);

  beforeEach(async () => {
    world = createWorld(database());
    round += 1;
    slugs = { alpha: await world.project(`alpha${round}`), beta: await world.project(`beta-project${round}`) };
    list = post.replace("**Alpha**", `**ALPHA${round}**`).replace("**Beta Project**", `**Beta Project${round}**`);
  });

  const tasksOf = async (project: string) => (await listTasks(world.visitor, { ...all, project })).tasks;

  it("shows what it would do without doing it, does it, and the second time does nothing", async () => {
    const preview = await importList(world.system, { markdown: list, dryRun: true });
    expect(preview).toMatchObject({ isDryRun: true, isWritten: false, date: "2026-02-06", counts: { created: 3 } });
    expect(await tasksOf(slugs.alpha)).toEqual([]);

    const before = await database().version();
    const done = await importList(world.system, { markdown: list });
    expect(done.isWritten).toBe(true);
    expect(await database().version()).toBe(before + 1);
    const tasks = await tasksOf(slugs.alpha);
    expect(tasks.map((task) => [task.titles.zh, task.difficulty, task.issue?.label, task.publishedAt])).toEqual([
      ["为缓存模块补充注释", "easy", "example/alpha#7", "2026-02-06T00:00:00.000Z"],
      ["支持热更新配置", "hard", "example/alpha#7", "2026-02-06T00:00:00.000Z"],
    ]);
    expect((await readTask(world.visitor, tasks[0]?.number ?? 0)).timeline[0]).toMatchObject({
      kind: "task.imported",
      details: { source: "2026-02-06" },
    });

    const again = await importList(world.system, { markdown: list });
    expect(outcomes(again)).toEqual(Array(3).fill(["unchanged", "same"]));
    expect(await database().version()).toBe(before + 1);
  });

  it("says which lines it left out, and takes no tag of punctuation for one", async () => {
    const markdown = [
      `## ALPHA${round}`,
      "| 任务 | 难度 | 标签 |",
      "|---|---|---|",
      "| 补充缓存的注释 | 简单 | 缓存、!!! |",
      "",
      "### Easy",
      "",
      `- ${"测".repeat(230)}`,
    ].join("\n");
    const view = await importList(world.system, { markdown });
    expect(view).toMatchObject({ isWritten: true, counts: { created: 1 } });
    expect(view.warnings).toEqual([{ code: "item_left_out", line: 8 }]);
    const [task] = await tasksOf(slugs.alpha);
    expect(task?.tags.map((tag) => tag.slug)).toEqual(["缓存"]);
  });

  it("says what an item stands in, and whom and what it left out", async () => {
    const markdown = "- [x] Redis\n  - [ ] Write the tests of Redis @alice @bob\n";
    const view = await importList(world.system, { markdown, project: slugs.alpha, dryRun: true });
    expect(view.tasks).toMatchObject([
      { holder: "alice", under: { title: "Redis", state: "done", holder: null, line: 1 } },
    ]);
    expect(view.warnings).toEqual([
      { code: "box_over_boxes", line: 1, text: "Redis" },
      { code: "other_holders", line: 2, text: "@bob" },
    ]);
  });

  it("leaves a task that a newer list omits, and what a maintainer has changed", async () => {
    await importList(world.system, { markdown: list });
    const [first, second] = await tasksOf(slugs.alpha);
    await editTask(world.system, { number: first?.number ?? 0, revision: 0, difficulty: "medium" });
    await closeTask(world.system, { number: second?.number ?? 0, reason: "not_planned" });
    const newer = list.replace("支持热更新配置", "");
    const view = await importList(world.system, { markdown: newer });
    expect(view.counts.unchanged).toBe(2);
    expect((await tasksOf(slugs.alpha)).map((task) => [task.difficulty, task.status])).toEqual([
      ["medium", "open"],
      ["hard", "closed"],
    ]);
  });

  it("adds a difficulty and a reference that were missing", async () => {
    const { number } = await world.task(slugs.alpha, {
      difficulty: null,
      texts: { zh: { title: "为缓存模块补充注释" } },
    });
    const view = await importList(world.system, { markdown: list });
    expect(view.tasks[0]).toMatchObject({ outcome: "updated", reason: "difficulty_added", task: { number } });
    expect(await readTask(world.visitor, number)).toMatchObject({
      difficulty: "easy",
      revision: 1,
      issue: { label: "example/alpha#7" },
    });
  });

  it("reports a title that is nearly an existing one, and adds it only when told to", async () => {
    const { number } = await world.task(slugs.alpha, { texts: { zh: { title: "支持热更新的配置" } } });
    const view = await importList(world.system, { markdown: list });
    expect(view.tasks[1]).toMatchObject({ outcome: "similar", reason: "like_existing", task: { number } });
    expect(await tasksOf(slugs.alpha)).toHaveLength(2);
    const forced = await importList(world.system, { markdown: list, addSimilar: true });
    expect(forced.tasks[1]).toMatchObject({ outcome: "created" });
    expect(await tasksOf(slugs.alpha)).toHaveLength(3);
  });

  it("finds a title again in other case, width and spacing", async () => {
    await world.task(slugs.alpha, { texts: { en: { title: "Add a  Redis（cache） component" } } });
    const view = await importList(world.system, {
      markdown: "- [ ] add a redis(cache) Component\n",
      project: slugs.alpha,
    });
    expect(outcomes(view)).toEqual([["unchanged", "same"]]);
  });

  it("writes nothing at all when one project is unknown, and says which item failed", async () => {
    const view = await importList(world.system, { markdown: list.replace(`Beta Project${round}`, "Gamma") });
    expect(view.isWritten).toBe(false);
    expect(view.tasks.map((item) => item.reason)).toEqual(["new", "new", "unknown_project"]);
    expect(await tasksOf(slugs.alpha)).toEqual([]);
    const into = await importList(world.system, {
      markdown: list.replace(`Beta Project${round}`, "Gamma"),
      project: slugs.beta,
    });
    expect(into.counts.created).toBe(3);
  });

  it("refuses items of projects that the person does not maintain", async () => {
    const person = await world.person(`one${round}`);
    await world.member(slugs.alpha, person, "maintainer");
    const view = await importList(world.as(person), { markdown: list });
    expect(view.isWritten).toBe(false);
    expect(view.tasks.map((item) => item.reason)).toEqual(["new", "new", "not_a_maintainer"]);
    await expect(importList(world.visitor, { markdown: list })).rejects.toMatchObject({ code: "unauthenticated" });
    // Who maintains nothing is refused before anybody looks at what they sent.
    const stranger = world.as(await world.person(`two${round}`));
    for (const markdown of [list, 7]) {
      await expect(importList(stranger, { markdown, dryRun: true })).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("takes finished items in as done, and says who holds others on the list", async () => {
    const markdown = "- [x] Port the config loader\n- [ ] Port the state store @someone\n- [ ] Port the lock API\n";
    const view = await importList(world.system, { markdown, project: slugs.alpha });
    expect(view.counts.created).toBe(3);
    const tasks = await tasksOf(slugs.alpha);
    expect(tasks.map((task) => task.status)).toEqual(["done", "open", "open"]);
    const held = await readTask(world.visitor, tasks[1]?.number ?? 0);
    expect(held.timeline[0]?.details.listedHolder).toBe("someone");
  });

  it("takes a thousand items in one transaction in seconds", async () => {
    const markdown = Array.from(
      { length: 1000 },
      (_, index) => `- [ ] Component ${index.toString(36)} needs a ${index} test`,
    ).join("\n");
    // Processor time, so that other work on the machine does not count.
    const started = process.cpuUsage();
    const view = await importList(world.system, { markdown, project: slugs.alpha, addSimilar: true });
    expect(view.counts.created).toBe(1000);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / 1000).toBeLessThan(20_000);
  });
});

onBothEngines("the seed", ({ database }) => {
  it("puts the two published lists on an empty board, once", async () => {
    expect(await seed(database())).toEqual({ created: 10 });
    expect(await seed(database())).toEqual({ created: 0 });
    const { tasks } = await listTasks(createWorld(database()).visitor, noFilters);
    expect(tasks.map((task) => [task.project.name, task.difficulty, task.titles.zh, task.issue?.label])).toEqual([
      ["Layotto", "easy", "为 actuator 模块添加单元测试", "mosn/layotto#108"],
      ["Layotto", "easy", "为 Java SDK 新增分布式锁、分布式自增 ID API", "mosn/layotto#108"],
      ["Layotto", "medium", "让 Layotto 支持 Dapr API", "mosn/layotto#108"],
      ["Layotto", "medium", "开发 Python 或 C++ 、SDK", "mosn/layotto#108"],
      ["Layotto", "medium", "开发 Spring-Boot-Layotto", "mosn/layotto#108"],
      ["Layotto", "hard", "集成 Jaeger 等 tracing 系统", "mosn/layotto#108"],
      ["SOFARPC", "easy", "优化 SOFARPC 使用文档", "sofastack/sofa-rpc#1127"],
      ["SOFARPC", "medium", "让用户使用@SofaService 后不需要再写@Component", "sofastack/sofa-rpc#1127"],
      ["SOFARPC", "medium", "优化 SOFARPC 的异步编程体验", "sofastack/sofa-rpc#1127"],
      ["SOFARPC", "hard", "JFR 埋点", "sofastack/sofa-rpc#1127"],
    ]);
    expect(tasks.every((task) => task.titles.en && task.publishedAt === "2021-12-17T00:00:00.000Z")).toBe(true);
    expect(tasks[0]?.issue?.url).toBe("https://github.com/mosn/layotto/issues/108#issuecomment-872779356");
  });
});
