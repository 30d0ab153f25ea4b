import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { temporaryDatabase } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { changeRepository, connectRepository } from "./connect";
import { followDeliveries } from "./deliveries";
import { settleDifference } from "./settle-difference";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

const label = "good first issue";

describe.each(["sqlite", "postgresql"] as const)("who is credited, and with what, on %s", (engine) => {
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

  /** Somebody holds a task, and then the text of a pull request of Bob's that was merged long ago says that it closes it. */
  async function withEditedPull(holder: string) {
    const pull = at.github.openPullRequest(at.name, { author: "bob", title: "typo" });
    at.github.merge(pull, "mia");
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await at.taskOf(issue.number);
    await claimTask(at.as(await at.personOf(holder)), { number });
    at.clock.advance(60_000);
    at.github.editPullRequest(pull, { body: `fixes #${issue.number}` }, "bob");
    at.github.hooks.drop();
    await at.sync();
    return { issue, number };
  }

  it("credits nobody for a pull request that was merged long ago and edited since", async () => {
    const { issue, number } = await withEditedPull("alice");
    at.clock.advance(60_000);
    at.github.closeIssue(issue, "completed", "mia");
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(number)).finishedBy.map((one) => one.login)).toEqual(["alice"]);
  });

  it("finishes no claim by a pull request that was merged before it", async () => {
    const { number } = await withEditedPull("bob");
    expect((await at.read(number)).status).toBe("claimed");
  });

  it("credits nobody of another project's repository", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const number = await at.taskOf(issue.number);
    await claimTask(at.as(await at.personOf("alice")), { number });
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
    const number = await at.taskOf(issue.number);
    await settleDifference(at.asMaintainer, { number, fields: ["list"], take: true }, at.settings);
    const slots = (await at.read(number)).slotList;
    const idOf = (name: string) => slots.find((one) => one.name === name)?.id;
    await claimTask(at.as(await at.personOf("alice")), { number, slot: idOf("etcd") });
    const pa = at.github.openPullRequest(at.name, { author: "alice", title: "etcd", body: `Part of #${issue.number}` });
    at.clock.advance(1000);
    await at.sync();
    at.github.merge(pa, "mia");
    await at.sync();
    await claimTask(at.as(await at.personOf("bob")), { number, slot: idOf("Consul") });
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
    const number = await at.taskOf(issue.number);
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
    const number = await at.taskOf(issue.number);
    await claimTask(at.as(await at.personOf("alice")), { number });
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
    const number = await at.taskOf(issue.number);
    await claimTask(at.as(await at.personOf("alice")), { number });
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
});
