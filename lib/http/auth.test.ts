import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../db/database";
import { holdLock, onBothEngines } from "../../db/testing";
import { actorOf } from "../server/auth";
import { systemContext } from "../server/context";
import { createPerson } from "../server/people/create";
import { setPassword } from "../server/people/password";
import { newSetupLink } from "../server/people/setup-link";
import { createTokenFor } from "../server/people/tokens";
import { type AuthDoors, answerAuth } from "./auth";
import { browserAt, doorsFor, freshAddress } from "./auth.testing";

onBothEngines("signing up, in and out", (given) => {
  let made: AuthDoors | undefined;
  const doors = () => {
    made ??= doorsFor(given.database());
    return made;
  };
  const personOf = async (login: string) => {
    const { person } = given.database().tables;
    const [row] = await given.database().db.select().from(person).where(eq(person.login, login));
    return row;
  };

  it("makes an account, signs in with it and says so to the rest of the app", async () => {
    const before = await given.database().version();
    const browser = browserAt(doors());
    const answer = await browser.signUp("Ada.Lovelace");
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ person: { login: "ada.lovelace", name: "Ada.Lovelace", isAdmin: false } });
    expect(await personOf("ada.lovelace")).toMatchObject({
      login: "ada.lovelace",
      displayLogin: "Ada.Lovelace",
      email: "ada.lovelace@people.invalid",
      emailVerified: false,
      isAdmin: false,
    });
    // Pages that said "there is no such person" are out of date now.
    expect(await given.database().version()).toBeGreaterThan(before);
    const { event, account, session } = given.database().tables;
    const events = await given.database().db.select().from(event).where(eq(event.kind, "person.joined"));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ actorKind: "person", personId: (await personOf("ada.lovelace"))?.id });
    const [kept] = await given.database().db.select().from(account);
    expect(kept?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    const [sessionRow] = await given.database().db.select().from(session);
    expect(sessionRow?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);

    const actor = await actorOf(new Headers({ cookie: browser.cookie() }), doors().service);
    expect(actor).toMatchObject({ kind: "person", person: { login: "ada.lovelace", isAdmin: false } });
    const left = await browser.send("POST", "/api/auth/sign-out", {});
    expect(left.status).toBe(200);
    expect(browser.jar.size).toBe(0);
    expect(await given.database().db.select().from(session)).toHaveLength(0);
    const again = await browser.signIn("  ADA.lovelace ");
    expect(again.body).toEqual({ person: { login: "ada.lovelace", name: "Ada.Lovelace", isAdmin: false } });
  });

  it("does nothing for a session that ended while the body was on its way", async () => {
    const browser = browserAt(doors());
    await browser.signUp("slow-body");
    const { session } = given.database().tables;
    const id = (await personOf("slow-body"))?.id ?? "";
    const body = new ReadableStream({
      async pull(stream) {
        await given.database().transaction((tx) => tx.db.delete(session).where(eq(session.userId, id)));
        stream.enqueue(new TextEncoder().encode('{"name":"Back Again"}'));
        stream.close();
      },
    });
    const headers = { host: "localhost:3000", origin: "http://localhost:3000", "content-type": "application/json" };
    const request = new Request("http://localhost:3000/api/auth/name", {
      method: "POST",
      headers: { ...headers, cookie: browser.cookie(), "x-foothold-address": "10.1.2.3" },
      body,
      duplex: "half",
    } as RequestInit);
    expect((await answerAuth(request, doors())).status).toBe(401);
    expect((await personOf("slow-body"))?.name).toBe("slow-body");
  });

  it("keeps the session in one cookie that scripts and other sites do not get", async () => {
    const plain = await browserAt(doors()).signUp("cookie-plain");
    const [cookie, ...more] = plain.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^foothold\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).not.toMatch(/; Secure/i);
    const secure = await browserAt(doorsFor(given.database(), { baseUrl: "https://tasks.example" })).signUp(
      "cookie-tls",
    );
    expect(secure.headers.getSetCookie()[0]).toMatch(/^__Secure-foothold\.session_token=.*; Secure/i);
    expect(JSON.stringify(secure.body)).not.toContain("token");
  });

  it("refuses a cookie that was changed or whose session has ended", async () => {
    const browser = browserAt(doors());
    await browser.signUp("forged");
    const cookie = browser.cookie();
    const forged = cookie.replace(/=(.)/, (_, letter: string) => `=${letter === "a" ? "b" : "a"}`);
    expect(await actorOf(new Headers({ cookie: forged }), doors().service)).toEqual({ kind: "visitor" });
    const { session } = given.database().tables;
    const id = (await personOf("forged"))?.id ?? "";
    await given.database().transaction((tx) =>
      tx.db
        .update(session)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(session.userId, id)),
    );
    expect(await actorOf(new Headers({ cookie }), doors().service)).toEqual({ kind: "visitor" });
  });

  it("takes a cookie that is no cookie of ours for a visitor's", async () => {
    const values = [
      "",
      "x",
      "%E0%A4%A",
      "a.b",
      ".",
      "x".repeat(5000),
      "%00.%00",
      "null",
      "{}",
      "a.b; foothold.session_token=c",
    ];
    for (const value of values) {
      const headers = new Headers({ cookie: `foothold.session_token=${value}` });
      expect(await actorOf(headers, doors().service), value.slice(0, 20)).toEqual({ kind: "visitor" });
    }
  });

  it("prolongs a session that is used, and notes when", async () => {
    const browser = browserAt(doors());
    await browser.signUp("rolling");
    const { session } = given.database().tables;
    const id = (await personOf("rolling"))?.id ?? "";
    const day = 86_400_000;
    const old = { expiresAt: new Date(Date.now() + 10 * day), updatedAt: new Date(Date.now() - 20 * day) };
    await given.database().transaction((tx) => tx.db.update(session).set(old).where(eq(session.userId, id)));
    const version = await given.database().version();
    expect(await actorOf(new Headers({ cookie: browser.cookie() }), doors().service)).toMatchObject({ kind: "person" });
    const [row] = await given.database().db.select().from(session).where(eq(session.userId, id));
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * day);
    expect(row?.updatedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await given.database().version()).toBe(version);
  });

  it("knows a session also while others write for long, and cannot prolong it", async () => {
    const browser = browserAt(doors());
    await browser.signUp("patient");
    const { session } = given.database().tables;
    const id = (await personOf("patient"))?.id ?? "";
    const old = { expiresAt: new Date(Date.now() + 86_400_000) };
    await given.database().transaction((tx) => tx.db.update(session).set(old).where(eq(session.userId, id)));
    const [impatient, { letGo }] = [await openDatabase(given.url(), 100), await holdLock(given.url())];
    const actor = await actorOf(new Headers({ cookie: browser.cookie() }), doorsFor(impatient).service).catch(String);
    await letGo();
    await impatient.close();
    expect(actor).toMatchObject({ kind: "person", person: { login: "patient" } });
  });

  describe("what a client may not set", () => {
    const hostile: Record<string, unknown>[] = [
      { email: "someone@example.com" },
      { isAdmin: true },
      { is_admin: true },
      { role: "admin" },
      { id: "00000000-0000-4000-8000-000000000000" },
      { emailVerified: true },
      { displayLogin: "someone else" },
      { username: "root" },
      { displayUsername: "root" },
      { image: "https://example.com/a.png" },
      { createdAt: "2000-01-01" },
      { callbackURL: "https://example.com" },
      { rememberMe: false },
      { __proto__x: 1 },
    ];
    it.each(hostile)("refuses %j at sign-up, naming the field", async (extra) => {
      const login = `hostile${Object.keys(extra)[0]}`.toLowerCase().replaceAll("_", "");
      const answer = await browserAt(doors()).send("POST", "/api/auth/sign-up/username", {
        login,
        password: "correct horse",
        ...extra,
      });
      expect(answer.status).toBe(400);
      expect(answer.body.data.issues).toEqual([{ path: Object.keys(extra)[0], code: "unknown_field" }]);
      expect(await personOf(login)).toBeUndefined();
    });

    it("ignores a prototype", async () => {
      const body = '{"login":"prototype","password":"correct horse","__proto__":{"isAdmin":true}}';
      const answer = await browserAt(doors()).send("POST", "/api/auth/sign-up/username", body);
      expect([201, 400]).toContain(answer.status);
      expect((await personOf("prototype"))?.isAdmin ?? false).toBe(false);
    });

    it("refuses wrong types and lengths with the path of the field", async () => {
      const cases: [Record<string, unknown>, string][] = [
        [{ login: 7, password: "correct horse" }, "login"],
        [{ login: ["ada"], password: "correct horse" }, "login"],
        [{ login: { $ne: "" }, password: "correct horse" }, "login"],
        [{ login: "a", password: "correct horse" }, "login"],
        [{ login: "x".repeat(31), password: "correct horse" }, "login"],
        [{ login: "a b", password: "correct horse" }, "login"],
        [{ login: "-ada", password: "correct horse" }, "login"],
        [{ login: "аda", password: "correct horse" }, "login"],
        [{ login: "ada\u202e", password: "correct horse" }, "login"],
        [{ login: "ada/../x", password: "correct horse" }, "login"],
        [{ login: "shorty", password: "7 chars" }, "password"],
        [{ login: "longy", password: "x".repeat(129) }, "password"],
        [{ login: "nobody" }, "password"],
        [{ login: "named", password: "correct horse", name: "x".repeat(61) }, "name"],
        [{ login: "named", password: "correct horse", name: "a\u202eb" }, "name"],
      ];
      for (const [body, path] of cases) {
        const answer = await browserAt(doors()).send("POST", "/api/auth/sign-up/username", body);
        expect([answer.status, answer.body.data.issues[0].path], JSON.stringify(body)).toEqual([400, path]);
      }
    });

    it("keeps better-auth's own endpoints out of reach, however they are written", async () => {
      const browser = browserAt(doors());
      await browser.signUp("explorer");
      const paths = [
        ...["update-user", "sign-up/email", "sign-in/email", "is-username-available", "change-email", "delete-user"],
        ...["change-password", "set-password", "reset-password", "list-sessions", "revoke-session", "revoke-sessions"],
        ...["get-session", "list-accounts", "link-social", "unlink-account", "verify-email", "ok", "error"],
        ...["/update-user", "./update-user", "sign-in/../update-user", "%75pdate-user", "update-user/", "UPDATE-USER"],
        ...["sign-in//username", "sign-in/username/", "sign-in%2fusername", "constructor", "__proto__", ""],
      ];
      for (const path of paths) {
        for (const method of ["GET", "POST"]) {
          const answer = await browser.send(
            method,
            `/api/auth/${path}`,
            method === "POST" ? { isAdmin: true } : undefined,
          );
          expect([path, answer.status, answer.body?.code]).toEqual([path, 404, "not_found"]);
        }
      }
      const wrongMethod = await browser.send("GET", "/api/auth/sign-in/username");
      expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "POST"]);
      expect(await personOf("explorer")).toMatchObject({ isAdmin: false, login: "explorer" });
    });
  });

  it("gives a login to one of several who want it at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => browserAt(doors()).signUp(index % 2 ? "popular" : "POPULAR")),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const refused = answers.find((one) => one.status === 409);
    expect(refused?.body).toMatchObject({ code: "login_taken", data: { login: "popular" } });
    const { account } = given.database().tables;
    const id = (await personOf("popular"))?.id ?? "";
    expect(await given.database().db.select().from(account).where(eq(account.userId, id))).toHaveLength(1);
  });

  it("refuses new accounts while sign-up is closed, but for the terminal", async () => {
    const closed = doorsFor(given.database(), { signUp: "closed" });
    const answer = await browserAt(closed).signUp("latecomer");
    expect([answer.status, answer.body.code]).toEqual([403, "sign_up_closed"]);
    expect(await personOf("latecomer")).toBeUndefined();
    const context = { ...systemContext(given.database(), "terminal"), signUp: "closed" as const };
    await createPerson(context, { login: "Invited", password: "correct horse", name: "受邀者" });
    const signedIn = await browserAt(closed).signIn("invited");
    expect(signedIn.body).toEqual({ person: { login: "invited", name: "受邀者", isAdmin: false } });
  });

  describe("guessing", () => {
    it("answers a wrong password and an unknown login alike", async () => {
      await browserAt(doors()).signUp("careful");
      const wrong = await browserAt(doors()).signIn("careful", "wrong password");
      const unknown = await browserAt(doors()).signIn("nobody-here", "wrong password");
      for (const answer of [wrong, unknown]) {
        expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
      const { instance: _, ...one } = wrong.body;
      const { instance: __, ...other } = unknown.body;
      expect(one).toEqual(other);
    });

    it("takes as long for an unknown login as for a wrong password", async () => {
      await browserAt(doors()).signUp("timing");
      const fastest = { timing: Number.POSITIVE_INFINITY, "timing-nobody": Number.POSITIVE_INFINITY };
      // In turns, and the fastest of each: other work on the machine only ever adds time.
      for (let round = 0; round < 8; round += 1) {
        for (const login of ["timing", "timing-nobody"] as const) {
          const start = performance.now();
          await browserAt(doors()).signIn(login, "wrong password");
          fastest[login] = Math.min(fastest[login], performance.now() - start);
        }
      }
      const { timing: known, "timing-nobody": unknown } = fastest;
      // Both are one scrypt, tens of milliseconds; without it an unknown login would answer in about two.
      expect(unknown).toBeGreaterThan(known * 0.5);
      expect(known).toBeGreaterThan(unknown * 0.5);
    });

    it("lets one address try ten times a minute", async () => {
      const address = freshAddress();
      const neighbour = address.replace("::1", "::2");
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const from = attempt % 2 ? address : neighbour;
        expect((await browserAt(doors(), from).signIn(`guess-${attempt}`, "wrong password")).status).toBe(401);
      }
      const refused = await browserAt(doors(), address).signIn("guess-11", "wrong password");
      expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
      expect(refused.body.data.retryAfterSeconds).toBeGreaterThan(0);
      expect(refused.body.data.retryAfterSeconds).toBeLessThanOrEqual(60);
      expect(refused.headers.get("retry-after")).toBe(String(refused.body.data.retryAfterSeconds));
      expect((await browserAt(doors()).signIn("guess-12", "wrong password")).status).toBe(401);
    });

    it("does not count those who know their password: many people share one address", async () => {
      const address = freshAddress();
      await browserAt(doors()).signUp("classmate");
      for (let attempt = 0; attempt < 12; attempt += 1) {
        expect((await browserAt(doors(), address).signIn("classmate")).status).toBe(200);
      }
      expect((await browserAt(doors(), address).signIn("classmate", "wrong password")).status).toBe(401);
    });

    it("counts attempts that come at the same moment", async () => {
      const address = freshAddress();
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, index) => browserAt(doors(), address).signUp(`crowd-${index}`)),
      );
      expect(answers.filter((one) => one.status === 201)).toHaveLength(10);
      expect(answers.filter((one) => one.status === 429)).toHaveLength(15);
    });

    it("stops slow guessing of one login from many addresses, but not the person at home", async () => {
      const home = browserAt(doors(), freshAddress());
      await home.signUp("target");
      for (let attempt = 0; attempt < 20; attempt += 1) {
        expect((await browserAt(doors()).signIn("target", "wrong password")).status).toBe(401);
      }
      const refused = await browserAt(doors()).signIn("target");
      expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
      expect(refused.body.data.retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
      // Another browser at the address where the person is signed in.
      expect((await browserAt(doors(), home.address).signIn("target")).status).toBe(200);
      // The window ends by itself, whether or not the guessing goes on.
      const { rateLimit } = given.database().tables;
      const past = Date.now() - 15 * 60_000 - 1;
      await given
        .database()
        .transaction((tx) =>
          tx.db.update(rateLimit).set({ lastRequest: past }).where(eq(rateLimit.key, "login|target")),
        );
      expect((await browserAt(doors()).signIn("target")).status).toBe(200);
    });

    it("does not count what was right", async () => {
      await browserAt(doors()).signUp("regular");
      for (let visit = 0; visit < 22; visit += 1) expect((await browserAt(doors()).signIn("regular")).status).toBe(200);
    });
  });

  describe("other sites", () => {
    const post = (changed: Record<string, string | null>, doorsGiven = doors()) =>
      browserAt(doorsGiven).send(
        "POST",
        "/api/auth/sign-in/username",
        { login: "nobody-here", password: "wrong password" },
        changed,
      );
    it("refuses what another site sent, and what does not say where it comes from", async () => {
      const refused: Record<string, string | null>[] = [
        { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "https://evil.example", "sec-fetch-site": null },
        { origin: "https://evil.example" },
        { origin: null, "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { origin: "null", "sec-fetch-site": null },
        { origin: null, "sec-fetch-site": null },
      ];
      for (const changed of refused) {
        const answer = await post(changed);
        expect([JSON.stringify(changed), answer.status, answer.body.code]).toEqual([
          JSON.stringify(changed),
          403,
          "cross_site",
        ]);
      }
    });
    it("lets people in who opened a default instance at another of its addresses", async () => {
      for (const host of ["127.0.0.1:3000", "192.168.1.20:3000", "[::1]:3000"]) {
        expect((await post({ host, origin: `http://${host}` })).status).toBe(401);
      }
    });
    it("refuses forms and bodies that are too large or no JSON", async () => {
      const browser = browserAt(doors());
      const form = await browser.send("POST", "/api/auth/sign-in/username", "login=a&password=b", {
        "content-type": "application/x-www-form-urlencoded",
      });
      expect(form.status).toBe(415);
      expect((await browser.send("POST", "/api/auth/sign-in/username", "{")).status).toBe(400);
      const large = await browser.send("POST", "/api/auth/sign-in/username", {
        login: "a".repeat(9000),
        password: "b",
      });
      expect(large.status).toBe(413);
    });
  });

  it("makes the first administrator by the set-up link, with a session and not from another site", async () => {
    const link = await newSetupLink(systemContext(given.database(), "test"));
    const token = new URL(link ?? "", "http://x").searchParams.get("token");
    const browser = browserAt(doors());
    expect((await browser.send("POST", "/api/v1/set-up", { token })).status).toBe(401);
    await browser.signUp("founder");
    expect((await browser.send("POST", "/api/v1/set-up", { token: `${token}x` })).body.code).toBe("not_found");
    const forged = await browser.send("POST", "/api/v1/set-up", { token }, { origin: "https://evil.example" });
    expect(forged.body.code).toBe("cross_site");
    expect((await browser.send("GET", "/api/v1/set-up")).headers.get("allow")).toBe("POST");
    const done = await browser.send("POST", "/api/v1/set-up", { token });
    expect([done.status, done.body]).toEqual([200, { login: "founder", isAdmin: true }]);
    expect((await personOf("founder"))?.isAdmin).toBe(true);
    // Rights are read anew with each request.
    expect(await actorOf(new Headers({ cookie: browser.cookie() }), doors().service)).toMatchObject({
      person: { isAdmin: true },
    });
  });

  describe("sessions", () => {
    it("lists them with device and address, ends one, ends the others", async () => {
      const one = browserAt(doors(), "203.0.113.7", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36");
      await one.signUp("traveller");
      const phone = browserAt(
        doors(),
        "203.0.113.8",
        "Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/8.0 Safari/604.1",
      );
      await phone.signIn("traveller");
      const third = browserAt(doors());
      await third.signIn("traveller");
      const stranger = browserAt(doors());
      await stranger.signUp("stranger");

      const list = await one.send("GET", "/api/auth/sessions");
      expect(list.body).toHaveLength(3);
      const mine = list.body.find((session: { isCurrent: boolean }) => session.isCurrent);
      expect(mine).toMatchObject({ browser: "Chrome", system: "Windows", address: "203.0.113.7" });
      const other = list.body.find((session: { system: string }) => session.system === "iPhone");
      expect(other).toMatchObject({ browser: "WeChat", address: "203.0.113.8", isCurrent: false });
      expect(JSON.stringify(list.body)).not.toContain(one.cookie().split("=")[1]?.slice(0, 20));

      await stranger.send("DELETE", `/api/auth/sessions/${other.id}`);
      expect((await one.send("GET", "/api/auth/sessions")).body).toHaveLength(3);
      expect((await one.send("DELETE", `/api/auth/sessions/${other.id}`)).status).toBe(200);
      expect((await phone.send("GET", "/api/auth/sessions")).status).toBe(401);
      expect((await one.send("POST", "/api/auth/sessions/end-others", {})).body).toEqual({ ended: 1 });
      expect((await third.send("GET", "/api/auth/sessions")).status).toBe(401);
      expect((await one.send("GET", "/api/auth/sessions")).body).toHaveLength(1);
      expect((await stranger.send("GET", "/api/auth/sessions")).body).toHaveLength(1);
      expect((await browserAt(doors()).send("GET", "/api/auth/sessions")).status).toBe(401);
    });

    it("changes a password and signs out every other browser", async () => {
      const one = browserAt(doors());
      await one.signUp("changer");
      const other = browserAt(doors());
      await other.signIn("changer");
      const wrong = await one.send("POST", "/api/auth/password", { current: "not it at all", next: "battery staple" });
      expect(wrong.body).toMatchObject({
        code: "invalid",
        data: { issues: [{ path: "current", code: "wrong_password" }] },
      });
      const short = await one.send("POST", "/api/auth/password", { current: "correct horse", next: "short" });
      expect(short.body.data.issues[0]).toMatchObject({ path: "next", code: "too_small" });
      const done = await one.send("POST", "/api/auth/password", { current: "correct horse", next: "battery staple" });
      expect(done.status).toBe(200);
      expect((await other.send("GET", "/api/auth/sessions")).status).toBe(401);
      expect((await one.send("GET", "/api/auth/sessions")).body).toHaveLength(1);
      expect((await browserAt(doors()).signIn("changer")).status).toBe(401);
      expect((await browserAt(doors()).signIn("changer", "battery staple")).status).toBe(200);
    });

    it("lets one of several changes of a password at the same moment win", async () => {
      const one = browserAt(doors());
      await one.signUp("racer");
      const change = (next: string) => one.send("POST", "/api/auth/password", { current: "correct horse", next });
      const answers = await Promise.all([change("battery staple 1"), change("battery staple 2")]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
      const won = answers[0]?.status === 200 ? 1 : 2;
      expect((await browserAt(doors()).signIn("racer", `battery staple ${won}`)).status).toBe(200);
      expect((await browserAt(doors()).signIn("racer", `battery staple ${3 - won}`)).status).toBe(401);
    });

    it("limits what changes an account like every other write: each raises the version of every page", async () => {
      const one = browserAt(doors());
      await one.signUp("renamer");
      const rename = (name: string) => one.send("POST", "/api/auth/name", { name });
      expect((await rename("first")).headers.get("ratelimit-policy")).toBe('"writes";q=120;w=60');
      for (let count = 1; count < 120; count += 1) await rename("again");
      const refused = await rename("once more");
      expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
      expect((await one.send("GET", "/api/auth/sessions")).status).toBe(200);
    });

    it("does not let a stolen session try passwords for long", async () => {
      const one = browserAt(doors());
      await one.signUp("stolen");
      const attempts = [];
      for (let attempt = 0; attempt < 11; attempt += 1) {
        attempts.push(
          await one.send("POST", "/api/auth/password", { current: `guess ${attempt}`, next: "battery staple" }),
        );
      }
      expect(attempts.slice(0, 10).every((answer) => answer.body.code === "invalid")).toBe(true);
      expect(attempts[10]?.body.code).toBe("rate_limited");
    });

    it("leaves tokens valid when a password is changed: they are revoked one by one", async () => {
      const browser = browserAt(doors());
      await browser.signUp("has-token");
      const { token } = await createTokenFor(systemContext(given.database(), "test"), {
        login: "has-token",
        name: "bot",
      });
      await setPassword(systemContext(given.database(), "test"), { login: "has-token", password: "another password" });
      expect(await actorOf(new Headers({ authorization: `Bearer ${token}` }), doors().service)).toMatchObject({
        kind: "token",
        person: { login: "has-token" },
      });
    });

    it("signs out everywhere when the terminal sets a password", async () => {
      const one = browserAt(doors());
      await one.signUp("forgetful");
      await setPassword(systemContext(given.database(), "terminal"), {
        login: "Forgetful",
        password: "battery staple",
      });
      expect((await one.send("GET", "/api/auth/sessions")).status).toBe(401);
      expect((await one.signIn("forgetful", "battery staple")).status).toBe(200);
    });

    it("changes the name that others see", async () => {
      const one = browserAt(doors());
      await one.signUp("renamed");
      expect((await one.send("POST", "/api/auth/name", { name: "  新名字 " })).body).toEqual({
        login: "renamed",
        name: "新名字",
      });
      expect((await one.send("POST", "/api/auth/name", { name: "" })).body.data.issues[0].path).toBe("name");
      expect((await one.send("POST", "/api/auth/name", { name: "x", isAdmin: true })).status).toBe(400);
      expect((await personOf("renamed"))?.name).toBe("新名字");
    });
  });
});
