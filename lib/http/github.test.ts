import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { onBothEngines } from "../../db/testing";
import { type FakeGitHub, startFakeGitHub } from "../../e2e/fake-github";
import { actorOf } from "../server/auth";
import { systemContext } from "../server/context";
import { personOfGitHub } from "../server/github/people";
import { log } from "../server/log";
import { deleteAccount } from "../server/people/leave";
import { readMe } from "../server/people/me";
import { setPassword } from "../server/people/password";
import { browserAt, doorsFor } from "./auth.testing";
import { confirmedId } from "./github";

let github: FakeGitHub;
beforeAll(async () => {
  github = await startFakeGitHub();
  github.registerOAuthApp({ clientId: "board", clientSecret: "a-client-secret", allowsLoopback: true });
});
afterAll(() => github.close());
afterEach(() => github.clearFaults());

type Browser = ReturnType<typeof browserAt>;
const json = { accept: "application/json" };

/** What the browser's address would be. */
function wayOf(answer: { headers: Headers }): URL {
  return new URL(answer.headers.get("location") ?? "", "http://localhost:3000");
}

/** Goes to GitHub; returns where to. */
async function leave(browser: Browser, query = "return=/t/12", changed: Record<string, string | null> = {}) {
  return wayOf(await browser.send("GET", `/api/auth/github?${query}`, undefined, changed));
}

/** What a person does at GitHub: presses the button with this name. Returns the way back, as the browser has it. */
async function press(at: URL, button: Record<string, string>): Promise<string> {
  const body = new URLSearchParams([...at.searchParams, ...Object.entries(button)]);
  const answer = await fetch(`${at.origin}${at.pathname}`, { method: "POST", redirect: "manual", body });
  const back = new URL(answer.headers.get("location") ?? "");
  return `${back.pathname}${back.search}`;
}

async function goThrough(browser: Browser, login: string, query?: string) {
  const back = await press(await leave(browser, query), { authorize_as: login });
  return browser.send("GET", back, undefined, { "sec-fetch-site": "cross-site" });
}

onBothEngines("signing in with GitHub", ({ database, engine }) => {
  let counter = 0;
  /** Someone at GitHub, and a browser. */
  function someone(fields: { name?: string; login?: string } = {}) {
    counter += 1;
    const { login = `Octo-${engine}-${counter}`, ...rest } = fields;
    github.addUser({ login, ...rest });
    return { login, browser: browserAt(doors()) };
  }
  const doors = (
    more: { baseUrl?: string; signUp?: "open" | "closed"; patience?: number; github?: Record<string, string> } = {},
  ) =>
    doorsFor(database(), {
      ...more,
      github: {
        GITHUB_URL: github.url,
        GITHUB_CLIENT_ID: "board",
        GITHUB_CLIENT_SECRET: "a-client-secret",
        ...more.github,
      },
    });
  const meOf = async (browser: Browser, given = doors()) => {
    const actor = await actorOf(new Headers({ cookie: browser.cookie() }), given.service);
    return readMe({ ...systemContext(database(), "test"), actor });
  };
  const rows = async () => database().db.select().from(database().tables.githubAccount);

  it("asks GitHub who someone is, with PKCE and without any scope", async () => {
    const { browser } = someone();
    const at = await leave(browser);
    expect(`${at.origin}${at.pathname}`).toBe(`${github.url}/login/oauth/authorize`);
    expect(Object.fromEntries(at.searchParams)).toEqual({
      client_id: "board",
      redirect_uri: "http://localhost:3000/api/auth/callback/github",
      response_type: "code",
      scope: "",
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
  });

  it("keeps what is under way in one cookie for ten minutes that no script gets", async () => {
    const { browser } = someone();
    const [cookie, ...more] = (await browser.send("GET", "/api/auth/github")).headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^foothold\.github=[\w.-]+; Max-Age=600; Path=\/api\/auth; HttpOnly; SameSite=Lax$/);
    const secure = browserAt(doors({ baseUrl: "https://tasks.example.org" }));
    expect((await secure.send("GET", "/api/auth/github")).headers.getSetCookie()[0]).toMatch(/; Secure$/);
  });
  it("makes a person, with a session like any other, and goes back to where they were", async () => {
    const { login, browser } = someone({ name: "Octo Cat" });
    const answer = await goThrough(browser, login);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/t/12");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    const cookies = answer.headers.getSetCookie();
    expect(cookies.find((one) => one.startsWith("foothold.session_token="))).toMatch(/Max-Age=34560000/);
    expect(browser.jar.has("foothold.github")).toBe(false);
    const me = await meOf(browser);
    expect(me).toMatchObject({
      person: { login: login.toLowerCase(), name: "Octo Cat" },
      github: { login },
      hasPassword: false,
    });
    const sessions = await browser.send("GET", "/api/auth/sessions");
    expect(sessions.body).toMatchObject([{ isCurrent: true, browser: "Firefox" }]);
    const { event } = database().tables;
    const joined = await database().db.select().from(event).where(eq(event.kind, "person.joined"));
    expect(joined.map((row) => row.details.person?.login)).toContain(login.toLowerCase());
  });

  it("knows people again by their number, also under a new login, and kept pages stay where nothing changed", async () => {
    const { login, browser } = someone();
    await goThrough(browser, login);
    const before = await database().version();
    const again = browserAt(doors());
    await goThrough(again, login);
    expect(await database().version()).toBe(before);
    github.renameUser(login, `${login}-new`);
    const renamed = browserAt(doors());
    await goThrough(renamed, `${login}-new`);
    const me = await meOf(renamed);
    expect(me).toMatchObject({ person: { login: login.toLowerCase() }, github: { login: `${login}-new` } });
  });

  it("does not follow a way that is not of this site", async () => {
    const { login, browser } = someone();
    for (const place of ["https://evil.example", "//evil.example", "/\\evil.example", "/api/auth/github"]) {
      const answer = await goThrough(browser, login, `return=${encodeURIComponent(place)}`);
      expect(answer.headers.get("location")).toBe("/");
    }
  });

  describe("claims by the page that led there", () => {
    const query = "return=/t/12&intent=claim&task=12";

    it("and by no other", async () => {
      const { login, browser } = someone();
      const answer = await goThrough(browser, login, query);
      expect(answer.headers.get("location")).toBe("/sign-in?next=%2Ft%2F12&claim=12");
      expect(answer.headers.getSetCookie()).toContain(
        "foothold.act=claim-12; Path=/sign-in; Max-Age=120; SameSite=Lax",
      );
      const elsewhere: Record<string, string | null>[] = [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "none" },
        { "sec-fetch-site": null },
        { "sec-fetch-site": null, referer: "https://evil.example/" },
      ];
      for (const changed of elsewhere) {
        const other = browserAt(doors());
        const back = await press(await leave(other, query, changed), { authorize_as: login });
        const sent = await other.send("GET", back);
        expect(sent.headers.get("location")).toBe("/t/12");
        expect(sent.headers.getSetCookie().join()).not.toContain("foothold.act");
      }
      const plain = browserAt(doors());
      const changed = { "sec-fetch-site": null, referer: "http://localhost:3000/sign-in" };
      const back = await press(await leave(plain, query.replace("claim", "wait"), changed), { authorize_as: login });
      expect((await plain.send("GET", back)).headers.get("location")).toBe("/sign-in?next=%2Ft%2F12&wait=12");
    });

    it("keeps it when the reader stops at GitHub", async () => {
      const { browser } = someone();
      const back = await press(await leave(browser, query), { cancel: "1" });
      const answer = await browser.send("GET", back);
      expect(answer.headers.get("location")).toBe("/sign-in?next=%2Ft%2F12&claim=12&github=cancelled");
      expect(browser.jar.size).toBe(0);
    });
  });

  describe("does not sign in", () => {
    async function expectFault(answer: { headers: Headers }, fault: string, browser: Browser) {
      expect(answer.headers.get("location")).toBe(`/sign-in?next=%2Ft%2F12&github=${fault}`);
      expect([...browser.jar.keys()].filter((name) => name.includes("session_token"))).toEqual([]);
    }

    it("with another state, and does not disturb the way it belongs to", async () => {
      const { login, browser } = someone();
      const back = await press(await leave(browser), { authorize_as: login });
      for (const state of ["", "x", "x".repeat(43)]) {
        const forged = back.replace(/state=[\w-]+/, `state=${state}`);
        await expectFault(await browser.send("GET", forged), "expired", browser);
      }
      expect((await browser.send("GET", back)).headers.get("location")).toBe("/t/12");
    });

    it("in a browser that did not begin it, nor with a cookie of another instance", async () => {
      const { login, browser } = someone();
      const back = await press(await leave(browser), { authorize_as: login });
      const other = browserAt(doors());
      expect((await other.send("GET", back)).headers.get("location")).toBe("/sign-in?github=expired");
      // Signed by another secret, changed, or of another name.
      const [name, value] = ["foothold.github", browser.jar.get("foothold.github") ?? ""];
      const [content = "", signature = ""] = value.split(".");
      for (const forged of [
        `${content}.${"A".repeat(43)}`,
        `${content}A.${signature}`,
        content,
        "",
        "x".repeat(5000),
      ]) {
        other.jar.set(name, forged);
        expect((await other.send("GET", back)).headers.get("location")).toBe("/sign-in?github=expired");
      }
      other.jar.set("foothold.confirmed", value);
      expect(confirmedId(doors().service, doors().settings, new Headers({ cookie: other.cookie() }))).toBeNull();
    });

    it("a second time with the same code", async () => {
      const { login, browser } = someone();
      const back = await press(await leave(browser), { authorize_as: login });
      const cookie = browser.jar.get("foothold.github") ?? "";
      await browser.send("GET", back);
      const thief = browserAt(doors());
      thief.jar.set("foothold.github", cookie);
      await expectFault(await thief.send("GET", back), "expired", thief);
    });

    it("after ten minutes", async () => {
      const { login, browser } = someone();
      const back = await press(await leave(browser), { authorize_as: login });
      vi.spyOn(Date, "now").mockReturnValue(Date.now() + 10 * 60 * 1000 + 1);
      try {
        expect((await browser.send("GET", back)).headers.get("location")).toBe("/sign-in?github=expired");
      } finally {
        vi.restoreAllMocks();
      }
    });

    it.each([
      ["is slow", { kind: "slow", ms: 1500 }, "unreachable"],
      ["has an error", { kind: "500" }, "unreachable"],
      ["breaks off", { kind: "truncated" }, "unreachable"],
      ["hangs up", { kind: "reset" }, "unreachable"],
      ["answers with a page", { kind: "not-json" }, "nonsense"],
      ["sends us elsewhere", { kind: "moved", to: "http://127.0.0.1:9/" }, "nonsense"],
    ] as const)("when GitHub %s", async (_what, fault, told) => {
      const given = doors({ patience: 400 });
      const { login } = someone();
      for (const path of [/access_token/, /\/user$/]) {
        const browser = browserAt(given);
        const back = await press(await leave(browser), { authorize_as: login });
        github.fault({ ...fault, path });
        const start = Date.now();
        await expectFault(await browser.send("GET", back), told, browser);
        expect(Date.now() - start).toBeLessThan(1400);
        github.clearFaults();
      }
      // With a password one gets in all the same.
      const browser = browserAt(given);
      expect((await browser.signUp(`${login.toLowerCase()}-own`)).status).toBe(201);
    });

    it("when GitHub is not there, or does not know this instance", async () => {
      const { login, browser } = someone();
      const back = await press(await leave(browser), { authorize_as: login });
      const away = browserAt(doors({ github: { GITHUB_URL: "http://127.0.0.1:9" } }));
      away.jar.set("foothold.github", browser.jar.get("foothold.github") ?? "");
      await expectFault(await away.send("GET", back), "unreachable", away);
      const wrong = browserAt(doors({ github: { GITHUB_CLIENT_SECRET: "another" } }));
      wrong.jar.set("foothold.github", browser.jar.get("foothold.github") ?? "");
      await expectFault(await wrong.send("GET", back), "refused", wrong);
    });

    it("someone new while sign-up is closed, but whoever was here before", async () => {
      const { login, browser } = someone();
      await goThrough(browser, login);
      const closed = doors({ signUp: "closed" });
      const known = browserAt(closed);
      expect((await goThrough(known, login)).headers.get("location")).toBe("/t/12");
      const newcomer = browserAt(closed);
      await expectFault(await goThrough(newcomer, someone().login), "sign_up_closed", newcomer);
      // Known from a repository alone: nobody has opened this account.
      const { login: assigned } = someone();
      await fromRepository(assigned);
      await expectFault(await goThrough(newcomer, assigned), "sign_up_closed", newcomer);
    });

    it("for ever: an address that fails ten times waits", async () => {
      const { login, browser } = someone();
      github.fault({ kind: "500", path: /access_token/ });
      for (let count = 0; count < 10; count += 1) await goThrough(browser, login);
      github.clearFaults();
      await expectFault(await goThrough(browser, login), "too_often", browser);
    });
  });

  it("writes nothing of codes, states, tokens and secrets into the log", async () => {
    const lines: string[] = [];
    const level = vi
      .spyOn(log(), "warn")
      .mockImplementation((...given: unknown[]) => void lines.push(JSON.stringify(given)));
    const { login, browser } = someone();
    const back = await press(await leave(browser), { authorize_as: login });
    github.fault({ kind: "not-json", path: /access_token/ });
    await browser.send("GET", back);
    level.mockRestore();
    expect(lines).toEqual([expect.stringContaining("nonsense")]);
    const { searchParams } = new URL(back, "http://localhost");
    for (const secret of [searchParams.get("code"), searchParams.get("state"), "a-client-secret"]) {
      expect(lines.join()).not.toContain(secret);
    }
  });

  const fromRepository = (login: string) => {
    const { id } = github.state.account(login);
    return database().transaction((tx) => personOfGitHub(tx, { id: String(id), login }, new Date()));
  };

  it("gives someone known from a repository what is theirs", async () => {
    const { login, browser } = someone();
    const assigned = await fromRepository(login);
    await goThrough(browser, login);
    const actor = await actorOf(new Headers({ cookie: browser.cookie() }), doors().service);
    expect(actor).toMatchObject({ kind: "person", person: { id: assigned.id } });
  });

  it("makes one person of several sign-ins at the same moment", async () => {
    const { login } = someone();
    const browsers = Array.from({ length: 5 }, () => browserAt(doors()));
    await Promise.all(browsers.map((browser) => goThrough(browser, login)));
    const people = await Promise.all(browsers.map(async (browser) => (await meOf(browser)).person?.login));
    expect(new Set(people)).toEqual(new Set([login.toLowerCase()]));
  });

  describe("linking", () => {
    const link = "return=/me/account&intent=link";

    async function local() {
      counter += 1;
      const login = `local-${engine}-${counter}`;
      const browser = browserAt(doors());
      await browser.signUp(login);
      return { login, browser };
    }

    it("adds GitHub to an account with a password, and takes it away again", async () => {
      const { browser, login: own } = await local();
      const { login } = someone();
      const at = await leave(browser, link);
      expect(at.searchParams.get("prompt")).toBe("select_account");
      const back = await press(at, { authorize_as: login });
      expect((await browser.send("GET", back)).headers.get("location")).toBe("/me/account");
      expect(await meOf(browser)).toMatchObject({ person: { login: own }, github: { login }, hasPassword: true });
      const elsewhere = browserAt(doors());
      await goThrough(elsewhere, login);
      expect((await meOf(elsewhere)).person?.login).toBe(own);
      expect((await browser.send("POST", "/api/auth/github/unlink", {})).status).toBe(200);
      expect((await meOf(browser)).github).toBeNull();
    });

    it("does not take someone else's account, nor a second one", async () => {
      const { login, browser: theirs } = someone();
      await goThrough(theirs, login);
      await theirs.send("POST", "/api/auth/sign-out", {});
      const { browser } = await local();
      expect((await goThrough(browser, login, link)).headers.get("location")).toBe("/me/account?github=taken");
      expect((await meOf(browser)).github).toBeNull();
      await goThrough(browser, someone().login, link);
      const second = await goThrough(browser, someone().login, link);
      expect(second.headers.get("location")).toBe("/me/account?github=other_account");
    });

    it("is for who is signed in, from a page of this site, and for the same person at its end", async () => {
      const { login } = someone();
      expect((await leave(browserAt(doors()), link)).href).toContain("/sign-in?next=%2Fme%2Faccount");
      const { browser } = await local();
      const sent = await leave(browser, link, { "sec-fetch-site": "cross-site" });
      await browser.send("GET", await press(sent, { authorize_as: login }));
      const before = (await rows()).length;
      const other = await local();
      const back = await press(await leave(other.browser, link), { authorize_as: someone().login });
      await other.browser.send("POST", "/api/auth/sign-out", {});
      expect((await other.browser.send("GET", back)).headers.get("location")).toBe("/me/account?github=expired");
      expect((await rows()).length).toBe(before);
    });

    it("is won by one of several people at the same moment", async () => {
      const { login } = someone();
      const people = [await local(), await local(), await local()];
      await Promise.all(people.map(({ browser }) => goThrough(browser, login, link)));
      const linked = await Promise.all(people.map(async ({ browser }) => (await meOf(browser)).github?.login));
      expect(linked.filter(Boolean)).toEqual([login]);
    });

    it("makes what a repository told of an account part of the person", async () => {
      const { login } = someone();
      const assigned = await fromRepository(login);
      const { browser, login: own } = await local();
      await goThrough(browser, login, link);
      expect(await meOf(browser)).toMatchObject({ person: { login: own }, github: { login } });
      const { person } = database().tables;
      expect(await database().db.select().from(person).where(eq(person.id, assigned.id))).toEqual([]);
    });
  });

  describe("without a password", () => {
    const confirm = "return=/me/account&intent=confirm";
    const problem = (code: string) => ({ code: "invalid", data: { issues: [{ path: "", code }] } });

    it("one cannot unlink, and sets a first password after a confirmation through GitHub", async () => {
      const { login, browser } = someone();
      await goThrough(browser, login);
      expect((await browser.send("POST", "/api/auth/github/unlink", {}, json)).body).toMatchObject(
        problem("password_first"),
      );
      const set = (next = "correct horse") => browser.send("POST", "/api/auth/password", { next });
      expect((await set()).body).toMatchObject(problem("confirm_first"));
      const at = await leave(browser, confirm);
      expect(at.searchParams.get("login")).toBe(login);
      // Someone else at the same browser is someone else.
      const other = await press(at, { authorize_as: someone().login });
      expect((await browser.send("GET", other)).headers.get("location")).toBe("/me/account?github=other_account");
      expect((await set()).body).toMatchObject(problem("confirm_first"));

      const answer = await goThrough(browser, login, confirm);
      expect(answer.headers.get("location")).toBe("/me/account");
      expect(answer.headers.getSetCookie().join("\n")).toMatch(
        /^foothold\.confirmed=[\w.-]+; Max-Age=300; Path=\/api; HttpOnly; SameSite=Lax$/m,
      );
      expect((await set("short")).status).toBe(400);
      expect((await set()).status).toBe(200);
      expect(browser.jar.has("foothold.confirmed")).toBe(false);
      expect((await browserAt(doors()).signIn(login.toLowerCase())).status).toBe(200);
      // Now there is a password, and it is asked for.
      await goThrough(browser, login, confirm);
      expect((await set("another horse")).body).toMatchObject({
        data: { issues: [{ path: "current", code: "required" }] },
      });
      expect((await browser.send("POST", "/api/auth/github/unlink", {})).status).toBe(200);
    });

    it("a confirmation is for its own person and five minutes", async () => {
      const { login, browser } = someone();
      await goThrough(browser, login);
      await goThrough(browser, login, confirm);
      const headers = new Headers({ cookie: browser.cookie() });
      const { service, settings } = doors();
      const id = confirmedId(service, settings, headers);
      const { browser: other, login: otherLogin } = someone();
      await goThrough(other, otherLogin);
      other.jar.set("foothold.confirmed", browser.jar.get("foothold.confirmed") ?? "");
      expect((await other.send("POST", "/api/auth/password", { next: "correct horse" })).body).toMatchObject(
        problem("confirm_first"),
      );
      expect(id).not.toBeNull();
      vi.spyOn(Date, "now").mockReturnValue(Date.now() + 5 * 60 * 1000 + 1);
      try {
        expect(confirmedId(service, settings, headers)).toBeNull();
      } finally {
        vi.restoreAllMocks();
      }
    });

    it("an account can be deleted, after a confirmation", async () => {
      const { login, browser } = someone();
      await goThrough(browser, login);
      const actor = await actorOf(new Headers({ cookie: browser.cookie() }), doors().service);
      const context = { ...systemContext(database(), "test"), actor };
      const given = { login: login.toLowerCase() };
      await expect(deleteAccount(context, given)).rejects.toMatchObject(problem("confirm_first"));
      await goThrough(browser, login, confirm);
      const id = confirmedId(doors().service, doors().settings, new Headers({ cookie: browser.cookie() }));
      await deleteAccount(context, given, id);
      expect((await rows()).map((row) => row.login)).not.toContain(login);
      // Who comes back is someone new.
      await goThrough(browser, login);
      expect((await meOf(browser)).person?.login).toBe(login.toLowerCase());
    });

    it("the terminal can give one, and then it is an account like any other", async () => {
      const { login } = someone();
      const { login: own } = await fromRepository(login);
      await setPassword(systemContext(database(), "terminal"), { login: own, password: "correct horse" });
      const browser = browserAt(doors());
      await browser.signUp(`${own}-x`);
      const answer = await goThrough(browser, login, "return=/me/account&intent=link");
      expect(answer.headers.get("location")).toBe("/me/account?github=taken");
    });
  });
});

onBothEngines("an instance without GitHub", ({ database }) => {
  it("has no such doors", async () => {
    const browser = browserAt(doorsFor(database()));
    for (const path of ["/api/auth/github", "/api/auth/callback/github?code=a&state=b"]) {
      expect((await browser.send("GET", path)).status).toBe(404);
    }
  });
});
