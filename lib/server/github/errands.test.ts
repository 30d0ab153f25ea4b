import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { day, minute } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import { followDeliveries } from "./deliveries";
import { personHere } from "./follow-assignees";
import { seenAtGitHub } from "./people";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

describe.each(["sqlite", "postgresql"] as const)(
  "what is to be done at GitHub, and came from there, on %s",
  (engine) => {
    let own: Awaited<ReturnType<typeof temporaryDatabase>>;
    let at: Following;
    let issue: ReturnType<Following["github"]["openIssue"]>;
    beforeEach(async () => {
      own = await temporaryDatabase(engine);
      at = await createFollowing(own.database);
      issue = at.github.openIssue(at.name, { author: "mia", title: "Task 1", labels: ["good first issue"] });
      await at.follow();
      await at.sync();
      at.github.hooks.drop();
    });
    afterEach(async () => {
      await at.close();
      await own.remove();
    });

    const accountOf = (login: string) => {
      const account = at.github.state.account(login);
      return { id: String(account.id), login: account.login };
    };
    const errands = () => own.database.db.select().from(own.database.tables.errand);
    const task = () => at.read(1);

    it("does not ask for ever what GitHub does not do", async () => {
      at.github.comment(issue, "alice", "Interesting!");
      const alice = await at.personOf("alice");
      const { claimId } = await claimTask(at.as(alice), { number: 1 });
      await at.run();
      expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
      // From now on GitHub answers as if all were well, and changes nothing.
      at.github.removeCollaborator(at.name, "mia");
      await releaseClaim(at.as(alice), { id: claimId ?? "" });
      await at.run();
      expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
      expect((await errands()).filter((one) => one.endedAt === null)).toEqual([]);
      expect((await errands()).find((one) => one.end === "failed")?.fault).toMatch(/left somebody assigned/);
      expect((await at.view()).mayWrite).toBe(false);
      at.github.requests.length = 0;
      at.clock.advance(60 * minute);
      await at.run();
      expect(at.github.requests).toEqual([]);
      expect((await task()).status).toBe("open");
    });

    it("ends nothing when the repository's issues are switched off, and goes on when they are back", async () => {
      at.github.comment(issue, "alice", "Interesting!");
      await claimTask(at.as(await at.personOf("alice")), { number: 1 });
      at.github.state.repository(at.name).hasIssues = false;
      await at.run();
      await at.sync();
      expect((await task()).status).toBe("claimed");
      expect((await errands()).map((one) => one.end)).toEqual([null]);
      at.github.state.repository(at.name).hasIssues = true;
      await at.sync();
      await at.run();
      expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
      at.github.deleteIssue(issue);
      at.github.hooks.drop();
      await at.sync();
      expect((await task()).status).toBe("closed");
    });

    it("says that assignees could not be changed until both ends agree", async () => {
      at.github.comment(issue, "alice", "Interesting!");
      const alice = await at.personOf("alice");
      const { claimId } = await claimTask(at.as(alice), { number: 1 });
      await at.run();
      at.github.removeCollaborator(at.name, "mia");
      await releaseClaim(at.as(alice), { id: claimId ?? "" });
      await at.run();
      expect((await at.view()).failedErrands).toMatchObject([{ kind: "assignees", issue: issue.number, task: 1 }]);
      at.github.unassign(issue, "alice");
      await at.sync();
      expect((await at.view()).failedErrands).toEqual([]);
    });

    it("says that an answer could not be given until another one was", async () => {
      await claimTask(at.as(await at.personOf("alice")), { number: 1 });
      at.github.fault({ kind: "500", method: "POST", path: /comments$/ });
      at.github.comment(issue, "bob", "/claim");
      await at.deliver();
      await at.run();
      at.clock.advance(4 * day);
      await at.run();
      expect((await at.view()).failedErrands).toMatchObject([{ kind: "answer", issue: issue.number, task: 1 }]);
      at.github.clearFaults();
      at.github.comment(issue, "bob", "/claim");
      await at.deliver();
      await at.run();
      expect((await errands()).map((one) => one.end)).toContain("failed");
      expect((await at.view()).failedErrands).toEqual([]);
    });

    it("leaves GitHub alone for as long as it asks, whoever was told", async () => {
      at.github.fault({ kind: "secondary-limit", path: /graphql/, seconds: 600, times: 1 });
      at.github.openPullRequest(at.name, { author: "bob", title: "Work", body: `Fixes #${issue.number}` });
      await at.deliver();
      expect((await task()).status).toBe("open");
      const alice = await at.personOf("alice");
      at.github.comment(issue, "alice", "Interesting!");
      await at.deliver();
      await claimTask(at.as(alice), { number: 1 });
      at.github.requests.length = 0;
      await at.run();
      await followDeliveries(at.system, at.settings);
      at.clock.advance(9 * minute);
      await at.run();
      await followDeliveries(at.system, at.settings);
      expect(at.github.requests).toEqual([]);
      at.clock.advance(2 * minute);
      await followDeliveries(at.system, at.settings);
      await at.run();
      expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
      expect((await task()).links.filter((one) => one.kind === "pull_request")).toHaveLength(1);
    });

    it("obeys once a command whose obeying was cut short, and waits for who is at it", async () => {
      const { command, issue: issues } = own.database.tables;
      const [row] = await own.database.db.select().from(issues);
      const comment = at.github.comment(issue, "alice", "/claim");
      const [delivered] = at.github.hooks.pending.splice(0);
      if (!row || !delivered) throw new Error("nothing was delivered");
      const bring = async (guid: string) => {
        await at.receive({ ...delivered, guid });
        await followDeliveries(at.system, at.settings);
      };
      // As a process leaves it that died after it had taken the command.
      const now = at.clock.now();
      await own.database.transaction(async (tx) => {
        await tx.db.insert(tx.tables.command).values({
          id: String(comment.id),
          issueId: row.id,
          at: now,
          takenUntil: new Date(now.getTime() + 2 * minute),
        });
      });
      await bring("first");
      expect((await task()).status).toBe("open");
      at.clock.advance(3 * minute);
      await bring("second");
      expect((await task()).status).toBe("claimed");
      const [obeyed] = await own.database.db
        .select()
        .from(command)
        .where(eq(command.id, String(comment.id)));
      expect(obeyed?.takenUntil).toBeNull();
      await at.run();
      at.clock.advance(minute);
      const alice = await at.personOf("alice");
      await releaseClaim(at.as(alice), { id: (await task()).holders[0]?.claimId ?? "" });
      await bring("third");
      expect((await task()).status).toBe("open");
      await at.run();
      expect(issue.comments.filter((one) => one.author.login === "mia")).toHaveLength(1);
    });

    it("believes the login of an account that its owner has proven, and not what a repository tells later", async () => {
      const { githubAccount } = own.database.tables;
      const account = accountOf("alice");
      await personHere(at.system, account);
      const loginNow = async () => {
        const [row] = await own.database.db.select().from(githubAccount).where(eq(githubAccount.id, account.id));
        return row?.login;
      };
      const see = (login: string, options?: { isOwner: boolean }) =>
        own.database.transaction((tx) => seenAtGitHub(tx, { ...account, login }, at.clock.now(), options));
      await see("alice-before");
      expect(await loginNow()).toBe("alice-before");
      await see("alice-now", { isOwner: true });
      await own.database.transaction(async (tx) => {
        await tx.db.update(tx.tables.githubAccount).set({ provenAt: at.clock.now() });
      });
      await see("alice-before");
      expect(await loginNow()).toBe("alice-now");
      await see("alice-later", { isOwner: true });
      expect(await loginNow()).toBe("alice-later");
    });
  },
);
