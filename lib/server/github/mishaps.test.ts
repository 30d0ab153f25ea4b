import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { temporaryDatabase } from "../../../db/testing";
import { editTask } from "../tasks/edit";
import { reopenTask } from "../tasks/reopen";
import { followDeliveries } from "./deliveries";
import { settleDifference } from "./settle-difference";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

const label = "good first issue";

describe.each(["sqlite", "postgresql"] as const)("what comes at an odd time, or from an odd place, on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  const database = (): Database => own.database;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
    at = await createFollowing(database());
  });
  afterEach(async () => {
    await at.close();
    await own.remove();
  });
  const openIssue = (title: string, more: object = {}) =>
    at.github.openIssue(at.name, { author: "mia", title, labels: [label], ...more });

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
    const one = await at.read(await at.taskOf(first.number));
    expect(one.titles.en).toBe("First");
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
    expect((await at.read(await at.taskOf(first.number))).titles.en).toBe("First");
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
    const task = await at.read(await at.taskOf(issue.number));
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

  it("takes over what was shown, and nothing that was written since", async () => {
    const issue = openIssue("Cover", { author: "bob", body: "- [ ] Redis\n- [ ] etcd\n- [ ] Consul" });
    await at.follow();
    await at.sync();
    const number = await at.taskOf(issue.number);
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

  it("shows what a maintainer has to decide before the lists", async () => {
    const body = "Add it.\n\n- [ ] unit tests\n- [ ] docs\n- [ ] changelog\n";
    for (let i = 0; i < 101; i += 1) openIssue(`Task ${i}`, { body });
    const last = openIssue("Last");
    await at.follow();
    await at.sync();
    const number = await at.taskOf(last.number);
    const { revision } = await at.read(number);
    await editTask(at.asMaintainer, { number, revision, texts: { en: { title: "Ours" } } });
    at.clock.advance(1000);
    at.github.editIssue(last, { title: "Theirs" });
    await at.sync();
    const { differences } = await at.view();
    expect(differences.map((one) => one.field)).toContain("title");
  });

  it("leaves open what a maintainer has opened again without its label", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await at.taskOf(issue.number);
    at.clock.advance(1000);
    at.github.unlabel(issue, label);
    await at.sync();
    expect((await at.read(number)).status).toBe("closed");
    await reopenTask(at.asMaintainer, { number });
    await at.sync();
    expect((await at.read(number)).status).toBe("open");
  });
});
