import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { temporaryDatabase } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { createTask } from "../tasks/create";
import { editTask } from "../tasks/edit";
import { reopenTask } from "../tasks/reopen";
import { changeRepository, connectRepository } from "./connect";
import { followDeliveries } from "./deliveries";
import { personHere } from "./follow-assignees";
import { settleDifference } from "./settle-difference";
import { hideAll } from "./sync-repository";
import { takeOverList } from "./take-list";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;
const label = "good first issue";

describe.each(["sqlite", "postgresql"] as const)("what people and GitHub may do to it, on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  const extra: Following[] = [];
  const database = (): Database => own.database;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
    at = await createFollowing(database());
  });
  afterEach(async () => {
    await at.close();
    for (const one of extra.splice(0)) await one.close();
    await own.remove();
  });
  const openIssue = (title: string, more: object = {}) =>
    at.github.openIssue(at.name, { author: "mia", title, labels: [label], ...more });
  async function taskOf(number: number, name = at.name): Promise<number> {
    const { issue, repository } = database().tables;
    const [row] = await database()
      .db.select({ task: issue.taskNumber })
      .from(issue)
      .innerJoin(repository, eq(repository.id, issue.repositoryId))
      .where(and(eq(issue.number, number), eq(repository.name, name.split("/")[1] ?? "")));
    return row?.task ?? 0;
  }
  const ghost = (login: string, from = at) =>
    personHere(at.system, { id: String(from.github.state.account(login).id), login });

  it("credits nobody for a pull request that was merged long ago and edited since", async () => {
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "typo" });
    at.github.merge(pull, "mia");
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await claimTask(at.as(await ghost("alice")), { number });
    at.clock.advance(60_000);
    at.github.editPullRequest(pull, { body: `fixes #${issue.number}` }, "bob");
    at.github.hooks.drop();
    await at.sync();
    at.clock.advance(60_000);
    at.github.closeIssue(issue, "completed", "mia");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).finishedBy.map((one) => one.login)).toEqual(["alice"]);
  });

  it("finishes no claim by a pull request that was merged before it", async () => {
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "typo" });
    at.github.merge(pull, "mia");
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await claimTask(at.as(await ghost("bob")), { number });
    at.clock.advance(60_000);
    at.github.editPullRequest(pull, { body: `fixes #${issue.number}` }, "bob");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).status).toBe("claimed");
  });

  it("credits nobody of another project's repository", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await claimTask(at.as(await ghost("alice")), { number });
    // Bob's own project and repository, on the same board.
    at.github.addRepository("bob/own", { labels: [label] });
    at.github.addCollaborator("bob/own", "bob", "admin");
    const slug = await at.project("bobs");
    const bobHere = await at.person("bobhere");
    await at.member(slug, bobHere, "maintainer");
    const ctx = at.as(bobHere);
    const { repositories } = await connectRepository(
      ctx,
      { project: slug, repository: "bob/own", access: "public" },
      at.settings,
    );
    const { id = "", revision = 0 } = repositories[0] ?? {};
    await changeRepository(ctx, { id, revision, isFollowed: true }, at.settings);
    await at.sync();
    at.clock.advance(60_000);
    const pull = at.github.openPullRequest("bob/own", {
      author: "bob",
      title: "x",
      body: `fixes ${at.name}#${issue.number}`,
    });
    at.clock.advance(1000);
    at.github.merge(pull, "bob");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).status).toBe("claimed");
    at.clock.advance(60_000);
    at.github.closeIssue(issue, "completed", "mia");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).finishedBy.map((one) => one.login)).toEqual(["alice"]);
  });

  it("leaves everyone the part that they have done when the last pull request closes the issue", async () => {
    const issue = openIssue("Cover the components", { body: "- [ ] Redis\n- [ ] etcd\n- [ ] Consul" });
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await settleDifference(at.asMaintainer, { number, fields: ["list"], take: true }, at.settings);
    const slots = (await at.read(number)).slotList;
    const idOf = (name: string) => slots.find((one) => one.name === name)?.id;
    await claimTask(at.as(await ghost("alice")), { number, slot: idOf("etcd") });
    const pa = at.github.openPullRequest(at.name, { author: "alice", title: "etcd", body: `Part of #${issue.number}` });
    at.clock.advance(1000);
    await at.sync();
    at.github.merge(pa, "mia");
    await at.sync();
    await claimTask(at.as(await ghost("bob")), { number, slot: idOf("Consul") });
    const pb = at.github.openPullRequest(at.name, { author: "bob", title: "Consul", body: `Closes #${issue.number}` });
    await at.sync();
    at.clock.advance(1000);
    at.github.merge(pb, "mia");
    await at.sync();
    const done = await at.read(number);
    expect(done.slotList.map((one) => one.finishedBy?.login)).toEqual([undefined, "alice", "bob"]);
    expect(done.finishedBy.map((one) => one.login).sort()).toEqual(["alice", "bob"]);
  });

  it("credits nobody with a part that somebody else may have done", async () => {
    const issue = openIssue("Cover the components", { body: "- [ ] Redis\n- [ ] etcd\n- [ ] Consul" });
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await settleDifference(at.asMaintainer, { number, fields: ["list"], take: true }, at.settings);
    at.clock.advance(1000);
    const pb = at.github.openPullRequest(at.name, { author: "bob", title: "Consul and the last ones", body: "text" });
    at.github.editPullRequest(pb, { body: `Closes #${issue.number}` });
    at.github.merge(pb, "mia");
    await at.sync();
    const done = await at.read(number);
    expect(done.status).toBe("done");
    expect(done.slotList.map((one) => one.finishedBy)).toEqual([null, null, null]);
  });

  it("knows a pull request that was linked by hand, also when the issue's closing is told first", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    at.github.hooks.drop();
    const number = await taskOf(issue.number);
    await claimTask(at.as(await ghost("alice")), { number });
    at.clock.advance(1000);
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "x", body: `work` });
    at.github.linkPullRequest(pull, issue);
    await at.deliver();
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    // GitHub tells both in any order.
    for (const one of at.github.hooks.pending.splice(0).toSorted((a, b) => a.event.localeCompare(b.event))) {
      await at.receive(one);
    }
    await followDeliveries(at.system, at.settings);
    const done = await at.read(number);
    expect(done.finishedBy.map((one) => one.login)).toEqual(["bob"]);
  });

  it("takes no issue that moved elsewhere for the one that has its number there", async () => {
    const first = openIssue("First");
    const second = openIssue("Second");
    await at.follow();
    await at.sync();
    const { repository } = database().tables;
    const [row] = await database().db.select().from(repository);
    await database().transaction(async (tx) => {
      await tx.db
        .update(tx.tables.repository)
        .set({ cursor: { ...(row as NonNullable<typeof row>).cursor, failed: [second.number] } });
    });
    at.github.addRepository("mosn/elsewhere", { labels: [label] });
    at.clock.advance(60_000);
    const moved = at.github.transferIssue(second, "mosn/elsewhere");
    expect(moved.number).toBe(first.number);
    at.github.hooks.drop();
    await at.sync();
    const one = await at.read(await taskOf(first.number));
    expect(one.titles.en).toBe("First");
  });

  it("asks not once for each issue when the repository is renamed", async () => {
    for (let i = 0; i < 60; i += 1) openIssue(`Task ${i}`);
    await at.follow();
    await at.sync();
    at.github.renameRepository(at.name, `${at.name.split("/")[1]}x`);
    at.github.hooks.drop();
    await at.sync();
    at.clock.advance(25 * 3600_000);
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests.length).toBeLessThan(20);
  });

  it("asks not once for each issue when a label is renamed", async () => {
    for (let i = 0; i < 60; i += 1) openIssue(`Task ${i}`, { labels: [label, "hard"] });
    await at.follow();
    await at.sync();
    at.github.renameLabel(at.name, "hard", "hardest");
    at.github.hooks.drop();
    at.clock.advance(25 * 3600_000);
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests.length).toBeLessThan(20);
  });

  it.each(["reset", "not-json"] as const)("goes on when only the search is down: %s", async (kind) => {
    const [gone] = [openIssue("Task 1"), openIssue("Task 2")];
    await at.follow();
    await at.sync();
    at.github.fault({ kind, path: /\/search\/issues/ });
    at.github.deleteIssue(gone);
    at.github.hooks.drop();
    at.clock.advance(25 * 3600_000);
    await at.sync();
    expect.soft((await at.view()).fault).toBeNull();
    expect((await at.read(await taskOf(gone.number))).status).toBe("closed");
  });

  it("takes over what was shown, and nothing that was written since", async () => {
    const issue = openIssue("Cover", { author: "bob", body: "- [ ] Redis\n- [ ] etcd\n- [ ] Consul" });
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await settleDifference(at.asMaintainer, { number, fields: ["list"], take: true }, at.settings);
    at.clock.advance(1000);
    at.github.editIssue(issue, { body: "- [x] Redis @alice\n- [ ] etcd\n- [ ] Consul" });
    await at.sync();
    const [shown] = (await at.view()).differences;
    expect(shown?.items.map((one) => [one.name, one.holder])).toEqual([["Redis", "alice"]]);
    at.clock.advance(1000);
    at.github.editIssue(issue, { body: "- [x] Redis @bob\n- [x] etcd @bob\n- [x] Consul @bob" });
    await at.deliver();
    const decision = { number, fields: ["list"], take: true, mark: shown?.mark };
    await expect(settleDifference(at.asMaintainer, decision, at.settings)).rejects.toMatchObject({ code: "conflict" });
    expect((await at.read(number)).finishedBy.map((one) => one.login)).not.toContain("bob");
  });

  it("credits nobody for what was merged before the issue was opened again", async () => {
    const issue = openIssue("Task 1");
    const pull = at.github.openPullRequest(at.name, {
      author: "bob",
      title: "first try",
      body: `fixes #${issue.number}`,
    });
    at.clock.advance(1000);
    at.github.merge(pull, "mia");
    at.clock.advance(30 * 24 * 3600_000);
    at.github.reopenIssue(issue, "mia");
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    await claimTask(at.as(await ghost("alice")), { number });
    at.clock.advance(60_000);
    at.github.comment(pull, "bob", "Remember this?");
    at.github.hooks.drop();
    await at.sync();
    at.clock.advance(60_000);
    at.github.closeIssue(issue, "completed", "mia");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).finishedBy.map((one) => one.login)).toEqual(["alice"]);
  });

  it("offers no boxes of a form as parts of a task", async () => {
    const apache =
      "### Search before asking\n\n- [X] I had searched in the [issues](https://github.com/apache/x/issues) and found no similar issues.\n\n### Description\n\nDo it.\n\n### Are you willing to submit a PR?\n\n- [ ] Yes I am willing to submit a PR!\n\n### Code of Conduct\n\n- [X] I agree to follow this project's [Code of Conduct](https://www.apache.org/foundation/policies/conduct)\n";
    const plain =
      "## What\n\nAdd a flag.\n\n## Checklist\n\n- [x] I have read the docs\n- [x] I searched for duplicates\n- [ ] I want to work on this\n";
    for (const body of [apache, plain]) openIssue(body.slice(0, 12), { body });
    await at.follow();
    await at.sync();
    expect((await at.view()).differences).toEqual([]);
  });

  it("asks not once for each issue when the repository is public again", async () => {
    for (let i = 0; i < 60; i += 1) openIssue(`Task ${i}`);
    await at.follow();
    await at.sync();
    const { issue } = database().tables;
    const [row] = await database().db.select().from(issue);
    await hideAll(at.system, row?.repositoryId ?? "");
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests.length).toBeLessThan(20);
  });

  it("leaves open what a maintainer has opened again without its label", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await taskOf(issue.number);
    at.clock.advance(1000);
    at.github.unlabel(issue, label);
    await at.sync();
    expect((await at.read(number)).status).toBe("closed");
    await reopenTask(at.asMaintainer, { number });
    await at.sync();
    expect((await at.read(number)).status).toBe("open");
  });

  it("makes no second round for what came in while one was under way", async () => {
    for (let i = 0; i < 150; i += 1) openIssue(`Task ${i}`);
    await at.follow();
    await at.sync();
    await at.sync();
    at.clock.advance(25 * 3600_000);
    const lists: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      // As at a limit: the second page is refused.
      at.github.fault({ kind: "slow", ms: 1, path: /\/repos.*\/issues$/, times: 2 });
      at.github.fault({ kind: "secondary-limit", seconds: 60, path: /\/repos.*\/issues$/, times: 1 });
      await at.sync();
      openIssue(`New ${round}`);
      at.github.hooks.drop();
      at.github.requests.length = 0;
      await at.sync();
      lists.push(at.github.requests.filter((one) => /state=open/.test(one.path)).length);
      at.github.requests.length = 0;
      at.clock.advance(1000);
    }
    expect(lists.slice(1).every((count) => count <= 2)).toBe(true);
    at.github.clearFaults();
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests.length).toBeLessThanOrEqual(3);
  });

  it("gets past many old pull requests as a visitor", async () => {
    await at.close();
    at = await createFollowing(database(), { access: "public" });
    const issue = openIssue("Task 1");
    const other = openIssue("Task 2");
    const pulls = Array.from({ length: 70 }, (_, i) =>
      at.github.openPullRequest(at.name, { author: "bob", title: `p${i}`, body: `fixes #9${i}` }),
    );
    for (const pull of pulls) at.github.merge(pull, "mia");
    at.clock.advance(60_000);
    await at.follow();
    await at.sync();
    await at.sync();
    at.clock.advance(3600_000);
    // A stranger, or the bot that locks old threads, touches each; then something changes that matters.
    for (const pull of pulls) at.github.comment(pull, "alice", "thanks");
    at.clock.advance(60_000);
    at.github.closeIssue(issue, "completed", "mia");
    at.github.editIssue(other, { title: "Task 2, edited" });
    at.github.hooks.drop();
    for (let h = 0; h < 12; h += 1) {
      await at.sync();
      at.clock.advance(3700_000);
    }
    expect((await at.read(await taskOf(other.number))).titles.en).toBe("Task 2, edited");
  });

  it("shows what a maintainer has to decide before the lists", async () => {
    const body = "Add it.\n\n- [ ] unit tests\n- [ ] docs\n- [ ] changelog\n";
    for (let i = 0; i < 101; i += 1) openIssue(`Task ${i}`, { body });
    const last = openIssue("Last");
    await at.follow();
    await at.sync();
    const number = await taskOf(last.number);
    const { revision } = await at.read(number);
    await editTask(at.asMaintainer, { number, revision, texts: { en: { title: "Ours" } } });
    at.clock.advance(1000);
    at.github.editIssue(last, { title: "Theirs" });
    await at.sync();
    const { differences } = await at.view();
    expect(differences.map((one) => one.field)).toContain("title");
  });

  it("shows a pull request on few tasks, however many it names", async () => {
    for (let i = 0; i < 60; i += 1) openIssue(`Task ${i}`);
    await at.follow();
    await at.sync();
    at.clock.advance(1000);
    at.github.openPullRequest(at.name, {
      author: "bob",
      title: "spam",
      body: Array.from({ length: 60 }, (_, i) => `#${i + 1}`).join(" "),
    });
    await at.sync();
    const { link } = database().tables;
    const shown = (await database().db.select().from(link)).filter((one) => one.kind === "pull_request");
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThanOrEqual(20);
  });

  it("gives nobody the whole board for drafts", async () => {
    for (let i = 0; i < 9; i += 1) openIssue(`Task ${i}`);
    await at.follow();
    await at.sync();
    at.clock.advance(1000);
    for (let i = 0; i < 3; i += 1)
      at.github.openPullRequest(at.name, {
        author: "bob",
        draft: true,
        title: "wip",
        body: [1, 2, 3].map((n) => `fixes #${i * 3 + n}`).join(" "),
      });
    await at.sync();
    const { claim } = database().tables;
    expect(await database().db.select().from(claim)).toHaveLength(5);
  });

  it("makes no round for what the search does not have yet", async () => {
    openIssue("Task 1");
    await at.follow();
    await at.sync();
    await at.sync();
    await at.sync();
    // What the search says is as of before, for one reading.
    const real = globalThis.fetch;
    let lag = 1;
    globalThis.fetch = async (input, init) => {
      const answer = await real(input as never, init as never);
      if (!String(input).includes("/search/issues")) return answer;
      const json = (await answer.json()) as { total_count: number };
      json.total_count -= lag;
      return new Response(JSON.stringify(json), { status: 200, headers: answer.headers });
    };
    const counts: number[] = [];
    try {
      openIssue("Task 2");
      at.github.hooks.drop();
      for (let i = 0; i < 4; i += 1) {
        at.github.requests.length = 0;
        await at.sync();
        counts.push(at.github.requests.filter((one) => /state=open/.test(one.path)).length);
        lag = 0;
      }
    } finally {
      globalThis.fetch = real;
    }
    expect(counts.reduce((a, b) => a + b)).toBe(0);
  });

  /** The process dies right after the issue was brought in. */
  function dieAfterBringIn(count: () => Promise<number>): void {
    const db = database() as { transaction: Database["transaction"] };
    const real = db.transaction.bind(db);
    let isDead = false;
    let before = -1;
    db.transaction = (async (work: never) => {
      if (before < 0) before = await count();
      if (!isDead && (await count()) > before) {
        isDead = true;
        throw new Error("died");
      }
      return real(work);
    }) as never;
  }
  const issues = async () => (await database().db.select().from(database().tables.issue)).length;

  it("links the pull request that was there before, also when the process died in between", async () => {
    openIssue("Task 0");
    const issue = openIssue("Task 1", { labels: [] });
    await at.follow();
    await at.sync();
    at.clock.advance(1000);
    at.github.openPullRequest(at.name, { author: "bob", title: "x", body: `fixes #${issue.number}` });
    await at.sync();
    at.clock.advance(1000);
    at.github.label(issue, label);
    at.github.hooks.drop();
    dieAfterBringIn(issues);
    await at.sync();
    await at.sync();
    await at.sync();
    const task = await at.read(await taskOf(issue.number));
    expect(task.status).toBe("in_review");
  });

  it("leaves whoever was assigned before, also when the process died in between", async () => {
    openIssue("Task 0");
    const issue = openIssue("Task 1", { labels: [] });
    at.github.comment(issue, "alice", "a");
    at.github.comment(issue, "bob", "b");
    at.github.assign(issue, "alice", "mia");
    at.github.assign(issue, "bob", "mia");
    await at.follow();
    await at.sync();
    at.clock.advance(1000);
    at.github.label(issue, label);
    at.github.hooks.drop();
    dieAfterBringIn(issues);
    await at.sync();
    await at.sync();
    await at.run();
    expect(issue.assignees.map((one) => one.login).sort()).toEqual(["alice", "bob"]);
  });

  it("follows no issue that moved while it is looked at again", async () => {
    const first = openIssue("First");
    const second = openIssue("Second");
    await at.follow();
    await at.sync();
    at.github.hooks.drop();
    at.clock.advance(60_000);
    at.github.editIssue(second, { title: "Second, edited" });
    await at.deliver();
    at.github.editIssue(second, { title: "Second, edited in the same second" });
    const edited = at.github.hooks.pending.splice(0);
    at.github.addRepository("mosn/elsewhere", { labels: [label] });
    at.clock.advance(2000);
    at.github.transferIssue(second, "mosn/elsewhere");
    at.github.hooks.drop();
    for (const one of edited) await at.receive(one);
    await followDeliveries(at.system, at.settings);
    expect((await at.read(await taskOf(first.number))).titles.en).toBe("First");
  });

  it("leaves a visitor's requests for the readings, however many names a list has", async () => {
    await at.close();
    at = await createFollowing(database(), { access: "public" });
    openIssue("Task 1");
    await at.follow();
    const names = Array.from({ length: 100 }, (_, i) => `nobody-${i}`);
    const { task } = await createTask(at.asMaintainer, {
      project: at.slug,
      difficulty: "easy",
      texts: { en: { title: "x" } },
      slots: names,
    });
    at.github.requests.length = 0;
    const { refused } = await takeOverList(
      at.asMaintainer,
      { number: task.number, items: task.slotList.map((s) => ({ slot: s.id, holder: s.name })) },
      at.settings,
    );
    expect(new Set(refused.map((one) => one.why))).toEqual(new Set(["nobody", "github_away"]));
    await at.sync();
    expect((await at.view()).fault).toBeNull();
  });
});
