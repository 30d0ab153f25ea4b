import { beforeAll, expect, it } from "vitest";
import { searchTasks } from "../../../db/search";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import type { Context } from "../context";
import { listEvents } from "../events/list";
import { undoChange } from "../events/undo";
import { editProject } from "../projects/edit";
import { grantMember, removeMember } from "../projects/members";
import { readProject } from "../projects/read";
import { createWorld, type World } from "../testing";
import { closeTask } from "./close";
import { createTask } from "./create";
import { editTask } from "./edit";
import { readTask } from "./read";
import { removeTask } from "./remove";
import { reopenTask } from "./reopen";

async function refusal(work: Promise<unknown>) {
  const error = await work.catch((cause: unknown) => cause);
  if (!isAppError(error)) throw error instanceof Error ? error : new Error("it was not refused");
  return error as unknown as { code: string; data: { issues?: { path: string; code: string }[]; current?: unknown } };
}

onBothEngines("tasks", ({ database }) => {
  let world: World;
  let slug: string;
  let keeper: Context;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project("layout");
    const [maintainer, mentor] = [await world.person("keeper"), await world.person("mentor")];
    await world.member(slug, maintainer, "maintainer");
    await world.member(slug, mentor, "mentor");
    keeper = world.as(maintainer);
  });

  it("are written with all that is known of them, and read back the same", async () => {
    const { task } = await createTask(keeper, {
      project: slug,
      difficulty: "medium",
      texts: {
        zh: { title: " 支持 Redis 组件 ", why: "为了**缓存**", where: "`pkg/cache`\r\n第二行", doneWhen: "" },
        en: { title: "Support a Redis component" },
      },
      tags: ["缓存", "SDK", "sdk"],
      mentors: ["mentor"],
      links: ["#12", "https://github.com/example/layout/issues/12", "https://pad.example.org/x"],
    });
    expect(task).toMatchObject({
      titles: { zh: "支持 Redis 组件", en: "Support a Redis component" },
      texts: { zh: { why: "为了**缓存**", where: "`pkg/cache`\n第二行", doneWhen: null }, en: { why: null } },
      difficulty: "medium",
      status: "open",
      tags: [
        { slug: "缓存", names: { zh: "缓存", en: null } },
        { slug: "sdk", names: { zh: null, en: "SDK" } },
      ],
      mentors: [{ login: "mentor", name: "MENTOR" }],
      revision: 0,
    });
    expect(task.links.map((link) => [link.kind, link.label])).toEqual([
      ["issue", "example/layout#12"],
      ["reference", expect.stringContaining("pad.example.org")],
    ]);
    expect(task.timeline).toMatchObject([{ kind: "task.created", actor: { login: "keeper" } }]);
    expect(await searchTasks(database(), "缓存 redis", 10)).toEqual([task.number]);
  });

  it.each([
    [{}, "texts", "title_missing"],
    [{ texts: { zh: { title: "" }, en: { title: "   " } } }, "texts.en.title", "too_small"],
    [{ texts: { zh: { title: "x".repeat(201) } } }, "texts.zh.title", "too_big"],
    [{ texts: { zh: { title: "a\u202Eb" } } }, "texts.zh.title", "control_characters"],
    [{ difficulty: "huge" }, "difficulty", "invalid_value"],
    [{ tags: ["好", "!!!"] }, "tags.1", "tag"],
    [{ tags: Array.from({ length: 11 }, (_, index) => `tag ${index}`) }, "tags", "too_many"],
    [{ links: Array.from({ length: 21 }, (_, index) => `https://example.org/${index}`) }, "links", "too_many"],
    [{ mentors: ["stranger"] }, "mentors.0", "not_a_member"],
    [{ links: ["https://github.com/a/b/issues/1", "javascript:alert(1)"] }, "links.1", "link_invalid"],
    [{ status: "done" }, "status", "unknown_field"],
    [{ texts: { zh: { title: "x", html: "y" } } }, "texts.zh.html", "unknown_field"],
    [{ texts: { zh: { title: 5 } } }, "texts.zh.title", "invalid_type"],
  ])("are refused with the path of what is wrong: %j", async (fields, path, code) => {
    const texts = path === "texts" ? {} : { zh: { title: "题目" } };
    const before = await database().version();
    const { data } = await refusal(createTask(keeper, { project: slug, texts, ...fields }));
    expect(data.issues).toContainEqual(expect.objectContaining({ path, code }));
    expect(await database().version()).toBe(before);
  });

  it("are never silently overwritten: the second of two edits gets the task as it is now", async () => {
    const { number } = await world.task(slug, { texts: { zh: { title: "原题目" } } });
    await editTask(keeper, { number, revision: 0, texts: { zh: { title: "甲改的题目" } } });
    const { code, data } = await refusal(
      editTask(keeper, { number, revision: 0, texts: { zh: { title: "乙改的题目" } } }),
    );
    expect(code).toBe("conflict");
    expect(data.current).toMatchObject({ number, revision: 1, titles: { zh: "甲改的题目" } });
    const results = await Promise.allSettled(
      ["丙", "丁", "戊"].map((who) =>
        editTask(keeper, { number, revision: 1, texts: { zh: { title: `${who}改的` } } }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("change only in the fields that are given, and an edit can be undone as a whole", async () => {
    const made = await createTask(keeper, {
      project: slug,
      difficulty: "easy",
      texts: { zh: { title: "缓存预热", why: "因为慢" } },
      tags: ["缓存"],
      mentors: ["mentor"],
      links: ["https://github.com/example/layout/issues/3"],
    });
    const { number } = made.task;
    const edited = await editTask(keeper, {
      number,
      revision: 0,
      difficulty: null,
      texts: { zh: { why: null }, en: { title: "Warm the cache" } },
      tags: [],
      mentors: [],
      links: [],
    });
    expect(edited.task).toMatchObject({
      titles: { zh: "缓存预热", en: "Warm the cache" },
      difficulty: null,
      tags: [],
      links: [],
    });
    expect(edited.task.texts.zh.why).toBeNull();
    const { task } = await undoChange(keeper, { eventId: edited.eventId });
    const { timeline: _, revision: __, updatedAt: ___, related: ____, ...before } = made.task;
    expect(task).toMatchObject({
      ...before,
      texts: { ...before.texts, en: { title: null, why: null, where: null, doneWhen: null } },
    });
    expect(await searchTasks(database(), "warm", 10)).toEqual([]);
    // Undoing is a change: who edits what they saw before it is told so.
    expect(task.revision).toBe(2);
    expect((await refusal(undoChange(keeper, { eventId: edited.eventId }))).code).toBe("undo_too_late");
  });

  it("do not get back by undoing a mentor who has left the project", async () => {
    const leaver = await world.person("leaver");
    await world.member(slug, leaver, "mentor");
    const { number } = await world.task(slug, { mentors: ["leaver", "mentor"] });
    const edited = await editTask(keeper, { number, revision: 0, mentors: ["mentor"] });
    await removeMember(world.system, { project: slug, login: "leaver" });
    const { task } = await undoChange(keeper, { eventId: edited.eventId });
    expect(task.mentors.map((one) => one.login)).toEqual(["mentor"]);
  });

  it("cannot lose their last title", async () => {
    const { number } = await world.task(slug, { texts: { zh: { title: "只有中文" } } });
    const { data } = await refusal(editTask(keeper, { number, revision: 0, texts: { zh: { title: null } } }));
    expect(data.issues).toEqual([{ path: "texts", code: "title_missing" }]);
    const { task } = await editTask(keeper, {
      number,
      revision: 0,
      texts: { zh: { title: null }, en: { title: "English only" } },
    });
    expect(task.titles).toEqual({ zh: null, en: "English only" });
  });

  it("are closed with a reason, not twice, and reopened", async () => {
    const [first, second] = [await world.task(slug), await world.task(slug)];
    const { number } = first;
    const duplicate = await closeTask(keeper, { number, reason: "duplicate", duplicateOf: second.number });
    expect(duplicate.task).toMatchObject({
      status: "closed",
      closeReason: "duplicate",
      duplicateOf: { number: second.number },
    });
    expect((await refusal(closeTask(keeper, { number, reason: "done" }))).code).toBe("task_not_open");
    for (const wrong of [
      { number: second.number, reason: "duplicate" },
      { number: second.number, reason: "duplicate", duplicateOf: second.number },
      { number: second.number, reason: "duplicate", duplicateOf: number },
      { number: second.number, reason: "duplicate", duplicateOf: 999_999 },
      { number: second.number, reason: "done", duplicateOf: number },
    ]) {
      expect((await refusal(closeTask(keeper, wrong))).data.issues?.[0]?.path).toBe("duplicateOf");
    }
    const { task } = await reopenTask(keeper, { number });
    expect(task).toMatchObject({ status: "open", closeReason: null, duplicateOf: null, closedAt: null });
    expect((await refusal(reopenTask(keeper, { number }))).code).toBe("invalid");
  });

  it("are deleted with everything of theirs but the event", async () => {
    const admin = world.as(await world.person("root", { isAdmin: true }));
    const { number } = await world.task(slug, { texts: { zh: { title: "将被删除的任务" } } });
    await removeTask(admin, { number });
    expect((await refusal(readTask(world.visitor, number))).code).toBe("not_found");
    expect(await searchTasks(database(), "将被删除", 10)).toEqual([]);
    const { events } = await listEvents(admin, { project: slug, limit: 1 });
    expect(events).toMatchObject([{ kind: "task.deleted", task: null, details: { title: "将被删除的任务" } }]);
  });

  it("name free tasks like them, nearest first, and never themselves", async () => {
    const own = await world.project();
    const wanted = await world.task(own, { difficulty: "hard" });
    const alike = await world.task(own, { difficulty: "hard" });
    const other = await world.task(own, { difficulty: "easy" });
    const closed = await world.task(own, { difficulty: "hard" });
    await closeTask(world.system, { number: closed.number, reason: "done" });
    const { related } = await readTask(world.visitor, wanted.number);
    expect(related.map((task) => task.number).slice(0, 2)).toEqual([alike.number, other.number]);
    expect(related).toHaveLength(2 + related.slice(2).length);
    expect(related.every((task) => task.status === "open" && task.number !== wanted.number)).toBe(true);
  });

  it("are found by their project's new name, and lose a mentor who leaves the project", async () => {
    const own = await world.project("renamed");
    const person = await world.person("helper");
    await grantMember(world.system, { project: own, login: "helper", role: "mentor" });
    const { number } = await world.task(own, { mentors: ["helper"] });
    const { revision } = await readProject(world.visitor, own);
    await editProject(world.system, { slug: own, revision, name: "Quicksilver" });
    expect(await searchTasks(database(), "quicksilver", 10)).toEqual([number]);
    expect((await refusal(editProject(world.system, { slug: own, revision, name: "Mercury" }))).code).toBe("conflict");
    await removeMember(world.system, { project: own, login: person.login });
    expect((await readTask(world.visitor, number)).mentors).toEqual([]);
    expect(await searchTasks(database(), "helper", 10)).toEqual([]);
  });

  it("leave a trail that can be paged", async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await listEvents(world.visitor, { cursor, limit: 7, project: slug });
      seen.push(...page.events.map((event) => event.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(14);
    expect((await refusal(listEvents(world.visitor, { cursor: "x" }))).data.issues?.[0]?.path).toBe("cursor");
  });
});
