import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { temporaryDatabase } from "../../../db/testing";
import { createTask } from "../tasks/create";
import { hideAll } from "./sync-repository";
import { takeOverList } from "./take-list";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

const label = "good first issue";

describe.each(["sqlite", "postgresql"] as const)("what a reading costs on %s", (engine) => {
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
    expect((await at.read(await at.taskOf(gone.number))).status).toBe("closed");
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
    expect((await at.read(await at.taskOf(other.number))).titles.en).toBe("Task 2, edited");
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
