import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../db/testing";
import { type FakeGitHub, startFakeGitHub } from "../../e2e/fake-github";
import { appEvents, appPermissions } from "../domain/github";
import { systemContext } from "../server/context";
import { makeAdmin } from "../server/people/admin";
import { browserAt, doorsFor } from "./auth.testing";

let github: FakeGitHub;
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
beforeAll(async () => {
  github = await startFakeGitHub();
  github.registerOAuthApp({ clientId: "board", clientSecret: "a-client-secret", allowsLoopback: true });
});
afterAll(() => github.close());

onBothEngines("setting GitHub up", ({ database, engine }) => {
  const right = () => ({
    GITHUB_URL: github.url,
    GITHUB_CLIENT_ID: "board",
    GITHUB_CLIENT_SECRET: "a-client-secret",
  });
  async function keeper(given: Record<string, string>, patience = 500) {
    const browser = browserAt(doorsFor(database(), { baseUrl: "https://tasks.example.org", github: given, patience }));
    const login = `keeper-${Math.random().toString(36).slice(2, 10)}`;
    await browser.signUp(login);
    await makeAdmin(systemContext(database(), "test"), { login });
    return browser;
  }
  const test = async (given: Record<string, string>) => {
    const { body } = await (await keeper(given)).send("POST", "/api/auth/github/test", {});
    return Object.fromEntries(body.checks.map((one: { check: string; result: string }) => [one.check, one.result]));
  };

  it("says what to enter at GitHub, and which settings are there but not what they are", async () => {
    const browser = await keeper(right());
    const { body } = await browser.send("GET", "/api/auth/github/set-up");
    expect(body).toEqual({
      githubUrl: github.url,
      apiUrl: `${github.url}/api/v3`,
      homepageUrl: "https://tasks.example.org",
      callbackUrl: "https://tasks.example.org/api/auth/callback/github",
      webhookUrl: "https://tasks.example.org/api/github/webhook",
      settings: [
        { name: "GITHUB_CLIENT_ID", isSet: true },
        { name: "GITHUB_CLIENT_SECRET", isSet: true },
        { name: "GITHUB_WEBHOOK_SECRET", isSet: false },
        { name: "GITHUB_APP_ID", isSet: false },
        { name: "GITHUB_APP_PRIVATE_KEY", isSet: false },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("a-client-secret");
  });

  it("is for administrators alone, and asks GitHub for nobody else", async () => {
    const doors = doorsFor(database(), { github: right() });
    const before = github.requests.length;
    const visitor = browserAt(doors);
    const person = browserAt(doors);
    await person.signUp(`someone-${Math.random().toString(36).slice(2, 10)}`);
    for (const [browser, status] of [
      [visitor, 401],
      [person, 403],
    ] as const) {
      expect((await browser.send("GET", "/api/auth/github/set-up")).status).toBe(status);
      expect((await browser.send("POST", "/api/auth/github/test", {})).status).toBe(status);
    }
    expect(github.requests.length).toBe(before);
  });

  it("tells right from wrong, and nothing set from GitHub away", async () => {
    expect(await test(right())).toEqual({ reachable: "right", client: "right", app: "not_set" });
    expect(await test({ ...right(), GITHUB_CLIENT_SECRET: "another" })).toMatchObject({ client: "wrong" });
    expect(await test({ GITHUB_URL: github.url })).toMatchObject({ reachable: "right", client: "not_set" });
    expect(await test({ ...right(), GITHUB_URL: "http://127.0.0.1:9" })).toMatchObject({
      reachable: "unreachable",
      client: "unreachable",
    });
    github.fault({ kind: "slow", ms: 1500 });
    expect(await test(right())).toMatchObject({ reachable: "unreachable", client: "unreachable" });
    github.clearFaults();
    github.fault({ kind: "not-json" });
    expect(await test(right())).toMatchObject({ reachable: "unclear", client: "unclear" });
    github.clearFaults();
  });

  it("knows whether the key is the GitHub App's", async () => {
    const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const appId = engine === "sqlite" ? 77 : 78;
    github.registerApp({ appId, slug: `board-${engine}`, publicKey: keys.publicKey });
    const given = { ...right(), GITHUB_APP_ID: String(appId) };
    expect(await test({ ...given, GITHUB_APP_PRIVATE_KEY: pem })).toMatchObject({ app: "right" });
    github.fault({ kind: "not-json" });
    expect(await test({ ...given, GITHUB_APP_PRIVATE_KEY: pem })).toMatchObject({ app: "unclear" });
    github.clearFaults();
    const wrong = other.export({ type: "pkcs8", format: "pem" }).toString();
    expect(await test({ ...given, GITHUB_APP_PRIVATE_KEY: wrong })).toMatchObject({ app: "wrong" });
  });

  it("names what the GitHub App lacks of what it is asked for", async () => {
    const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    let appId = engine === "sqlite" ? 100 : 200;
    const lacks = async (given: { permissions?: Record<string, "read" | "write">; events?: string[] }) => {
      appId += 1;
      github.registerApp({ appId, slug: `board-${appId}`, publicKey: keys.publicKey, ...given });
      const settings = { ...right(), GITHUB_APP_ID: String(appId), GITHUB_APP_PRIVATE_KEY: pem };
      const browser = await keeper(settings, 5000);
      const { body } = await browser.send("POST", "/api/auth/github/test", {});
      return body.checks.find((one: { check: string }) => one.check === "app");
    };
    expect(await lacks({ permissions: { ...appPermissions }, events: [...appEvents] })).toEqual({
      check: "app",
      result: "right",
    });
    const more = { metadata: "read", issues: "write", pull_requests: "write", contents: "read" } as const;
    expect(await lacks({ permissions: more, events: [...appEvents, "push"] })).not.toHaveProperty("lacks");
    expect(await lacks({ permissions: { metadata: "read", issues: "read" } })).toEqual({
      check: "app",
      result: "right",
      lacks: {
        permissions: [
          { name: "issues", has: "read" },
          { name: "pull_requests", has: null },
        ],
        events: [],
      },
    });
    expect(await lacks({ events: ["issues", "pull_request"] })).toMatchObject({
      lacks: { permissions: [], events: ["issue_comment", "repository"] },
    });
    expect(await lacks({ permissions: {}, events: [] })).toMatchObject({
      lacks: {
        permissions: Object.keys(appPermissions).map((name) => ({ name, has: null })),
        events: [...appEvents],
      },
    });
  });

  it("asks for what the documentation says", async () => {
    const said = await readFile("docs/github.md", "utf8");
    const row = (name: string) => new RegExp(`^\\| ${name} +\\| (.*?) +\\|`, "m").exec(said)?.[1] ?? "";
    const levels = { read: "read", write: "read and write" };
    const words = (name: string) => name[0]?.toUpperCase() + name.slice(1).replaceAll("_", " ");
    expect(row("Repository permissions").split(", ")).toEqual(
      Object.entries(appPermissions).map(([name, level]) => `${words(name)} ${levels[level]}`),
    );
    expect(row("Events").split(", ")).toEqual(appEvents.map(words));
  });

  it("asks GitHub ten times a minute at most", async () => {
    const browser = await keeper({ GITHUB_URL: "http://127.0.0.1:9" });
    for (let count = 0; count < 10; count += 1) await browser.send("POST", "/api/auth/github/test", {});
    expect((await browser.send("POST", "/api/auth/github/test", {})).status).toBe(429);
  });
});
