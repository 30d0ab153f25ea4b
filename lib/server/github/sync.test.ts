import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { changeRepository } from "./connect";
import { readRepositories } from "./read";
import { syncDue, syncRepository } from "./sync";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

const label = "good first issue";

describe.each(["sqlite", "postgresql"] as const)("reading a repository on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
    at = await createFollowing(own.database, { labels: [label, "help wanted", "E-easy"] });
  });
  afterEach(async () => {
    await at.close();
    await own.remove();
  });

  const openIssue = (title: string, labels: string[] = [label]) =>
    at.github.openIssue(at.name, { author: "mia", title, labels });
  const openMany = (count: number, labels?: string[]) =>
    Array.from({ length: count }, (_, index) => openIssue(`Task ${index + 1}`, labels));
  async function asked(): Promise<number> {
    at.github.requests.length = 0;
    await at.sync();
    return at.github.requests.length;
  }
  async function changeRule(task: string[]): Promise<void> {
    const { id, revision, rule } = await at.view();
    await changeRepository(at.asMaintainer, { id, revision, rule: { ...rule, task } }, at.settings);
  }
  const titleOf = async (number: number) => (await at.read(number)).titles.en;
  async function statusOf(title: string): Promise<string | undefined> {
    const { taskText, task } = own.database.tables;
    const [row] = await own.database.db
      .select({ status: task.status })
      .from(taskText)
      .innerJoin(task, eq(task.number, taskText.taskNumber))
      .where(eq(taskText.title, title));
    return row?.status;
  }

  it("notices with the next reading what was deleted or moved, however many tasks there are", async () => {
    const issues = openMany(130);
    await at.follow();
    await at.sync();
    expect(await asked()).toBe(3);
    at.github.addRepository("mosn/elsewhere");
    const [first, middle, moved, last] = [issues[0], issues[64], issues[100], issues[129]];
    if (!first || !middle || !moved || !last) throw new Error("not opened");
    for (const gone of [first, middle, last]) at.github.deleteIssue(gone);
    at.github.transferIssue(moved, "mosn/elsewhere");
    at.github.hooks.drop();
    await at.sync();
    const ended = await Promise.all(["Task 1", "Task 65", "Task 101", "Task 130", "Task 2"].map(statusOf));
    expect(ended).toEqual(["closed", "closed", "closed", "closed", "open"]);
    expect(await asked()).toBe(3);
  });

  it("sees that an issue has moved to a repository of the same name where it bears the same number", async () => {
    const name = at.name.split("/")[1] ?? "";
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    at.github.addOrganization("elsewhere");
    at.github.addRepository(`elsewhere/${name}`);
    expect(at.github.transferIssue(issue, `elsewhere/${name}`).number).toBe(issue.number);
    at.github.hooks.drop();
    await at.sync();
    expect(await statusOf("Task 1")).toBe("closed");
  });

  it("follows a repository under its new name, also when another one has taken the old", async () => {
    openMany(1);
    await at.follow();
    await at.sync();
    const [owner, name] = at.name.split("/");
    at.github.renameRepository(at.name, `${name}-now`);
    at.github.addRepository(at.name, { labels: [label] });
    openIssue("Not ours");
    at.github.openIssue(`${owner}/${name}-now`, { author: "mia", title: "Task 2", labels: [label] });
    at.github.hooks.drop();
    // Nor is a new token tried at the other one.
    const token = at.github.addToken({ login: "mia", rights: "push" });
    const [{ id = "", revision = 0 } = {}] = await own.database.db.select().from(own.database.tables.repository);
    await changeRepository(at.asMaintainer, { id, revision, token }, at.settings);
    await at.sync();
    const { repositories } = await readRepositories(at.asMaintainer, { slug: at.slug }, at.settings);
    expect(repositories).toMatchObject([{ name: `${name}-now`, fault: null, tasks: 2 }]);
    expect(await Promise.all(["Task 1", "Task 2", "Not ours"].map(statusOf))).toEqual(["open", "open", undefined]);
    await at.sync();
    expect(await asked()).toBe(3);
  });

  it("follows what a label is called now", async () => {
    openMany(3);
    await at.follow();
    await at.sync();
    at.github.renameLabel(at.name, label, "starter");
    at.github.hooks.drop();
    await at.sync();
    expect(await statusOf("Task 1")).toBe("closed");
    await changeRule(["starter"]);
    await at.sync();
    expect(await statusOf("Task 1")).toBe("open");
  });

  it("looks once a day when GitHub's search says nothing, and a search that is refused ends no reading", async () => {
    const [gone] = openMany(3);
    if (!gone) throw new Error("not opened");
    await at.follow();
    await at.sync();
    at.github.limits.authenticatedSearches = 0;
    expect(await asked()).toBe(3);
    at.github.deleteIssue(gone);
    at.github.hooks.drop();
    expect(await asked()).toBe(3);
    expect(await at.view()).toMatchObject({ fault: null, limit: { left: expect.any(Number) } });
    expect((await at.view()).limit?.left).toBeGreaterThan(1000);
    expect(await statusOf("Task 1")).toBe("open");
    at.clock.advance(25 * 60 * 60_000);
    await at.sync();
    expect(await statusOf("Task 1")).toBe("closed");
  });

  it("reads one list of all issues when that is shorter than a list for each label", async () => {
    openMany(150, [label, "help wanted"]);
    openMany(20, ["E-easy"]);
    await at.follow();
    await changeRule([label, "help wanted", "E-*"]);
    at.github.requests.length = 0;
    await at.sync();
    const lists = at.github.requests.filter((one) => /\/issues\?.*state=open/.test(one.path));
    expect(lists).toHaveLength(2);
    expect((await at.view()).tasks).toBe(170);
  });

  it("reads a list for each label when those are shorter", async () => {
    openMany(3);
    openMany(2, ["help wanted"]);
    openMany(320, ["kind/other"]);
    await at.follow();
    await changeRule([label, "help wanted"]);
    at.github.requests.length = 0;
    await at.sync();
    const lists = at.github.requests.filter((one) => /\/issues\?.*state=open/.test(one.path));
    expect(lists.map((one) => one.path.includes("labels="))).toEqual([true, true]);
    expect((await at.view()).tasks).toBe(5);
  });

  it("misses no issue that moves to the end of a list while the list is read", async () => {
    const issues = openMany(150);
    await at.follow();
    await at.sync();
    for (const issue of issues) at.github.editIssue(issue, { title: `${issue.title}, edited` });
    at.github.hooks.drop();
    // While the second page is asked for, an issue of the first one changes again.
    const [first] = issues;
    const seen = at.github.requests.length;
    const changing = setInterval(() => {
      const lists = at.github.requests.slice(seen).filter((one) => one.path.includes("state=all"));
      if (lists.length !== 1 || !first || first.title.endsWith("twice")) return;
      at.clock.advance(1000);
      at.github.editIssue(first, { title: "Task 1, edited twice" });
    }, 1);
    try {
      await at.sync();
      await at.sync();
    } finally {
      clearInterval(changing);
    }
    const titles = await Promise.all(issues.map((issue) => titleOf(issue.number)));
    expect(titles.filter((title) => !title?.includes("edited"))).toEqual([]);
    expect(titles[0]).toBe("Task 1, edited twice");
  });

  it("obeys a command behind more comments than one reading takes", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    for (let index = 0; index < 1100; index += 1) {
      if (index % 90 === 0) at.clock.advance(1000);
      at.github.comment(issue, "bob", `Talk ${index}`);
    }
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    at.github.hooks.drop();
    await at.sync();
    await at.sync();
    expect((await at.read(1)).slotList[0]).toMatchObject({ holder: { person: { login: "alice" } } });
  });

  it("goes on with a first round that was interrupted, and misses nothing of what changed meanwhile", async () => {
    const lists = /\/repos.*\/issues$/;
    const issues = openMany(250);
    await at.follow();
    at.github.fault({ kind: "500", path: lists, times: 1 });
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: "unreachable", tasks: 0 });
    at.github.fault({ kind: "slow", ms: 1, path: lists, times: 1 });
    at.github.fault({ kind: "500", path: lists, times: 1 });
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: "unreachable", tasks: 100 });
    const [first] = issues;
    if (!first) throw new Error("not opened");
    at.github.editIssue(first, { title: "Changed while it was read" });
    at.github.hooks.drop();
    at.github.requests.length = 0;
    await at.sync();
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: null, tasks: 250 });
    expect(await titleOf(1)).toBe("Changed while it was read");
  });

  it("reads again what could not be followed, also when GitHub is away in between", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const { repository } = own.database.tables;
    const [row] = await own.database.db.select().from(repository);
    if (!row) throw new Error("not connected");
    // As a reading leaves it in which one issue failed.
    await own.database.transaction(async (tx) => {
      await tx.db.update(tx.tables.repository).set({ cursor: { ...row.cursor, failed: [issue.number, 99] } });
    });
    at.github.fault({ kind: "500", path: /\/issues\/1$/, times: 1 });
    await at.sync();
    const [away] = await own.database.db.select().from(repository);
    expect(away?.cursor.failed).toEqual([issue.number, 99]);
    at.github.editIssue(issue, { title: "Read again" });
    at.github.hooks.drop();
    await at.sync();
    const [after] = await own.database.db.select().from(repository);
    expect(after?.cursor.failed).toEqual([]);
    expect(await titleOf(1)).toBe("Read again");
  });

  it("still has to read what could not be followed when the issues were switched off for a while", async () => {
    const issue = openIssue("Task 1");
    await at.follow();
    await at.sync();
    const [row] = await own.database.db.select().from(own.database.tables.repository);
    if (!row) throw new Error("not connected");
    await own.database.transaction(async (tx) => {
      await tx.db.update(tx.tables.repository).set({ cursor: { ...row.cursor, failed: [issue.number] } });
    });
    at.github.state.repository(at.name).hasIssues = false;
    await at.sync();
    expect((await at.view()).fault).toBe("not_found");
    const [off] = await own.database.db.select().from(own.database.tables.repository);
    expect(off?.cursor.failed).toEqual([issue.number]);
  });

  it("keeps on the board what a late webhook says is private, and brings back at once what was", async () => {
    openMany(3);
    await at.follow();
    await at.sync();
    at.github.hooks.drop();
    at.github.makePrivate(at.name);
    at.github.makePublic(at.name);
    await at.deliver((all) => all.toReversed());
    expect(await statusOf("Task 1")).toBe("open");
    at.github.makePrivate(at.name);
    await at.deliver();
    expect(await statusOf("Task 1")).toBe("closed");
    at.github.makePublic(at.name);
    at.github.hooks.drop();
    await at.sync();
    expect(await Promise.all(["Task 1", "Task 2", "Task 3"].map(statusOf))).toEqual(["open", "open", "open"]);
    await at.sync();
    expect(await asked()).toBe(3);
  });

  it("goes on past an issue that GitHub does not let it read, and says so", async () => {
    const [odd, other] = openMany(2);
    await at.follow();
    await at.sync();
    await own.database.transaction(async (tx) => {
      const [row] = await tx.db.select().from(tx.tables.repository);
      if (row) await tx.db.update(tx.tables.repository).set({ cursor: { ...row.cursor, failed: [odd?.number ?? 0] } });
    });
    at.github.fault({ kind: "not-json", path: /\/issues\/1$/ });
    if (other) at.github.editIssue(other, { title: "Followed all the same" });
    at.github.hooks.drop();
    await at.sync();
    expect(await at.view()).toMatchObject({
      fault: null,
      runs: [{ failures: [{ issue: 1, fault: "unreadable" }] }, {}],
    });
    expect(await titleOf(2)).toBe("Followed all the same");
  });

  it("notices that it may write, and that it may not any more", async () => {
    openIssue("Task 1");
    await at.follow();
    await at.sync();
    expect((await at.view()).mayWrite).toBe(true);
    at.github.removeCollaborator(at.name, "mia");
    at.github.editIssue(openIssue("Task 2"), { title: "Task 2, edited" });
    at.github.hooks.drop();
    await at.sync();
    expect((await at.view()).mayWrite).toBe(false);
    at.github.addCollaborator(at.name, "mia", "write");
    await at.sync();
    expect((await at.view()).mayWrite).toBe(true);
  });

  it("leaves a repository to the machine that has taken it over", async () => {
    openMany(3);
    const id = await at.follow();
    const { repository } = own.database.tables;
    at.github.fault({ kind: "slow", ms: 400, path: /\/labels$/, times: 1 });
    at.clock.advance(15 * 60_000);
    const slow = syncDue(at.system, at.settings);
    await expect.poll(() => at.github.requests.some((one) => one.path.includes("/labels"))).toBe(true);
    // Nothing was heard of the first one for too long.
    at.clock.advance(11 * 60_000);
    expect(await syncRepository(at.system, id, at.settings)).toBe(true);
    const [after] = await own.database.db.select().from(repository);
    await slow;
    const [later] = await own.database.db.select().from(repository);
    expect(later).toEqual(after);
    expect(await at.view()).toMatchObject({ tasks: 3, fault: null });
  });
});
