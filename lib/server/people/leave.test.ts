import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq, getTableName, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rawRows } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { makeException } from "../claims/except";
import { releaseClaim } from "../claims/release";
import type { ActingPerson, Context } from "../context";
import { listEvents } from "../events/list";
import { undoChange } from "../events/undo";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { createPerson, passwordAccount } from "./create";
import { editMe } from "./hide";
import { deleteAccount, removePerson } from "./leave";
import { takeAttempt } from "./limits";
import { readMe } from "./me";
import { readPerson } from "./read";
import { createToken } from "./tokens";

const password = "a password for tests";

onBothEngines("leaving", ({ database }) => {
  let world: World;
  let slug: string;
  let hash: string;
  let keeper: Context;
  let leaver: ActingPerson;
  let me: Context;

  beforeAll(async () => {
    hash = await hashPassword(password);
    world = createWorld(database());
    slug = await world.project();
    const person = await world.person("keeper", { isAdmin: true });
    await world.member(slug, person, "maintainer");
    keeper = world.as(person);
  });

  beforeEach(async () => {
    leaver = await newPerson();
    me = world.as(leaver);
  });

  /** A person with a password, whose login and name are found nowhere by chance; logins may hold a `_`. */
  async function newPerson(): Promise<ActingPerson> {
    const person = await world.person(`zoe_${randomUUID().slice(0, 8)}`);
    await database().transaction((tx) =>
      tx.db.insert(tx.tables.account).values(passwordAccount(person.id, hash, world.clock.now())),
    );
    return person;
  }

  const leave = (context: Context, login: string, given = password) =>
    deleteAccount(context, { login, password: given });

  /** Every place in the database where one of these words is written: `table.column`. */
  async function written(words: string[]): Promise<string[]> {
    const source = database();
    const names = Object.values(source.tables).map((table) => getTableName(table));
    const found: string[] = [];
    for (const name of [...names, "task_search"]) {
      const rows = await rawRows<Record<string, unknown>>(source, sql.raw(`select * from ${name}`));
      for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
        const text = (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toLowerCase();
        if (words.some((word) => text.includes(word.toLowerCase()))) found.push(`${name}.${column}`);
      }
    }
    return [...new Set(found)].sort();
  }

  const openOf = async (personId: string) => {
    const { claim } = database().tables;
    const rows = await database().db.select().from(claim).where(eq(claim.personId, personId));
    return rows.filter((row) => row.endedAt === null);
  };

  /** Does and is everything that leaves a trace. */
  async function liveFully() {
    const { db, tables } = database();
    const finished = await world.task(slug);
    const done = await claimTask(me, { number: finished.number });
    await completeClaim(keeper, { id: done.claimId });
    await world.member(slug, leaver, "mentor");
    const mentored = await world.task(slug, { mentors: [leaver.login] });
    const revoked = await world.task(slug);
    const taken = await claimTask(me, { number: revoked.number });
    await releaseClaim(keeper, { id: taken.claimId, reason: "Silent" });
    await makeException(keeper, { number: mentored.number, login: leaver.login, reason: "Knows it" });
    const held = await world.task(slug);
    await claimTask(me, { number: held.number });
    const other = await newPerson();
    await joinWaitlist(world.as(other), { number: held.number });
    const full = await world.task(slug);
    await claimTask(world.as(await newPerson()), { number: full.number });
    await joinWaitlist(me, { number: full.number });
    await createToken(me, { name: "script" });
    await takeAttempt(database(), `login|${leaver.login}`, { max: 5, seconds: 60 });
    await takeAttempt(database(), `login|${leaver.login}|10.1.2.3`, { max: 5, seconds: 60 });
    const now = world.clock.now();
    const later = new Date(now.getTime() + 1e9);
    const email = `${leaver.login}@example.org`;
    const [row] = await db.select().from(tables.project).where(eq(tables.project.slug, slug));
    await database().transaction(async (tx) => {
      const at = { createdAt: now, updatedAt: now };
      await tx.db
        .insert(tables.session)
        .values({ id: randomUUID(), token: randomUUID(), userId: leaver.id, expiresAt: later, ...at });
      await tx.db.insert(tables.contact).values({ personId: leaver.id, email, locale: "en" });
      await tx.db.insert(tables.mail).values({
        id: randomUUID(),
        personId: leaver.id,
        kind: "confirm",
        details: { email },
        createdAt: now,
        nextTryAt: now,
      });
      const about = { taskNumber: finished.number, projectId: row?.id ?? "", createdAt: now };
      await tx.db.insert(tables.post).values({ ...about, personId: leaver.id, body: "How do I build it?" });
    });
    return { finished, mentored, revoked, held, full, other, email };
  }

  it("leaves nothing of a person but their work", { timeout: 60_000 }, async () => {
    const { finished, mentored, held, full, other, email } = await liveFully();
    const words = [leaver.login, email];
    expect(await written(words)).toEqual(
      expect.arrayContaining(["person.login", "person.name", "event.details", "rate_limit.key", "contact.email"]),
    );
    await leave(me, leaver.login);
    expect(await written(words)).toEqual([]);

    const { db, tables } = database();
    const [row] = await db.select().from(tables.person).where(eq(tables.person.id, leaver.id));
    expect(row).toMatchObject({ name: "", displayLogin: null, isAdmin: false, isHidden: true });
    expect(row?.leftAt).toEqual(world.clock.now());
    const former = { login: expect.stringMatching(/^~[0-9a-f]{18}$/), name: "", isHidden: true };

    const done = await readTask(world.visitor, finished.number);
    expect(done.finishedBy).toEqual([former]);
    expect(done.questions[0]).toMatchObject({ person: null, body: "How do I build it?" });
    expect(done.timeline.find((one) => one.kind === "claim.completed")?.details.person).toEqual(former);
    expect(done.timeline.find((one) => one.kind === "claim.started")?.actor).toEqual(former);
    expect((await readTask(world.visitor, mentored.number)).mentors).toEqual([]);
    const freed = await readTask(world.visitor, held.number);
    expect(freed.slotList[0]?.holder).toBeNull();
    // In the same transaction it is offered to the next in line.
    expect(freed.slotList[0]?.offer?.person.login).toBe(other.login);
    expect((await readTask(world.visitor, full.number)).waitlist).toEqual([]);
    expect(await openOf(leaver.id)).toEqual([]);
    for (const table of [tables.session, tables.account]) {
      expect(await db.select().from(table).where(eq(table.userId, leaver.id))).toEqual([]);
    }
    for (const table of [tables.token, tables.member, tables.taskMentor, tables.contact, tables.notice, tables.mail]) {
      expect(await db.select().from(table).where(eq(table.personId, leaver.id))).toEqual([]);
    }
    const [last] = (await listEvents(world.visitor, { limit: 1 })).events;
    expect(last).toMatchObject({ kind: "person.left", actor: former, details: { person: former } });
    await expect(readPerson(world.visitor, leaver.login)).rejects.toMatchObject({ code: "not_found" });
    await expect(readPerson(world.visitor, row?.login ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("frees the login for others", async () => {
    await leave(me, leaver.login);
    const again = await createPerson(world.system, { login: leaver.login, password });
    expect(again.login).toBe(leaver.login);
    expect(again.id).not.toBe(leaver.id);
    expect((await readMe(world.as(again))).completions).toBe(0);
  });

  it("gives nothing back to someone who is gone", async () => {
    const { number } = await world.task(slug);
    const { claimId } = await claimTask(me, { number });
    const { eventId } = await releaseClaim(keeper, { id: claimId });
    await leave(me, leaver.login);
    await expect(undoChange(keeper, { eventId })).rejects.toMatchObject({ code: "undo_too_late" });
    expect(await openOf(leaver.id)).toEqual([]);
  });

  it("does not confuse logins that resemble each other", async () => {
    const like = await world.person(leaver.login.replace("_", "x"));
    await world.member(slug, like, "mentor");
    await takeAttempt(database(), `login|${like.login}|10.1.2.3`, { max: 5, seconds: 60 });
    await leave(me, leaver.login);
    expect(await written([like.login])).toEqual(
      expect.arrayContaining(["event.details", "person.login", "rate_limit.key"]),
    );
  });

  it("asks for login and password, and changes nothing without them", async () => {
    const { number } = await world.task(slug);
    await claimTask(me, { number });
    await expect(leave(me, "keeper")).rejects.toMatchObject({
      data: { issues: [{ path: "login", code: "not_your_login" }] },
    });
    await expect(leave(me, leaver.login, "another password")).rejects.toMatchObject({
      data: { issues: [{ path: "password", code: "wrong_password" }] },
    });
    await expect(leave(world.visitor, leaver.login)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(leave(world.system, leaver.login)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await openOf(leaver.id)).toHaveLength(1);
    // Guessing ends, as at sign-in.
    let attempts = 1;
    for (; attempts < 20; attempts += 1) {
      const refusal = await leave(me, leaver.login, "a guess").catch((error: { code: string }) => error.code);
      if (refusal === "rate_limited") break;
    }
    expect(attempts).toBe(10);
  });

  it("keeps the only administrator", async () => {
    const refusal = { code: "invalid", data: { issues: [{ path: "", code: "last_admin" }] } };
    await expect(removePerson(world.system, { login: "keeper" })).rejects.toMatchObject(refusal);
    const second = await createPerson(world.system, {
      login: leaver.login.replace("zoe", "second"),
      password,
      isAdmin: true,
    });
    await leave(world.as(second), second.login);
    const { person } = database().tables;
    const admins = await database().db.select().from(person).where(eq(person.isAdmin, true));
    expect(admins.map((one) => one.login)).toEqual(["keeper"]);
  });

  it("can be done for someone at the terminal, and only there", async () => {
    const { number } = await world.task(slug);
    await claimTask(me, { number });
    await expect(removePerson(keeper, { login: leaver.login })).rejects.toMatchObject({ code: "forbidden" });
    await removePerson(world.system, { login: leaver.login });
    expect(await written([leaver.login])).toEqual([]);
    const { timeline } = await readTask(world.visitor, number);
    expect(timeline[0]).toMatchObject({ kind: "claim.released", actor: { login: expect.stringMatching(/^~/) } });
  });

  describe("hiding", () => {
    it("hides the page and what happened, but not who works on a task", async () => {
      const { number } = await world.task(slug);
      await claimTask(me, { number });
      expect(await editMe(me, { isHidden: true })).toEqual({ isHidden: true });
      expect((await readMe(me)).person).toMatchObject({ login: leaver.login, isHidden: true });
      for (const asked of [
        () => readPerson(world.visitor, leaver.login),
        () => listEvents(world.visitor, { person: leaver.login }),
      ]) {
        await expect(asked()).rejects.toMatchObject({ code: "not_found", data: { what: "person" } });
      }
      const named = { login: leaver.login, name: leaver.name, isHidden: true };
      const task = await readTask(world.visitor, number);
      expect(task.slotList[0]?.holder?.person).toEqual(named);
      expect(task.timeline[0]?.actor).toEqual(named);

      await editMe(me, { isHidden: false });
      expect((await readPerson(world.visitor, leaver.login)).holds).toHaveLength(1);
      expect((await readMe(me)).person).not.toHaveProperty("isHidden");
    });

    it("marks those whom others acted on", async () => {
      const { number } = await world.task(slug);
      const { claimId } = await claimTask(me, { number });
      await completeClaim(keeper, { id: claimId });
      await editMe(me, { isHidden: true });
      const { timeline } = await readTask(world.visitor, number);
      expect(timeline[0]?.details.person).toMatchObject({ login: leaver.login, isHidden: true });
      const { event } = database().tables;
      // Kept as it was: hiding can be taken back.
      const rows = await database().db.select().from(event).where(isNull(event.undo));
      expect(JSON.stringify(rows.map((row) => row.details))).not.toContain("isHidden");
    });
  });
});
