import { randomUUID } from "node:crypto";
import { eq, getTableName, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rawRows } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { loginInput } from "../../domain/inputs";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { makeException } from "../claims/except";
import { releaseClaim } from "../claims/release";
import type { ActingPerson, Context } from "../context";
import { undoChange } from "../events/undo";
import { editMe } from "../people/hide";
import { readMe } from "../people/me";
import { readPerson } from "../people/read";
import { createToken } from "../people/tokens";
import { askQuestion } from "../questions/ask";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { linkGitHub, unlinkGitHub } from "./link";
import { fitLogin, personOfGitHub } from "./people";
import { signInFromGitHub } from "./sign-in";

describe("fitLogin", () => {
  it.each([
    ["octocat", "octocat"],
    ["OctoCat-Enterprise_acme", "octocat-enterprise_acme"],
    ["a-login-of-thirty-nine-characters-at-most", "a-login-of-thirty-nine-charact"],
    ["a-login-that-ends-in-a-hyphen--and-more", "a-login-that-ends-in-a-hyphen"],
    ["dependabot[bot]", "dependabot-bot"],
    ["x", "gh-x"],
    ["-", "gh"],
  ])("makes %s a login of ours", (login, fit) => {
    expect(fitLogin(login)).toBe(fit);
    expect(loginInput.parse(fit)).toBe(fit);
  });
});

onBothEngines("people from GitHub", ({ database }) => {
  let world: World;
  let slug: string;
  let keeper: Context;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    const person = await world.person("keeper", { isAdmin: true });
    await world.member(slug, person, "maintainer");
    keeper = world.as(person);
  });

  let counter = 1000;
  /** Someone at GitHub. */
  const account = (login = `octo-${randomUUID().slice(0, 8)}`, name?: string) => {
    counter += 1;
    return { id: String(counter), login, ...(name ? { name } : {}) };
  };
  const fromRepository = (from: ReturnType<typeof account>) =>
    database().transaction((tx) => personOfGitHub(tx, from, world.clock.now()));
  const personRow = async (id: string) => {
    const { person } = database().tables;
    return (await database().db.select().from(person).where(eq(person.id, id)))[0];
  };

  describe("known from a repository", () => {
    it("become one person, who follows a rename", async () => {
      const from = account(undefined, "  Octo \n Cat ");
      const first = await fromRepository(from);
      expect(first).toEqual({ id: expect.any(String), login: from.login, name: "Octo Cat", isAdmin: false });
      expect(await fromRepository({ ...from, login: "another" })).toMatchObject({ id: first.id, login: from.login });
      const { githubAccount } = database().tables;
      const [row] = await database().db.select().from(githubAccount).where(eq(githubAccount.id, from.id));
      expect(row).toMatchObject({ login: "another", provenAt: null, personId: first.id });
      expect((await readPerson(world.visitor, from.login)).github).toEqual({ login: "another" });
    });

    it("get a login of their own where theirs is taken, and a name that can be shown", async () => {
      const long = "b".repeat(39);
      await world.person("taken");
      await world.person("b".repeat(30));
      expect((await fromRepository(account("Taken"))).login).toBe("taken-2");
      expect((await fromRepository(account("taken"))).login).toBe("taken-3");
      expect((await fromRepository(account(long))).login).toBe(`${"b".repeat(28)}-2`);
      expect((await fromRepository(account("noname", "\u0007"))).name).toBe("noname");
      expect((await fromRepository(account("longname", "名".repeat(300)))).name).toBe("名".repeat(60));
    });

    it("are one person also when several want to make them at once", async () => {
      const from = account();
      const people = await Promise.all(Array.from({ length: 8 }, () => fromRepository(from)));
      expect(new Set(people.map((one) => one.id)).size).toBe(1);
      const { person } = database().tables;
      const made = await database()
        .db.select()
        .from(person)
        .where(sql`${person.login} like ${`${from.login}%`}`);
      expect(made).toHaveLength(1);
    });
  });

  describe("who sign in", () => {
    it("join once, whether or not they were known", async () => {
      const joinedBy = async (id: string) => {
        const { event } = database().tables;
        const rows = await database().db.select().from(event).where(eq(event.personId, id));
        return rows.filter((row) => row.kind === "person.joined").length;
      };
      const from = account();
      const known = await fromRepository(from);
      expect(await joinedBy(known.id)).toBe(0);
      expect((await signInFromGitHub(world.visitor, from)).id).toBe(known.id);
      await signInFromGitHub(world.visitor, { ...from, login: "renamed" });
      expect(await joinedBy(known.id)).toBe(1);
    });

    it("are refused while sign-up is closed, unless they were here before", async () => {
      const closed: Context = { ...world.visitor, signUp: "closed" };
      const from = account();
      await expect(signInFromGitHub(closed, from)).rejects.toMatchObject({ code: "sign_up_closed" });
      await fromRepository(from);
      await expect(signInFromGitHub(closed, from)).rejects.toMatchObject({ code: "sign_up_closed" });
      await signInFromGitHub(world.visitor, from);
      expect((await signInFromGitHub(closed, { ...from, login: "renamed" })).login).toBe(from.login);
    });
  });

  it("show their GitHub login on their page, unless they hide it", async () => {
    const from = account("Octo-Shown");
    const person = await signInFromGitHub(world.visitor, from);
    expect((await readPerson(world.visitor, person.login)).github).toEqual({ login: "Octo-Shown" });
    expect((await readMe(world.as(person))).github).toEqual({ login: "Octo-Shown" });
    await editMe(world.as(person), { isHidden: true });
    await expect(readPerson(world.visitor, person.login)).rejects.toMatchObject({ code: "not_found" });
  });

  describe("linking", () => {
    let from: ReturnType<typeof account>;
    let shadow: ActingPerson;
    let local: ActingPerson;
    let me: Context;
    /** As the coming sync acts for people who have no account here. */
    let theirs: Context;

    beforeEach(async () => {
      from = account();
      shadow = await fromRepository(from);
      local = await world.person(`local-${randomUUID().slice(0, 8)}`);
      me = world.as(local);
      theirs = world.as(shadow);
    });

    /** Every place in the database where one of these words is written: `table.column`. */
    async function written(...words: string[]): Promise<string[]> {
      const found = new Set<string>();
      for (const table of Object.values(database().tables)) {
        const name = getTableName(table);
        const rows = await rawRows<Record<string, unknown>>(database(), sql.raw(`select * from ${name}`));
        for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
          const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
          if (words.some((word) => text.includes(word))) found.add(`${name}.${column}`);
        }
      }
      return [...found].sort();
    }

    it("takes over all that is known of someone who never signed in, and leaves nothing of them", async () => {
      await world.member(slug, shadow, "maintainer");
      await world.member(slug, local, "mentor");
      const mentored = await world.task(slug, { mentors: [shadow.login] });
      const finished = await world.task(slug);
      const done = await claimTask(theirs, { number: finished.number });
      await completeClaim(keeper, { id: done.claimId });
      const given = await world.task(slug);
      const taken = await claimTask(theirs, { number: given.number });
      const { eventId } = await releaseClaim(keeper, { id: taken.claimId, reason: "Silent" });
      const held = await world.task(slug);
      await claimTask(theirs, { number: held.number });
      await askQuestion(theirs, { number: held.number, body: "Where is it?" });
      const full = await world.task(slug);
      await claimTask(world.as(await world.person(`o-${randomUUID().slice(0, 8)}`)), { number: full.number });
      await joinWaitlist(theirs, { number: full.number });
      await makeException(keeper, { number: mentored.number, login: shadow.login, reason: "Knows it" });
      await makeException(keeper, { number: full.number, login: shadow.login, reason: "Knows it" });
      await makeException(keeper, { number: full.number, login: local.login, reason: "Knows it" });
      await closeTask(theirs, { number: given.number, reason: "not_planned" });
      expect(await written(shadow.id, shadow.login)).toEqual(
        expect.arrayContaining(["claim.person_id", "event.details", "notice.person_id", "post.person_id"]),
      );

      await linkGitHub(me, from);
      expect(await written(shadow.id)).toEqual([]);
      // GitHub's own name for the account is all that is left of the login.
      expect(await written(shadow.login)).toEqual(["github_account.login"]);
      const mine = await readMe(me);
      expect(mine).toMatchObject({ github: { login: from.login }, completions: 1, maintains: [slug] });
      expect(mine.claims.map((one) => one.task.number)).toEqual([held.number]);
      expect(mine.waits.map((one) => one.task.number)).toEqual([full.number]);
      expect((await readTask(world.visitor, mentored.number)).mentors.map((one) => one.login)).toEqual([local.login]);
      const task = await readTask(world.visitor, held.number);
      expect(task.slotList[0]?.holder?.person.login).toBe(local.login);
      expect(task.questions[0]?.person?.login).toBe(local.login);
      expect(task.timeline.map((one) => one.actor?.login)).not.toContain(shadow.login);
      expect((await readTask(world.visitor, finished.number)).finishedBy.map((one) => one.login)).toEqual([
        local.login,
      ]);
      await expect(readPerson(world.visitor, shadow.login)).rejects.toMatchObject({ code: "not_found" });
      // An undo would not bring them back either.
      await undoChange(keeper, { eventId }).catch(() => undefined);
      expect(await written(shadow.id)).toEqual([]);
    });

    it("ends what would be double: two slots of a task, two places, a place for what one holds", async () => {
      const both = await world.task(slug, { slots: ["Redis", "etcd"] });
      await claimTask(theirs, { number: both.number, slot: both.slotList[0]?.id });
      await claimTask(me, { number: both.number, slot: both.slotList[1]?.id });
      const full = await world.task(slug);
      await claimTask(world.as(await world.person(`o-${randomUUID().slice(0, 8)}`)), { number: full.number });
      await joinWaitlist(theirs, { number: full.number });
      await joinWaitlist(me, { number: full.number });
      await linkGitHub(me, from);
      const mine = await readMe(me);
      expect(mine.claims.map((one) => [one.task.number, one.slot?.name])).toEqual([[both.number, "etcd"]]);
      expect(mine.waits.map((one) => one.place)).toEqual([1]);
      const task = await readTask(world.visitor, both.number);
      expect(task.slotList.map((one) => one.holder?.person.login ?? null)).toEqual([null, local.login]);
      expect(task.status).toBe("open");
      expect(task.timeline[0]).toMatchObject({ kind: "claim.released", actor: { login: local.login } });
    });

    it("ends a wait for what the other half holds, and tells nobody twice", async () => {
      const held = await world.task(slug);
      await claimTask(theirs, { number: held.number });
      await joinWaitlist(me, { number: held.number });
      const { notice } = database().tables;
      const about = {
        key: "twice",
        kind: "task.closed",
        isUrgent: false,
        details: {},
        createdAt: world.clock.now(),
      } as const;
      await database().transaction((tx) =>
        tx.db.insert(notice).values([
          { ...about, personId: shadow.id },
          { ...about, personId: local.id },
        ]),
      );
      await linkGitHub(me, from);
      expect((await readMe(me)).waits).toEqual([]);
      expect((await readTask(world.visitor, held.number)).waitlist).toEqual([]);
      const told = await database().db.select().from(notice).where(eq(notice.key, "twice"));
      expect(told.map((one) => one.personId)).toEqual([local.id]);
    });

    it("does not take over someone who could sign in, or ever did", async () => {
      const refused = () => expect(linkGitHub(me, from)).rejects.toMatchObject({ code: "github_taken" });
      const { account: accounts, session, token } = database().tables;
      const now = world.clock.now();
      const stamps = { createdAt: now, updatedAt: now };
      const ways = [
        () => ({
          table: accounts,
          row: { id: "a", accountId: shadow.id, providerId: "credential", userId: shadow.id, ...stamps },
        }),
        () => ({ table: session, row: { id: "s", token: "t", userId: shadow.id, expiresAt: now, ...stamps } }),
        () => ({ table: token, row: { id: "t", personId: shadow.id, name: "n", hash: "h", createdAt: now } }),
      ];
      for (const way of ways) {
        const { table, row } = way();
        await database().transaction((tx) => tx.db.insert(table).values(row as never));
        await refused();
        await database().transaction((tx) => tx.db.delete(table).where(eq(table.id, row.id)));
      }
      // Signed in once, and out again.
      await signInFromGitHub(world.visitor, from);
      await refused();
      expect(await personRow(shadow.id)).toBeDefined();
    });

    it("is undone by who has a password, and only by a session", async () => {
      await linkGitHub(me, from);
      await expect(unlinkGitHub(me)).rejects.toMatchObject({
        code: "invalid",
        data: { issues: [{ path: "", code: "password_first" }] },
      });
      await expect(linkGitHub(me, account())).rejects.toMatchObject({
        data: { issues: [{ path: "", code: "unlink_first" }] },
      });
      const token = await createToken(me, { name: "script" });
      const byToken: Context = { ...me, actor: { kind: "token", person: local, tokenId: token.id } };
      for (const attempt of [() => unlinkGitHub(byToken), () => linkGitHub(byToken, from)]) {
        await expect(attempt()).rejects.toMatchObject({ code: "unauthenticated" });
      }
    });
  });
});
