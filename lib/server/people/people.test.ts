import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { actorOf, createAuth } from "../auth";
import { type Actor, type Context, systemContext } from "../context";
import { listPeople, makeAdmin } from "./admin";
import { createPerson } from "./create";
import { deviceOf } from "./device";
import { readMe } from "./me";
import { readPerson } from "./read";
import { newSetupLink, redeemSetupLink } from "./setup-link";
import { createToken, createTokenFor, listTokens, revokeToken } from "./tokens";

const as = (database: Database, actor: Actor): Context => ({ ...systemContext(database, "test"), actor });

async function person(database: Database, login: string, isAdmin = false): Promise<Context> {
  const made = await createPerson(systemContext(database, "test"), { login, password: "correct horse", isAdmin });
  return as(database, { kind: "person", person: made });
}

onBothEngines("people", (given) => {
  const system = () => systemContext(given.database(), "test");
  const visitor = () => as(given.database(), { kind: "visitor" });
  const service = () => ({
    database: given.database(),
    auth: createAuth(given.database(), { BASE_URL: "http://localhost:3000" }, "a secret for tests only, 32 characters"),
    secret: "a secret for tests only, 32 characters",
  });

  describe("the set-up link", () => {
    const tokenOf = (link: string | null) => new URL(link ?? "", "http://x").searchParams.get("token") ?? "";

    it("makes one person the first administrator, however many try at once", async () => {
      const people = await Promise.all(
        ["first", "second", "third", "fourth"].map((login) => person(given.database(), login)),
      );
      const old = tokenOf(await newSetupLink(system()));
      const link = await newSetupLink(system());
      expect(link).toMatch(/^\/set-up\?token=[\w-]{32}$/);
      const token = tokenOf(link);
      const { keep } = given.database().tables;
      const [kept] = await given.database().db.select().from(keep);
      expect(kept?.value).not.toContain(token);

      await expect(redeemSetupLink(visitor(), { token })).rejects.toMatchObject({ code: "unauthenticated" });
      const [someone] = people;
      if (!someone) throw new Error("nobody");
      for (const wrong of [old, `${token}x`, "x", token.toLowerCase() === token ? "y" : token.toLowerCase()]) {
        await expect(redeemSetupLink(someone, { token: wrong })).rejects.toMatchObject({
          code: "not_found",
          data: { what: "link" },
        });
      }
      await expect(redeemSetupLink(someone, { token, isAdmin: true })).rejects.toMatchObject({ code: "invalid" });

      const tries = await Promise.allSettled(
        [...people, ...people].map((context) => redeemSetupLink(context, { token })),
      );
      expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "not_found" });
      const admins = (await listPeople(system())).filter((one) => one.isAdmin);
      expect(admins).toHaveLength(1);
      const { event } = given.database().tables;
      const events = await given.database().db.select().from(event).where(eq(event.kind, "person.made_admin"));
      expect(events.map((one) => one.details.person?.login)).toEqual([admins[0]?.login]);

      expect(await newSetupLink(system())).toBeNull();
      await expect(redeemSetupLink(someone, { token })).rejects.toMatchObject({ code: "not_found" });
      await expect(newSetupLink(someone)).rejects.toMatchObject({ code: "forbidden" });
    });
  });

  describe("tokens", () => {
    it("are shown once, kept as a hash, and act as their person", async () => {
      const ada = await person(given.database(), "token-ada");
      const made = await createToken(ada, { name: " weekly script " });
      expect(made).toMatchObject({ name: "weekly script", lastUsedAt: null });
      expect(made.token).toMatch(/^fh_[\w-]{43}$/);
      const { token } = given.database().tables;
      const [row] = await given.database().db.select().from(token).where(eq(token.id, made.id));
      expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(await listTokens(ada))).not.toContain(made.token);

      const version = await given.database().version();
      const actor = await actorOf(new Headers({ authorization: `Bearer ${made.token}` }), service());
      expect(actor).toMatchObject({ kind: "token", tokenId: made.id, person: { login: "token-ada", isAdmin: false } });
      const [used] = await listTokens(ada);
      expect(Date.parse(used?.lastUsedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
      expect(await given.database().version()).toBe(version);
      await actorOf(new Headers({ authorization: `bearer   ${made.token} ` }), service());
      expect((await listTokens(ada))[0]?.lastUsedAt).toBe(used?.lastUsedAt);

      const byToken = as(given.database(), actor);
      await expect(createToken(byToken, { name: "another" })).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(listTokens(byToken)).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(revokeToken(byToken, { id: made.id })).rejects.toMatchObject({ code: "unauthenticated" });
      const bob = await person(given.database(), "token-bob");
      await expect(revokeToken(bob, { id: made.id })).rejects.toMatchObject({ code: "not_found" });
      expect(await revokeToken(ada, { id: made.id })).toEqual({ id: made.id });
      await expect(actorOf(new Headers({ authorization: `Bearer ${made.token}` }), service())).rejects.toMatchObject({
        code: "unauthenticated",
      });
    });

    it("that are wrong never pass as a visitor", async () => {
      const wrong = ["Bearer", "Bearer ", "Bearer fh_", "Bearer fh_wrong", "Bearer x", `Bearer fh_${"a".repeat(5000)}`];
      for (const authorization of wrong) {
        await expect(actorOf(new Headers({ authorization }), service()), authorization).rejects.toMatchObject({
          code: "unauthenticated",
        });
      }
      // What a proxy in front asks for is none of ours.
      expect(await actorOf(new Headers({ authorization: "Basic YTpi" }), service())).toEqual({ kind: "visitor" });
      expect(await actorOf(new Headers(), service())).toEqual({ kind: "visitor" });
    });

    it("are at most fifty, and need a name", async () => {
      const many = await person(given.database(), "token-many");
      await expect(createToken(many, { name: " " })).rejects.toMatchObject({ code: "invalid" });
      for (let count = 0; count < 50; count += 1) await createToken(many, { name: `token ${count}` });
      await expect(createToken(many, { name: "one more" })).rejects.toMatchObject({
        data: { issues: [{ path: "name", code: "too_many_tokens" }] },
      });
      await expect(createTokenFor(many, { login: "token-many", name: "x" })).rejects.toMatchObject({
        code: "forbidden",
      });
    });
  });

  describe("administrators", () => {
    it("are made by the terminal and by administrators", async () => {
      const plain = await person(given.database(), "admin-plain");
      const admin = await person(given.database(), "admin-admin", true);
      await expect(makeAdmin(plain, { login: "admin-plain" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(makeAdmin(visitor(), { login: "admin-plain" })).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(createPerson(plain, { login: "x-y", password: "correct horse" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(listPeople(plain)).rejects.toMatchObject({ code: "forbidden" });
      expect(await makeAdmin(admin, { login: "Admin-Plain" })).toEqual({ login: "admin-plain", changed: true });
      expect(await makeAdmin(system(), { login: "admin-plain" })).toEqual({ login: "admin-plain", changed: false });
      await expect(makeAdmin(system(), { login: "nobody-here" })).rejects.toMatchObject({ code: "not_found" });
    });
  });

  describe("pages", () => {
    it("read a person in any case, and nobody else's business", async () => {
      await person(given.database(), "Reader.One");
      const view = await readPerson(visitor(), "READER.one");
      expect(view).toEqual({
        login: "reader.one",
        name: "Reader.One",
        github: null,
        joinedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        holds: [],
        finished: [],
        completions: 0,
        memberships: [],
      });
      for (const login of ["nobody-here", "", "a b", "x".repeat(4000), "' or 1=1 --"]) {
        await expect(readPerson(visitor(), login)).rejects.toMatchObject({
          code: "not_found",
          data: { what: "person" },
        });
      }
    });

    it("read what is mine", async () => {
      expect(await readMe(visitor())).toMatchObject({ person: null, maintains: [], claims: [], signUp: "open" });
      const me = await readMe(await person(given.database(), "me-myself"));
      expect(me).toEqual({
        person: { login: "me-myself", name: "me-myself", isAdmin: false },
        maintains: [],
        mentors: [],
        claims: [],
        ended: [],
        completions: 0,
        waits: [],
        unread: 0,
        signUp: "open",
        github: null,
        hasPassword: true,
      });
    });
  });
});

describe("deviceOf", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
      "Edge",
      "Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50",
      "WeChat",
      "iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0",
      "WeCom",
      "Android",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
      "Safari",
      "macOS",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
    ["curl/8.5.0", "curl", null],
    ["", null, null],
  ])("reads %j", (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });
});
