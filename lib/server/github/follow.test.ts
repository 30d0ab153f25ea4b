import { generateKeyPairSync } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { linkClaim } from "../claims/link";
import { releaseClaim } from "../claims/release";
import { renewClaim } from "../claims/renew";
import { unlinkClaim } from "../claims/unlink";
import { undoChange } from "../events/undo";
import { editSlots } from "../slots/edit";
import { closeTask } from "../tasks/close";
import { createTask } from "../tasks/create";
import { editTask } from "../tasks/edit";
import { readTask } from "../tasks/read";
import { asGitHub } from "./as";
import { disconnectRepository } from "./connect";
import { followDeliveries } from "./deliveries";
import { settleDifference } from "./settle-difference";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

describe.each(["sqlite", "postgresql"] as const)("following a repository on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let open: Following | undefined;
  const database = () => own.database;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
    await own.remove();
  });

  async function start(given: Parameters<typeof createFollowing>[1] = {}): Promise<Following> {
    await open?.close();
    open = await createFollowing(database(), given);
    return open;
  }

  /** A followed repository with one issue that is a task. */
  async function withTask(given: { title?: string; body?: string; labels?: string[]; assignees?: string[] } = {}) {
    const at = await start();
    const issue = at.github.openIssue(at.name, {
      author: "mia",
      title: given.title ?? "为 Redis 组件补充单元测试",
      body: given.body ?? "说明在这里。<!-- template -->",
      labels: given.labels ?? ["good first issue", "difficulty/easy", "kind/test"],
      ...(given.assignees ? { assignees: given.assignees } : {}),
    });
    await at.follow();
    await at.sync();
    at.github.hooks.pending.length = 0;
    const number = await at.taskOf(issue.number);
    return { at, issue, number, task: () => readTask(at.visitor, number) };
  }

  it("makes tasks of labelled issues, with difficulty, tags, text and language", async () => {
    const { at, number, task } = await withTask();
    const made = await task();
    expect(made).toMatchObject({
      number,
      difficulty: "easy",
      status: "open",
      titles: { zh: "为 Redis 组件补充单元测试", en: null },
      tags: [{ slug: "test" }],
      issue: { kind: "issue", label: expect.stringContaining("#1") },
    });
    expect(made.texts.zh.why).toBe("说明在这里。");
    expect(await at.view()).toMatchObject({ tasks: 1, fault: null, runs: [{ created: 1, fault: null, failures: [] }] });
  });

  it("asks three times at most when nothing has changed", async () => {
    const { at } = await withTask();
    await at.sync();
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests.length).toBeLessThanOrEqual(3);
    expect(await at.view()).toMatchObject({ fault: null, runs: [{ created: 0, changed: 0 }, {}, {}] });
  });

  it("adopts a task that was written by hand for the issue", async () => {
    const at = await start();
    const title = "Add unit tests for the Redis component";
    const issue = at.github.openIssue(at.name, { author: "mia", title, labels: ["good first issue"] });
    const own = await at.task(at.slug, { texts: { en: { title } } });
    await at.follow();
    await at.sync();
    expect(await at.taskOf(issue.number)).toBe(own.number);
    expect((await at.view()).runs[0]).toMatchObject({ created: 0, changed: 1 });
  });

  it("fills an adopted task from its issue, and shows where both say something else", async () => {
    const at = await start();
    const [first, second] = ["Add unit tests for the Redis component", "Write a guide for the etcd component"];
    const labels = ["good first issue", "hard", "kind/test"];
    const own = await createTask(at.system, { project: at.slug, difficulty: null, texts: { en: { title: first } } });
    const text = { title: second, why: "Ours." };
    const other = await createTask(at.system, { project: at.slug, difficulty: "easy", texts: { en: text } });
    at.github.openIssue(at.name, { author: "mia", title: first, body: "Begin in redis_test.go.", labels });
    at.github.openIssue(at.name, { author: "mia", title: second, body: "Theirs.", labels });
    await at.follow();
    await at.sync();
    expect([await at.taskOf(1), await at.taskOf(2)]).toEqual([own.task.number, other.task.number]);
    const filled = { difficulty: "hard", tags: [{ slug: "test" }], texts: { en: { why: "Begin in redis_test.go." } } };
    expect(await at.read(own.task.number)).toMatchObject(filled);
    const kept = { difficulty: "easy", tags: [{ slug: "test" }], texts: { en: { why: "Ours." } } };
    expect(await at.read(other.task.number)).toMatchObject(kept);
    expect((await at.view()).differences).toMatchObject([
      { task: other.task.number, field: "why", ours: "Ours.", theirs: "Theirs." },
      { task: other.task.number, field: "difficulty", ours: "easy", theirs: "hard" },
    ]);
    const { number } = other.task;
    await settleDifference(at.asMaintainer, { number, fields: ["why"], take: true });
    await settleDifference(at.asMaintainer, { number, fields: ["difficulty"], take: false });
    await at.sync();
    expect((await at.view()).differences).toEqual([]);
    expect(await at.read(number)).toMatchObject({ difficulty: "easy", texts: { en: { why: "Theirs." } } });
  });

  it("does not empty an adopted task where its issue says nothing, and sees what it says later", async () => {
    const at = await start();
    const text = { title: "Add unit tests", why: "Ours." };
    const { task } = await createTask(at.system, { project: at.slug, difficulty: "easy", texts: { en: text } });
    const issue = at.github.openIssue(at.name, { author: "mia", title: text.title, labels: ["good first issue"] });
    await at.follow();
    await at.sync();
    expect(await at.read(task.number)).toMatchObject({ difficulty: "easy", texts: { en: { why: "Ours." } } });
    expect((await at.view()).differences).toEqual([]);
    at.github.label(issue, "hard");
    await at.sync();
    expect((await at.view()).differences).toMatchObject([{ field: "difficulty", ours: "easy", theirs: "hard" }]);
  });

  it("leaves a task that refers to another issue alone, though it has the same title", async () => {
    const at = await start();
    const title = "Add unit tests";
    const address = (number: number) => `${at.github.url}/${at.name}/issues/${number}`;
    for (let count = 0; count < 2; count += 1)
      at.github.openIssue(at.name, { author: "mia", title, labels: ["good first issue"] });
    const given = { project: at.slug, difficulty: null, texts: { en: { title } } } as const;
    const { task } = await createTask(at.system, { ...given, links: [address(2)] });
    await at.follow();
    await at.sync();
    expect(await at.taskOf(2)).toBe(task.number);
    expect(await at.taskOf(1)).not.toBe(task.number);
    at.github.closeIssue(`${at.name}#1`, "completed");
    await at.sync();
    expect((await at.read(task.number)).status).toBe("open");
  });

  it("adopts the tasks of a list that all refer to one issue, by their titles", async () => {
    const at = await start();
    const titles = ["Add unit tests for Redis", "Add unit tests for etcd"];
    at.github.openIssue(at.name, { author: "mia", title: "Tasks for newcomers" });
    const links = [`${at.github.url}/${at.name}/issues/1`];
    const numbers = [];
    for (const title of titles) {
      at.github.openIssue(at.name, { author: "mia", title, labels: ["good first issue"] });
      const given = { project: at.slug, difficulty: null, texts: { en: { title } }, links } as const;
      numbers.push((await createTask(at.system, given)).task.number);
    }
    await at.follow();
    await at.sync();
    expect([await at.taskOf(2), await at.taskOf(3)]).toEqual(numbers);
  });

  it("knows the address of an issue in any case, and at any comment", async () => {
    const at = await start();
    const title = "Add unit tests";
    at.github.openIssue(at.name, { author: "mia", title, labels: ["good first issue"] });
    const links = [`${at.github.url}/${at.name.toUpperCase()}/issues/1#issuecomment-7`];
    const texts = { zh: { title: "补充单元测试" } };
    const { task } = await createTask(at.system, { project: at.slug, difficulty: null, texts, links });
    await at.follow();
    await at.sync();
    expect(await at.taskOf(1)).toBe(task.number);
    expect((await at.read(task.number)).titles).toEqual({ zh: "补充单元测试", en: title });
  });

  it("follows an edited title, and shows a difference where a maintainer has changed it", async () => {
    const { at, issue, number, task } = await withTask();
    at.github.editIssue(issue, { title: "为 Redis 组件补充并整理单元测试" });
    await at.sync();
    expect((await task()).titles.zh).toBe("为 Redis 组件补充并整理单元测试");
    const { revision } = await task();
    await editTask(at.asMaintainer, { number, revision, texts: { zh: { title: "我们自己的标题" } } });
    at.clock.advance(1000);
    at.github.editIssue(issue, { title: "第三个标题" });
    await at.sync();
    expect((await task()).titles.zh).toBe("我们自己的标题");
    expect((await at.view()).differences).toEqual([
      expect.objectContaining({ task: number, field: "title", ours: "我们自己的标题", theirs: "第三个标题" }),
    ]);
    await settleDifference(at.asMaintainer, { number, fields: ["title"], take: true });
    expect((await task()).titles.zh).toBe("第三个标题");
    expect((await at.view()).differences).toEqual([]);
  });

  it("leaves a difference that a maintainer wants, until the issue changes again", async () => {
    const { at, issue, number, task } = await withTask();
    await editTask(at.asMaintainer, { number, revision: (await task()).revision, difficulty: "hard" });
    at.github.unlabel(issue, "difficulty/easy");
    at.github.label(issue, "difficulty/medium");
    await at.sync();
    expect((await at.view()).differences).toMatchObject([{ field: "difficulty", ours: "hard", theirs: "medium" }]);
    await settleDifference(at.asMaintainer, { number, fields: ["difficulty"], take: false });
    expect((await at.view()).differences).toEqual([]);
    await at.sync();
    expect((await task()).difficulty).toBe("hard");
  });

  it.each([
    ["completed", "done", "done"],
    ["not_planned", "closed", "not_planned"],
  ] as const)("closes with an issue that is closed as %s, and reopens with it", async (reason, status, closeReason) => {
    const { at, issue, task } = await withTask();
    at.github.closeIssue(issue, reason);
    await at.deliver();
    expect(await task()).toMatchObject({ status, closeReason });
    at.clock.advance(1000);
    at.github.reopenIssue(issue);
    await at.deliver();
    expect(await task()).toMatchObject({ status: "open", closeReason: null });
  });

  it("takes a task off the board with its label, and brings it back", async () => {
    const { at, issue, task } = await withTask();
    at.github.unlabel(issue, "good first issue");
    await at.sync();
    expect(await task()).toMatchObject({ status: "closed", closeReason: "not_planned" });
    expect((await task()).timeline[0]).toMatchObject({ kind: "task.closed", details: { cause: "label_removed" } });
    at.github.label(issue, "good first issue");
    await at.sync();
    expect((await task()).status).toBe("open");
  });

  it.each([
    ["deleted", true],
    ["deleted", false],
    ["transferred", true],
    ["transferred", false],
  ] as const)("ends a task whose issue was %s; told: %s", async (how, isTold) => {
    const { at, issue, task } = await withTask();
    if (how === "deleted") at.github.deleteIssue(issue);
    else {
      at.github.addRepository("mosn/elsewhere", {});
      at.github.transferIssue(issue, "mosn/elsewhere");
    }
    if (isTold) await at.deliver();
    else {
      at.github.hooks.pending.length = 0;
      await at.sync();
    }
    expect(await task()).toMatchObject({ status: "closed", closeReason: "not_planned" });
    expect((await task()).timeline[0]).toMatchObject({
      kind: "task.closed",
      actor: null,
      details: { cause: how, closeReason: "not_planned" },
    });
  });

  it("shows who is assigned as the holder, also without an account here", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "claimed", holders: [{ person: { login: "alice" } }] });
    at.github.unassign(issue, "alice", "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "open", holders: [] });
  });

  it("assigns at GitHub whoever claims here, and unassigns whoever gives back", async () => {
    const { at, issue, number } = await withTask();
    at.github.comment(issue, "alice", "interesting");
    const alice = await at.personOf("alice");
    const { claimId } = await claimTask(at.as(alice), { number });
    await at.run();
    expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
    // What we did ourselves comes back as a webhook and changes nothing.
    const before = await database().version();
    await at.deliver();
    expect(await database().version()).toBe(before);
    await releaseClaim(at.as(alice), { id: claimId });
    await at.run();
    expect(issue.assignees).toEqual([]);
    expect(issue.comments.filter((one) => one.author.login === "mia")).toHaveLength(0);
  });

  it("says in a comment what GitHub does not let us assign, once, and keeps it true", async () => {
    const { at, issue, number } = await withTask();
    const bob = await at.personOf("bob");
    const { claimId } = await claimTask(at.as(bob), { number });
    await at.run();
    expect(issue.assignees).toEqual([]);
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).toContain("@bob 正在做这个任务");
    expect(issue.comments[0]?.body).toContain(`https://tasks.example.org/t/${number}`);
    await releaseClaim(at.as(bob), { id: claimId });
    await at.run();
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).toContain("这个任务可以认领");
  });

  it("obeys no bot", async () => {
    const { at, issue, task } = await withTask();
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    at.github.registerApp({ appId: 77, slug: "helper", publicKey, owner: "mia" });
    at.clock.advance(1000);
    at.github.comment(issue, "helper[bot]", "/claim");
    await at.deliver();
    await at.sync();
    await at.run();
    expect(await task()).toMatchObject({ status: "open", holders: [] });
    expect(issue.comments).toHaveLength(1);
  });

  it("comments once also when GitHub's answer to the comment was lost", async () => {
    const { at, issue } = await withTask();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    at.github.fault({ kind: "truncated", method: "POST", path: /comments$/, times: 1 });
    await at.run();
    at.clock.advance(3_600_000);
    await at.run();
    expect(issue.comments.filter((one) => one.body.includes("<!-- foothold -->"))).toHaveLength(1);
  });

  it("finds its own answer again in a long issue, and leaves alone what others wrote", async () => {
    const { at, issue, number } = await withTask();
    for (let index = 0; index < 120; index += 1) at.github.comment(issue, "bob", `Talk ${index}`);
    at.github.hooks.drop();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    at.github.fault({ kind: "truncated", method: "POST", path: /comments$/, times: 1 });
    await at.run();
    const looksLikeOurs = at.github.comment(issue, "bob", "Looks like ours.\n\n<!-- foothold -->");
    const quotes = at.github.comment(issue, "mia", "> Ours\n> <!-- foothold -->\n\nThis is so.");
    at.clock.advance(3_600_000);
    await at.run();
    expect(looksLikeOurs.body).toContain("Looks like ours.");
    expect(quotes.body).toContain("This is so.");
    const answers = issue.comments.filter((one) => one.body.includes(`/t/${number}`));
    expect(answers.map((one) => one.author.login)).toEqual(["mia"]);
  });

  it("goes on in its answer after the repository was disconnected and connected again", async () => {
    const { at, issue } = await withTask();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    await at.run();
    const [repository] = await database().db.select().from(database().tables.repository);
    await disconnectRepository(at.asMaintainer, { id: repository?.id ?? "" }, at.settings);
    at.clock.advance(60 * 86_400_000);
    for (let index = 0; index < 120; index += 1) at.github.comment(issue, "bob", `Talk ${index}`);
    await at.follow();
    await at.sync();
    at.clock.advance(1000);
    for (const words of ["/claim", "/unclaim"]) {
      at.github.comment(issue, "alice", words);
      await at.deliver();
      await at.run();
    }
    const answers = issue.comments.filter((one) => one.body.includes("<!-- foothold -->"));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain("这个任务可以认领");
  });

  it("assigns whom it could not once they have commented", async () => {
    const { at, issue, number } = await withTask();
    const bob = await at.personOf("bob");
    await claimTask(at.as(bob), { number });
    await at.run();
    at.clock.advance(60_000);
    at.github.comment(issue, "bob", "I am on it.");
    await at.deliver();
    await at.run();
    expect(issue.assignees.map((one) => one.login)).toEqual(["bob"]);
  });

  it("keeps one holder when two claim in the two places at once", async () => {
    const { at, issue, number, task } = await withTask();
    at.github.comment(issue, "bob", "hello");
    const ada = await at.person(`ada-${number}-${at.slug}`.slice(0, 30));
    await claimTask(at.as(ada), { number });
    at.github.assign(issue, "bob", "mia");
    await at.deliver();
    await at.run();
    await at.deliver();
    await at.run();
    expect((await task()).holders.map((one) => one.person.login)).toEqual([ada.login]);
    expect(issue.assignees).toEqual([]);
    const said = issue.comments.filter((one) => one.author.login === "mia");
    expect(said).toHaveLength(1);
    expect(said[0]?.body).toContain("@bob：");
  });

  it("unassigns whose time has run out", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    await at.deliver();
    const { claim } = database().tables;
    await database().transaction(async (tx) => {
      await tx.db
        .update(tx.tables.claim)
        .set({ leaseEndsAt: at.clock.now(), remindedAt: at.clock.now() })
        .where(and(eq(claim.taskNumber, (await task()).number), isNull(claim.endedAt)));
    });
    const { expireClaims } = await import("../claims/expire");
    at.clock.advance(60_000);
    await expireClaims(at.system);
    await at.run();
    expect(issue.assignees).toEqual([]);
    expect((await task()).status).toBe("open");
  });

  it("moves a claim with its holder's pull request: in review, done when merged", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    const pull = at.github.openPullRequest(at.name, {
      author: "alice",
      title: "Tests",
      body: `Fixes #${issue.number}`,
    });
    await at.deliver();
    expect(await task()).toMatchObject({
      status: "in_review",
      pullRequest: { url: expect.stringContaining("/pull/") },
    });
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    await at.deliver((all) => all.toReversed());
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
  });

  it.each(["told", "not told"])(
    "finishes a claim by its holder's merged pull request that only mentions the issue, %s",
    async (how) => {
      const { at, issue, task } = await withTask();
      const follow = async () => {
        if (how === "told") return at.deliver();
        at.github.hooks.drop();
        await at.sync();
      };
      // It was opened again once, before anybody worked on it: GitHub goes on saying so.
      at.github.closeIssue(issue, "completed");
      await at.deliver();
      at.clock.advance(1000);
      at.github.reopenIssue(issue);
      at.github.comment(issue, "alice", "/claim");
      await at.deliver();
      await at.run();
      at.github.hooks.drop();
      const pull = at.github.openPullRequest(at.name, { author: "alice", title: "x", body: `For #${issue.number}` });
      await follow();
      expect((await task()).status).toBe("in_review");
      at.clock.advance(1000);
      at.github.merge(pull, "mia");
      await follow();
      expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
      expect(issue.state).toBe("open");
      // No reading makes it begin anew, nor a round each time because the issue is still open.
      await at.sync();
      at.clock.advance(1000);
      at.github.comment(issue, "bob", "Thanks!");
      await follow();
      await at.run();
      await at.sync();
      await at.sync();
      at.github.requests.length = 0;
      await at.sync();
      expect(at.github.requests.length).toBeLessThanOrEqual(3);
      expect((await task()).status).toBe("done");
      expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
      at.clock.advance(1000);
      at.github.closeIssue(issue, "completed");
      await follow();
      expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
      at.clock.advance(1000);
      at.github.reopenIssue(issue);
      await follow();
      expect((await task()).status).not.toBe("done");
    },
  );

  it.each(["on the board", "assigned", "by a comment"])(
    "links what the holder opened before they claimed %s, and finishes with it",
    async (how) => {
      const { at, issue, number, task } = await withTask();
      at.github.comment(issue, "bob", "/claim");
      await at.deliver();
      const body = `For #${issue.number}`;
      const pull = at.github.openPullRequest(at.name, { author: "alice", title: "Mine", body });
      at.github.openPullRequest(at.name, { author: "bob", title: "His", body });
      const over = at.github.openPullRequest(at.name, { author: "alice", title: "Old", body });
      at.github.closePullRequest(over);
      await at.deliver();
      const [held] = (await task()).holders;
      await releaseClaim(at.as(await at.personOf("bob")), { id: held?.claimId ?? "" });
      await at.run();
      at.github.hooks.drop();
      at.clock.advance(1000);
      if (how === "on the board") await claimTask(at.as(await at.personOf("alice")), { number });
      if (how === "assigned") {
        at.github.comment(issue, "alice", "Me!");
        at.github.assign(issue, "alice", "mia");
      }
      if (how === "by a comment") at.github.comment(issue, "alice", "/claim");
      await at.deliver();
      const claimed = await task();
      expect(claimed).toMatchObject({ status: "in_review", holders: [{ person: { login: "alice" } }] });
      expect(claimed.timeline.slice(0, 2)).toMatchObject([
        {
          kind: "claim.linked",
          details: { cause: "pull_request_opened", link: { label: `${at.name}#${pull.number}` } },
        },
        { kind: "claim.started" },
      ]);
      const { link } = database().tables;
      const claimId = claimed.holders[0]?.claimId ?? "";
      expect(await database().db.select().from(link).where(eq(link.claimId, claimId))).toMatchObject([
        { kind: "pull_request", state: "open" },
      ]);
      await at.sync();
      at.clock.advance(1000);
      at.github.merge(pull, "mia");
      await at.deliver();
      expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
    },
  );

  it("leaves unlinked what somebody has unlinked, also when it says more of the issue", async () => {
    const { at, issue, number, task } = await withTask();
    const pull = at.github.openPullRequest(at.name, { author: "alice", title: "x", body: `For #${issue.number}` });
    await at.deliver();
    const alice = at.as(await at.personOf("alice"));
    const { claimId } = await claimTask(alice, { number });
    const { link } = database().tables;
    const [linked] = await database()
      .db.select()
      .from(link)
      .where(eq(link.claimId, claimId ?? ""));
    await unlinkClaim(alice, { id: claimId, link: linked?.id });
    expect((await task()).status).toBe("claimed");
    at.clock.advance(1000);
    at.github.editPullRequest(pull, { body: `Fixes #${issue.number}` });
    at.github.convertToDraft(pull);
    await at.deliver();
    await at.sync();
    expect((await task()).status).toBe("claimed");
  });

  it("follows a pull request that was linked by hand, however its address was written", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    const [held] = (await task()).holders;
    const pull = at.github.openPullRequest(at.name, { author: "alice", title: "x" });
    const id = held?.claimId ?? "";
    const alice = at.as(await at.personOf("alice"));
    const address = `${at.github.url}/${at.name.toUpperCase()}/pull/${pull.number}`;
    for (const end of ["#issuecomment-1", "/files", ""]) await linkClaim(alice, { id, url: `${address}${end}` });
    const { link } = database().tables;
    const links = () => database().db.select().from(link).where(eq(link.claimId, id));
    expect(await links()).toMatchObject([{ kind: "pull_request", url: address }]);
    await at.deliver();
    expect(await links()).toMatchObject([{ state: "open" }]);
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
  });

  /** Alice holds the task with two pull requests for it, of which the first is merged. */
  async function withFirstPartMerged() {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    const propose = (title: string) =>
      at.github.openPullRequest(at.name, { author: "alice", title, body: `For #${issue.number}` });
    const first = propose("Part 1");
    const second = propose("Part 2");
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(first, "mia");
    await at.deliver();
    return { at, issue, first, second, task };
  }

  it("leaves a claim in review when the first of two parts is merged, and finishes it with the second", async () => {
    const { at, second, task } = await withFirstPartMerged();
    expect((await task()).status).toBe("in_review");
    expect((await task()).timeline[0]).toMatchObject({
      kind: "claim.link_closed",
      details: { cause: "pull_request_merged" },
    });
    at.clock.advance(1000);
    at.github.merge(second, "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
  });

  it("finishes nothing by a first part when the second is closed unmerged, whatever is said of the first", async () => {
    const { at, first, second, task } = await withFirstPartMerged();
    at.github.closePullRequest(second);
    await at.deliver();
    expect((await task()).status).toBe("claimed");
    at.clock.advance(1000);
    at.github.editPullRequest(first, { title: "Part one" });
    await at.deliver();
    await at.sync();
    expect((await task()).status).toBe("claimed");
  });

  it("finishes a claim by a merged pull request that was linked by hand, also when it mentions the issue", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    const [held] = (await task()).holders;
    const propose = (title: string) =>
      at.github.openPullRequest(at.name, { author: "alice", title, body: `See #${issue.number}` });
    const own = propose("All of it");
    const other = propose("Later");
    const url = `${at.github.url}/${at.name}/pull/${own.number}`;
    await linkClaim(at.as(await at.personOf("alice")), { id: held?.claimId ?? "", url });
    await at.deliver();
    expect((await task()).links.filter((one) => one.kind === "pull_request")).toHaveLength(2);
    at.clock.advance(1000);
    at.github.merge(own, "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
    expect(other.state).toBe("open");
  });

  it("finishes nothing by a pull request that was edited and does not name the issue any more", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    const pull = at.github.openPullRequest(at.name, { author: "alice", title: "x", body: `Fixes #${issue.number}` });
    await at.deliver();
    expect((await task()).status).toBe("in_review");
    at.clock.advance(1000);
    at.github.editPullRequest(pull, { body: "It became something else." });
    at.github.merge(pull, "mia");
    await at.deliver();
    expect((await task()).status).toBe("claimed");
    expect((await task()).timeline[0]).toMatchObject({ kind: "claim.link_closed" });
  });

  it.each(["told", "not told"])("claims for who makes a mention say that it closes the issue, %s", async (how) => {
    const { at, issue, task } = await withTask();
    const follow = async () => {
      if (how === "told") return at.deliver();
      at.github.hooks.drop();
      await at.sync();
    };
    const propose = (base: string) =>
      at.github.openPullRequest(at.name, { author: "bob", title: base, body: `See #${issue.number}`, base });
    const pull = propose("main");
    const aside = propose("develop");
    await follow();
    at.clock.advance(1000);
    at.github.editPullRequest(aside, { body: `Fixes #${issue.number}` });
    await follow();
    await at.sync();
    expect((await task()).status).toBe("open");
    at.clock.advance(1000);
    at.github.editPullRequest(pull, { body: `Fixes #${issue.number}` });
    await follow();
    const claimed = await task();
    expect(claimed).toMatchObject({ status: "in_review", holders: [{ person: { login: "bob" } }] });
    // What was undone is not done again for other words.
    await releaseClaim(at.asMaintainer, { id: claimed.holders[0]?.claimId ?? "", reason: "Abandoned" });
    for (const word of ["See", "Closes"]) {
      at.clock.advance(1000);
      at.github.editPullRequest(pull, { body: `${word} #${issue.number}` });
      await follow();
    }
    expect((await task()).status).toBe("open");
  });

  it("lets the clock go on when a pull request is closed unmerged, and stops it when it is opened again", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    const pull = at.github.openPullRequest(at.name, { author: "alice", title: `Closes #${issue.number}` });
    await at.deliver();
    at.clock.advance(1000);
    at.github.closePullRequest(pull);
    await at.deliver();
    const [holder] = (await task()).holders;
    expect(await task()).toMatchObject({ status: "claimed" });
    expect(Date.parse(holder?.leaseEndsAt ?? "")).toBeGreaterThan(at.clock.now().getTime() + 2 * 86_400_000 - 1);
    at.clock.advance(1000);
    at.github.reopenIssue(pull);
    await at.deliver();
    expect((await task()).status).toBe("in_review");
    expect((await task()).timeline.slice(0, 2)).toMatchObject([
      { kind: "claim.linked", details: { cause: "pull_request_opened" } },
      { kind: "claim.link_closed" },
    ]);
    const trueAt = Date.parse((await task()).github?.syncedAt ?? "");
    expect(trueAt).toBeGreaterThan(at.clock.now().getTime() - 60_000);
  });

  it("claims for who opens a pull request for a free task, and for nobody else's", async () => {
    const { at, issue, task } = await withTask();
    at.github.openPullRequest(at.name, { author: "bob", title: "Work", body: `resolves #${issue.number}` });
    await at.deliver();
    expect(await task()).toMatchObject({ status: "in_review", holders: [{ person: { login: "bob" } }] });
    at.github.openPullRequest(at.name, { author: "alice", title: "Other work", body: `fixes #${issue.number}` });
    await at.deliver();
    const after = await task();
    expect(after.holders.map((one) => one.person.login)).toEqual(["bob"]);
    expect(after.links.filter((one) => one.kind === "pull_request")).toHaveLength(2);
  });

  it("gives the credit to whose pull request was merged, not to who held the task", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    await at.deliver();
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "Mine", body: `fixes #${issue.number}` });
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    await at.deliver();
    const bob = { login: "bob" };
    const done = await task();
    expect(done).toMatchObject({ status: "done", finishedBy: [bob] });
    expect(done.timeline.slice(0, 2)).toMatchObject([
      { kind: "task.closed", details: { cause: "merged_by_other" } },
      { kind: "claim.completed", details: { cause: "pull_request_merged", person: bob } },
    ]);
    // Somebody thinks better of it: then nobody has finished it, and who held it has it again.
    await undoChange(at.asMaintainer, { eventId: done.timeline[0]?.id });
    expect(await task()).toMatchObject({
      status: "claimed",
      finishedBy: [],
      holders: [{ person: { login: "alice" } }],
    });
  });

  it.each(["told", "told in the wrong order", "not told"])(
    "has a task begin anew that was merged and opened again at once, %s",
    async (how) => {
      const { at, issue, task } = await withTask();
      const pull = at.github.openPullRequest(at.name, { author: "bob", title: "Mine", body: `fixes #${issue.number}` });
      await at.deliver();
      for (let time = 0; time < 2; time += 1) {
        at.clock.advance(1000);
        const again =
          time === 0
            ? pull
            : at.github.openPullRequest(at.name, { author: "bob", title: "More", body: `fixes #${issue.number}` });
        if (time > 0) await at.deliver();
        at.clock.advance(1000);
        at.github.merge(again, "mia");
        at.clock.advance(1000);
        at.github.reopenIssue(issue);
        if (how === "not told") at.github.hooks.drop();
        else await at.deliver((all) => (how === "told" ? all : all.toReversed()));
        await at.sync();
        expect((await task()).status).toBe("open");
        expect((await task()).finishedBy).toMatchObject([{ login: "bob" }]);
      }
    },
  );

  it("follows an issue that lost its label before it was closed, or opened again", async () => {
    const { at, issue, task } = await withTask();
    at.github.unlabel(issue, "good first issue");
    await at.deliver();
    expect((await task()).status).toBe("closed");
    at.clock.advance(1000);
    at.github.closeIssue(issue, "completed");
    await at.deliver();
    const done = await task();
    expect(done).toMatchObject({
      status: "done",
      timeline: [{ kind: "task.closed", details: { cause: "closed" } }, {}, {}],
    });
    expect(done.timeline[1]).toMatchObject({ kind: "task.closed", details: { cause: "label_removed" } });
    at.clock.advance(1000);
    at.github.reopenIssue(issue);
    await at.deliver();
    expect((await task()).status).toBe("closed");
  });

  it("leaves closed what a maintainer has closed here, however its issue ends", async () => {
    const { at, issue, number, task } = await withTask();
    await closeTask(at.asMaintainer, { number, reason: "not_planned" });
    at.github.unlabel(issue, "good first issue");
    await at.deliver();
    at.clock.advance(1000);
    at.github.closeIssue(issue, "completed");
    await at.deliver();
    expect((await task()).status).toBe("closed");
  });

  it("follows that an issue was finished while its repository was not to be seen", async () => {
    const { at, issue, task } = await withTask();
    at.github.makePrivate(at.name);
    await at.deliver();
    expect((await task()).status).toBe("closed");
    at.github.closeIssue(issue, "completed");
    at.github.makePublic(at.name);
    at.github.hooks.drop();
    await at.sync();
    expect((await task()).status).toBe("done");
    // It is not told a second time.
    at.github.makePrivate(at.name);
    at.github.makePublic(at.name);
    const { length } = (await task()).timeline;
    await at.deliver();
    await at.sync();
    expect((await task()).timeline).toHaveLength(length);
  });

  it("credits, when an issue was opened again, only whose work was merged since", async () => {
    const { at, issue, task } = await withTask();
    const first = at.github.openPullRequest(at.name, { author: "bob", title: "Mine", body: `fixes #${issue.number}` });
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(first, "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "bob" }] });
    at.clock.advance(1000);
    at.github.reopenIssue(issue);
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    at.clock.advance(1000);
    at.github.closeIssue(issue, "completed");
    await at.deliver();
    expect((await task()).finishedBy.map((one) => one.login)).toEqual(["alice", "bob"]);
  });

  it("credits who was released before their work was merged, and not who linked to it in the task's text", async () => {
    const { at, issue, number, task } = await withTask();
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "Mine", body: `fixes #${issue.number}` });
    await at.deliver();
    const [held] = (await task()).holders;
    await releaseClaim(at.asMaintainer, { id: held?.claimId ?? "", reason: "Abandoned" });
    const { revision, links } = await task();
    const urls = [...links.map((one) => one.url), `${at.github.url}/${at.name}/pull/${pull.number}`];
    await editTask(at.asMaintainer, { number, revision, links: [...new Set(urls)] });
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "bob" }] });
  });

  it.each(["told in the wrong order", "not told"])("credits whose work was merged, %s", async (how) => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "Interesting!");
    at.github.assign(issue, "alice", "mia");
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "Mine", body: `fixes #${issue.number}` });
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    if (how === "not told") {
      at.github.hooks.pending.length = 0;
      await at.sync();
    } else await at.deliver((all) => all.toReversed());
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "bob" }] });
    expect((await task()).timeline[0]).toMatchObject({ details: { cause: "merged_by_other" } });
  });

  it("does not claim again for a pull request whose author was released, however often it changes", async () => {
    const { at, issue, task } = await withTask();
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "Work", body: `Fixes #${issue.number}` });
    await at.deliver();
    const [held] = (await task()).holders;
    await releaseClaim(at.asMaintainer, { id: held?.claimId ?? "", reason: "Abandoned" });
    at.clock.advance(1000);
    at.github.editPullRequest(pull, { title: "Still work" });
    await at.deliver();
    await at.sync();
    await at.sync();
    expect((await task()).status).toBe("open");
  });

  it("does not let one pull request take the whole board", async () => {
    const { at } = await withTask();
    for (let index = 0; index < 5; index += 1) {
      at.github.openIssue(at.name, { author: "mia", title: `Task ${index}`, labels: ["good first issue"] });
    }
    await at.sync();
    at.github.hooks.pending.length = 0;
    const body = [1, 2, 3, 4, 5, 6].map((one) => `fixes #${one}`).join("\n");
    at.github.openPullRequest(at.name, { author: "bob", title: "All of it", body });
    await at.deliver();
    const { claim } = database().tables;
    const open = await database().db.select().from(claim).where(isNull(claim.endedAt));
    expect(open).toEqual([]);
    expect((await at.read(1)).links.filter((one) => one.kind === "pull_request")).toHaveLength(1);
  });

  it("finishes nothing by a merge into another branch, nor by somebody else's work that was linked by hand", async () => {
    const { at, issue, number, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    const side = at.github.openPullRequest(at.name, {
      author: "alice",
      title: "Onto a side branch",
      body: `Fixes #${issue.number}`,
      base: "develop",
    });
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(side, "mia");
    await at.sync();
    // The clock goes on, and nobody is left to wonder why.
    expect((await task()).status).toBe("claimed");
    expect((await task()).timeline[0]).toMatchObject({
      kind: "claim.link_closed",
      details: { cause: "pull_request_merged", link: { label: expect.stringContaining(`#${side.number}`) } },
    });
    const { notice } = database().tables;
    expect(await database().db.select().from(notice).where(eq(notice.kind, "review.ended"))).toMatchObject([
      { personId: (await at.personOf("alice")).id, details: { cause: "pull_request_merged" } },
    ]);
    const alice = await at.personOf("alice");
    const other = at.github.openPullRequest(at.name, { author: "bob", title: "Bump a library" });
    const [held] = (await task()).holders;
    const url = `${at.github.url}/${at.name}/pull/${other.number}`;
    await linkClaim(at.as(alice), { id: held?.claimId ?? "", url });
    await at.sync();
    at.clock.advance(1000);
    at.github.merge(other, "mia");
    await at.sync();
    await at.deliver();
    expect((await task()).status).not.toBe("done");
    expect(number).toBe(1);
  });

  it("ends with its issue also when the label was taken away from what somebody works on", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    at.clock.advance(1000);
    at.github.unlabel(issue, "good first issue");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "claimed" });
    expect((await task()).timeline[0]).toMatchObject({ kind: "task.followed", details: { cause: "label_removed" } });
    at.clock.advance(1000);
    at.github.closeIssue(issue, "completed");
    await at.deliver();
    expect(await task()).toMatchObject({ status: "done", finishedBy: [{ login: "alice" }] });
  });

  it("links a pull request that was there before its issue was a task", async () => {
    const { at } = await withTask();
    const later = at.github.openIssue(at.name, { author: "mia", title: "Later", labels: [] });
    at.github.openPullRequest(at.name, { author: "bob", title: "Early", body: `Fixes #${later.number}` });
    await at.deliver();
    at.clock.advance(1000);
    at.github.label(later, "good first issue");
    await at.deliver();
    const made = await at.read(await at.taskOf(later.number));
    expect(made).toMatchObject({ status: "in_review", holders: [{ person: { login: "bob" } }] });
  });

  it.each([
    ["/claim", "claimed"],
    ["thanks!\n\n/claim", "claimed"],
    ["> /claim", "open"],
    ["我来认领", "open"],
  ])("obeys the comment %j: %s", async (text, status) => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "alice", text);
    await at.deliver();
    await at.run();
    expect((await task()).status).toBe(status);
    const answers = issue.comments.filter((one) => one.author.login === "mia");
    expect(answers).toHaveLength(status === "claimed" ? 1 : 0);
  });

  it("answers in one comment, whatever is commanded, and to a refusal with its reason", async () => {
    const { at, issue, number, task } = await withTask();
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    await at.run();
    const alice = await at.personOf("alice");
    expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
    at.clock.advance(1000);
    at.github.comment(issue, "bob", "/claim");
    await at.deliver();
    await at.run();
    const answers = () => issue.comments.filter((one) => one.author.login === "mia");
    expect(answers()).toHaveLength(1);
    expect(answers()[0]?.body).toContain("@bob：");
    at.github.comment(issue, "bob", "/waitlist");
    await at.deliver();
    await at.run();
    expect((await task()).waitlist).toHaveLength(1);
    at.github.comment(issue, "alice", "/renew");
    at.github.comment(issue, "alice", "/unclaim");
    await at.deliver();
    await at.run();
    expect(answers()).toHaveLength(1);
    const [held] = (await task()).slotList;
    expect(held?.holder).toBeNull();
    expect(held?.offer?.person.login).toBe("bob");
    // Bob has no account here: being called in the issue is how he is told.
    expect(answers()[0]?.body).toContain("为候补队首的 @bob 保留到");
    expect(issue.assignees).toEqual([]);
    await expect(renewClaim(asGitHub(at.system, alice), { id: "none" })).rejects.toMatchObject({ code: "not_found" });
    expect((await task()).number).toBe(number);
  });

  /** A task with parts, as they are named in its issue's list. */
  async function withParts(given: { title: string; body: string }, ...names: string[]) {
    const made = await withTask(given);
    const { revision, slotList } = await made.task();
    const slots = names.map((name, index) => ({ name, ...(index === 0 ? { id: slotList[0]?.id } : {}) }));
    await editSlots(made.at.asMaintainer, { number: made.number, revision, slots });
    const say = async (login: string, words: string) => {
      made.at.clock.advance(1000);
      made.at.github.comment(made.issue, login, words);
      await made.at.deliver();
      await made.at.run();
      return made.issue.comments.findLast((one) => one.body.includes("<!-- foothold -->"))?.body ?? "";
    };
    const holders = async () =>
      (await made.task()).slotList.flatMap(({ name, holder }) => (holder ? [`${name}: ${holder.person.login}`] : []));
    return { ...made, say, holders };
  }

  it("claims the part that is named, and says which are free where it is not to be had", async () => {
    const { say, holders } = await withParts({ title: "Components", body: "Tests." }, "Redis", "etcd", "Node.js");
    expect(await say("alice", "/claim")).toContain(
      "@alice: This task has several parts: write `/claim` and the name of the one you want. Free: “Redis”, “etcd”, “Node.js”.",
    );
    expect(await say("alice", "/claim consul")).toContain(
      "@alice: This task has no part of that name. Free: “Redis”, “etcd”, “Node.js”.",
    );
    expect(await holders()).toEqual([]);
    await say("alice", "/claim `ETCD`, please");
    expect(await holders()).toEqual(["etcd: alice"]);
    const said = await say("bob", "/claim etcd");
    expect(said).toMatch(/@bob: @alice works on “etcd”, until .*\. Free: “Redis”, “Node\.js”\./);
    await say("alice", "/renew etcd");
    await say("alice", "/unclaim etcd");
    expect(await holders()).toEqual([]);
    await say("mia", "/assign @bob Node.js");
    await say("mia", "/assign @alice");
    expect(await holders()).toEqual(["Redis: alice", "Node.js: bob"]);
    // Where there is no choice, none need be named.
    await say("mia", "/claim");
    expect(await holders()).toEqual(["Redis: alice", "etcd: mia", "Node.js: bob"]);
  });

  it("offers no part that is finished, and speaks of parts in the issue's language", async () => {
    const { at, number, task, say, holders } = await withParts(
      { title: "组件", body: "测试。" },
      "Redis",
      "etcd",
      "Nacos",
    );
    const { revision, slotList } = await task();
    const slots = slotList.map(({ id, name }) => ({ id, name, isClosed: name === "etcd" }));
    await editSlots(at.asMaintainer, { number, revision, slots });
    expect(await say("alice", "/claim etcd")).toContain(
      "@alice：「etcd」已完成，或已不再需要。可认领的名额：「Redis」、「Nacos」。",
    );
    expect(await say("alice", "/claim")).toContain("@alice：这个任务有多个名额");
    expect(await holders()).toEqual([]);
  });

  it("ignores what stands after a command for a task without parts, but not whom it names", async () => {
    const { at, issue, task } = await withTask({ title: "Task", body: "What is to be done." });
    const say = async (login: string, words: string) => {
      at.clock.advance(1000);
      at.github.comment(issue, login, words);
      await at.deliver();
      await at.run();
      return issue.comments.findLast((one) => one.body.includes("<!-- foothold -->"))?.body ?? "";
    };
    expect(await say("mia", "/claim @bob")).toContain("@mia: `/claim` is for whoever writes it.");
    expect(issue.comments.at(-1)?.body).toContain("`/assign @bob`");
    expect((await task()).status).toBe("open");
    await say("alice", "/claim the Redis one, I am @alice");
    expect((await task()).holders).toMatchObject([{ person: { login: "alice" } }]);
    expect(await say("alice", "/unclaim @bob")).toContain("`/unassign @bob`");
    expect((await task()).status).toBe("claimed");
    await say("alice", "/unclaim please");
    expect((await task()).status).toBe("open");
  });

  it("lets collaborators assign others, and nobody else", async () => {
    const { at, issue, task } = await withTask();
    at.github.comment(issue, "bob", "hello");
    at.github.comment(issue, "alice", "/assign @bob");
    await at.deliver();
    await at.run();
    expect((await task()).status).toBe("open");
    at.clock.advance(1000);
    at.github.comment(issue, "mia", "/assign @nobody-at-all");
    await at.deliver();
    await at.run();
    expect((await task()).status).toBe("open");
    const answers = issue.comments.filter((one) => one.body.includes("<!-- foothold -->"));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain("@mia：这里没有这个人");
    at.clock.advance(1000);
    at.github.comment(issue, "mia", "/assign @bob");
    await at.deliver();
    await at.run();
    expect((await task()).holders).toMatchObject([{ person: { login: "bob" } }]);
    expect(issue.assignees.map((one) => one.login)).toEqual(["bob"]);
    at.clock.advance(1000);
    at.github.comment(issue, "mia", "/unassign @bob");
    await at.deliver();
    await at.run();
    expect((await task()).status).toBe("open");
  });

  it.each([
    ["/claim", "/unclaim", "open"],
    ["/unclaim", "/claim", "claimed"],
    ["/assign @alice", "/unassign @alice", "open"],
  ])("obeys %j and %j of one person in the order in which they were written", async (first, second, status) => {
    for (const how of ["in the wrong order", "one of them by a sync"]) {
      const { at, issue, task } = await withTask();
      at.github.comment(issue, "alice", "Interesting!");
      if (status === "claimed") at.github.comment(issue, "mia", "/claim");
      await at.deliver();
      at.clock.advance(1000);
      at.github.comment(issue, "mia", first);
      at.clock.advance(1000);
      at.github.comment(issue, "mia", second);
      const [early, late] = at.github.hooks.pending.splice(0);
      if (!early || !late) throw new Error("nothing was delivered");
      for (const one of how === "in the wrong order" ? [late, early] : [late]) {
        await at.receive(one);
        await followDeliveries(at.system, at.settings);
      }
      await at.sync();
      expect((await task()).status).toBe(status);
    }
  });

  it("obeys also what came late, where nobody has said otherwise since", async () => {
    const { at, issue, task } = await withTask({ title: "Task", body: "What is to be done." });
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    at.github.comment(issue, "bob", "/claim");
    at.github.comment(issue, "bob", "/renew");
    const [early, late, renewal] = at.github.hooks.pending.splice(0);
    if (!early || !late || !renewal) throw new Error("nothing was delivered");
    for (const one of [renewal, late, early]) {
      await at.receive(one);
      await followDeliveries(at.system, at.settings);
    }
    await at.run();
    expect((await task()).holders).toMatchObject([{ person: { login: "bob" } }]);
    expect(issue.comments.at(-1)?.body).toContain("@alice: ");
  });

  it.each([true, false])("hears a comment as it was first seen, and no edit; told by webhook: %s", async (isTold) => {
    const { at, issue, task } = await withTask();
    const see = async () => {
      if (isTold) return at.deliver();
      at.github.hooks.drop();
      return at.sync();
    };
    at.clock.advance(1000);
    const comment = at.github.comment(issue, "alice", "Interesting!");
    at.clock.advance(1000);
    at.github.editComment(comment, "/claim");
    await see();
    expect((await task()).status).toBe("open");
    const other = at.github.comment(issue, "bob", "/claim");
    await see();
    at.clock.advance(1000);
    at.github.editComment(other, "/unclaim");
    await see();
    expect((await task()).holders).toMatchObject([{ person: { login: "bob" } }]);
  });

  it("mends by a sync what no webhook has brought, commands among it", async () => {
    const { at, issue, task } = await withTask();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    at.github.hooks.pending.length = 0;
    await at.sync();
    expect((await task()).holders.map((one) => one.person.login)).toEqual(["alice"]);
    await at.sync();
    await at.run();
    expect(issue.comments.filter((one) => one.author.login === "mia")).toHaveLength(1);
  });
});
