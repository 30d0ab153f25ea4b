import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { day } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import { joinWaitlist } from "../waitlist/join";
import { changeRepository } from "./connect";
import { linkGitHub, unlinkGitHub } from "./link";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;
type Issue = ReturnType<Following["github"]["openIssue"]>;

describe.each(["sqlite", "postgresql"] as const)("from hand to hand, on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  let issue: Issue;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
  });
  afterEach(async () => {
    await at.close();
    await own.remove();
  });

  async function start(access: "token" | "public" = "token"): Promise<void> {
    at = await createFollowing(own.database, { access });
    for (const login of ["alice", "bob"]) at.github.addCollaborator(at.name, login);
    issue = at.github.openIssue(at.name, { author: "mia", title: "Task 1", labels: ["good first issue"] });
    await at.follow();
    await at.sync();
    at.github.hooks.drop();
  }
  /** The clock at GitHub ticks in seconds. */
  const assign = (login: string) => {
    at.clock.advance(2000);
    at.github.assign(issue, login, "mia");
  };
  const unassign = (login: string) => {
    at.clock.advance(2000);
    at.github.unassign(issue, login, "mia");
  };
  const assigned = () => issue.assignees.map((one) => one.login);
  const holders = async () => (await at.read(1)).holders.map((one) => one.person.login);

  it("goes from one to the other when a maintainer reassigns it, in either order", async () => {
    await start();
    assign("alice");
    await at.deliver();
    assign("bob");
    await at.deliver();
    unassign("alice");
    await at.deliver();
    await at.run();
    await at.deliver();
    expect([await holders(), assigned()]).toEqual([["bob"], ["bob"]]);
    unassign("bob");
    await at.deliver();
    assign("alice");
    await at.deliver();
    await at.run();
    expect([await holders(), assigned()]).toEqual([["alice"], ["alice"]]);
  });

  it.each(["deliver", "sync"] as const)(
    "goes on to who is still assigned where nothing can be written: %s",
    async (how) => {
      await start("public");
      for (const change of [() => assign("alice"), () => assign("bob"), () => unassign("alice")]) {
        change();
        if (how === "deliver") await at.deliver();
        else await at.sync();
      }
      expect(await holders()).toEqual(["bob"]);
      unassign("bob");
      await at.sync();
      expect(await holders()).toEqual([]);
    },
  );

  it("goes on to the second of two who were assigned when it came, once the first gives it back here", async () => {
    await start();
    const other = at.github.openIssue(at.name, { author: "mia", title: "Task 2", labels: ["good first issue"] });
    at.github.assign(other, "alice", "mia");
    at.github.assign(other, "bob", "mia");
    await at.sync();
    const [held] = (await at.read(2)).holders;
    expect(held?.person.login).toBe("alice");
    await releaseClaim(at.as(await at.personOf("alice")), { id: held?.claimId ?? "" });
    await at.run();
    await at.sync();
    expect((await at.read(2)).holders.map((one) => one.person.login)).toEqual(["bob"]);
    expect(other.assignees.map((one) => one.login)).toEqual(["bob"]);
  });

  it("leaves what is kept for the next in line to them", async () => {
    await start("public");
    assign("alice");
    await at.sync();
    const waiting = await at.person("waiting");
    await joinWaitlist(at.as(waiting), { number: 1 });
    assign("bob");
    await at.sync();
    unassign("alice");
    await at.sync();
    expect(await holders()).toEqual([]);
    await claimTask(at.as(waiting), { number: 1 });
    await at.sync();
    expect(await holders()).toEqual([waiting.login]);
  });

  it("hears of who is assigned there between its question and its word", async () => {
    await start();
    await claimTask(at.as(await at.personOf("alice")), { number: 1 });
    at.github.fault({ kind: "slow", ms: 1500, path: /\/issues\/1$/, times: 1 });
    at.github.requests.length = 0;
    const running = at.run();
    while (!at.github.requests.some((one) => one.path.endsWith("/issues/1")))
      await new Promise((go) => setTimeout(go, 5));
    at.github.assign(issue, "bob", "mia");
    await running;
    expect([await holders(), assigned()]).toEqual([["alice"], ["alice"]]);
    expect(issue.comments.map((one) => one.body).join("\n")).toContain("@bob");
    await at.deliver();
    await at.sync();
    await at.run();
    expect([await holders(), assigned()]).toEqual([["alice"], ["alice"]]);
  });

  it("makes up for what could not be written before there was a right to", async () => {
    await start("public");
    const alice = await at.personOf("alice");
    const { claimId } = await claimTask(at.as(alice), { number: 1 });
    await at.run();
    expect(assigned()).toEqual([]);
    const { id, revision } = await at.view();
    const token = at.github.addToken({ login: "mia", rights: "push" });
    await changeRepository(at.asMaintainer, { id, revision, token }, at.settings);
    await at.sync();
    await at.run();
    expect(assigned()).toEqual(["alice"]);

    at.github.fault({ kind: "500", path: /\/assignees$/ });
    await releaseClaim(at.as(alice), { id: claimId ?? "" });
    for (let days = 0; days < 5; days += 1) {
      at.clock.advance(day);
      await at.run();
    }
    at.github.clearFaults();
    await at.run();
    expect(assigned()).toEqual(["alice"]);
    await at.sync();
    await at.run();
    expect(assigned()).toEqual([]);
  });

  it("believes a refusal for a day, or until there is another token", async () => {
    await start();
    const { id, revision } = await at.view();
    const reading = at.github.addToken({ login: "mia", rights: "read" });
    await changeRepository(at.asMaintainer, { id, revision, token: reading }, at.settings);
    await claimTask(at.as(await at.personOf("alice")), { number: 1 });
    await at.run();
    expect((await at.view()).mayWrite).toBe(false);
    await at.sync();
    expect((await at.view()).mayWrite).toBe(false);
    at.clock.advance(day);
    await at.sync();
    expect((await at.view()).mayWrite).toBe(true);
    await at.run();
    expect((await at.view()).mayWrite).toBe(false);
    const token = at.github.addToken({ login: "mia", rights: "push" });
    await changeRepository(at.asMaintainer, { id, revision: (await at.view()).revision, token }, at.settings);
    expect((await at.view()).mayWrite).toBe(true);
    await at.sync();
    await at.run();
    expect(assigned()).toEqual(["alice"]);
  });

  it("assigns whoever links their account, and unassigns whoever unlinks it, what they hold", async () => {
    await start();
    const ada = await at.person("ada");
    const { account } = own.database.tables;
    await claimTask(at.as(ada), { number: 1 });
    await at.run();
    expect(assigned()).toEqual([]);
    const { id } = at.github.state.account("alice");
    await linkGitHub(at.as(ada), { id: String(id), login: "alice" });
    await at.run();
    expect(assigned()).toEqual(["alice"]);
    const now = at.clock.now();
    await own.database.transaction(async (tx) => {
      const values = { id: "p", accountId: ada.id, providerId: "credential", userId: ada.id, password: "x" };
      await tx.db.insert(account).values({ ...values, createdAt: now, updatedAt: now });
    });
    await unlinkGitHub(at.as(ada));
    await at.run();
    await at.deliver();
    expect([await holders(), assigned()]).toEqual([["ada"], []]);
    expect(issue.comments.some((one) => one.body.startsWith("ADA "))).toBe(true);
  });

  it("leaves a bot where it is assigned, and gives it nothing", async () => {
    await start();
    const bot = { login: "helper[bot]" };
    at.github.openPullRequest(at.name, { author: bot.login, title: "Bump a version", isBot: true });
    at.github.addCollaborator(at.name, bot.login);
    assign(bot.login);
    await at.deliver();
    const { id, revision, rule } = await at.view();
    await changeRepository(at.asMaintainer, { id, revision, rule: { ...rule, tagPrefixes: [] } }, at.settings);
    await at.sync();
    await at.run();
    expect([await holders(), assigned()]).toEqual([[], [bot.login]]);
  });
});
