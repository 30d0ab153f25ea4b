import { generateKeyPairSync, sign } from "node:crypto";
import { get } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ask, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
let github: Started["github"];
let clock: Started["clock"];
let keeper: string;

beforeEach(async () => {
  ({ github, clock, keeper } = await startWithLayotto());
});

afterEach(() => github.close());

/** A JWT of app 77, from a minute ago, for nine minutes unless said. */
function jwt({ life = 540, key = privateKey, issuer = 77 as number | string, issued = -60 } = {}): string {
  const now = Math.floor(clock.read().getTime() / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: now + issued, exp: now + life, iss: issuer })}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
}

function installedApp(permissions?: Record<string, "read" | "write">) {
  const app = github.registerApp({ appId: 77, slug: "foothold", privateKey });
  return github.installApp(app, { account: "mosn", repositories: ["mosn/layotto"], permissions });
}

async function installationToken(id: number, body: unknown = {}): Promise<string> {
  return (await ask(github, `/app/installations/${id}/access_tokens`, { token: jwt(), body })).body.token;
}

it("refuses who does not say what they are, and versions that there are not", async () => {
  const status = await new Promise((resolve) => {
    get(`${github.apiUrl}/repos/mosn/layotto`, (answer) => resolve(answer.resume().statusCode));
  });
  expect(status).toBe(403);
  const version = (given: string) =>
    ask(github, "/rate_limit", { headers: { "x-github-api-version": given } }).then((answer) => answer.status);
  expect([await version("2022-11-28"), await version("2026-03-10"), await version("2020-01-01")]).toEqual([
    200, 200, 400,
  ]);
});

it("leaves out in the newer version what it no longer has", async () => {
  github.openIssue("mosn/layotto", { author: "mia", title: "one", assignees: ["mia"] });
  const path = "/repos/mosn/layotto/issues/1";
  expect((await ask(github, path)).body.assignee.login).toBe("mia");
  const { body } = await ask(github, path, { headers: { "x-github-api-version": "2026-03-10" } });
  expect(body).not.toHaveProperty("assignee");
  expect(body.assignees[0].login).toBe("mia");
});

it("counts requests against a limit by the hour: strangers together, everybody else alone", async () => {
  github.limits.anonymous = 2;
  const first = await ask(github, "/repos/mosn/layotto");
  expect(first.headers.get("x-ratelimit-limit")).toBe("2");
  expect(first.headers.get("x-ratelimit-remaining")).toBe("1");
  expect(first.headers.get("x-ratelimit-resource")).toBe("core");
  await ask(github, "/repos/mosn/layotto");
  const third = await ask(github, "/repos/mosn/layotto");
  expect(third).toMatchObject({ status: 403, body: { message: expect.stringContaining("rate limit exceeded") } });
  expect(third.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Number(third.headers.get("x-ratelimit-reset"))).toBe(clock.read().getTime() / 1000 + 3600);
  expect((await ask(github, "/rate_limit")).body.rate).toMatchObject({ limit: 2, remaining: 0, used: 2 });
  const known = await ask(github, "/repos/mosn/layotto", { token: keeper });
  expect([known.status, known.headers.get("x-ratelimit-remaining")]).toEqual([200, "4999"]);
  clock.pass(3_600_000);
  expect((await ask(github, "/repos/mosn/layotto")).status).toBe(200);
});

it("gives the secret of an OAuth app the high limit for public data", async () => {
  github.registerOAuthApp({ clientId: "board", clientSecret: "secret" });
  const authorization = `Basic ${Buffer.from("board:secret").toString("base64")}`;
  const answer = await ask(github, "/repos/mosn/layotto", { headers: { authorization } });
  expect(answer.headers.get("x-ratelimit-limit")).toBe("5000");
});

it("answers 304 to an ETag it knows, free for those who say who they are", async () => {
  const path = "/repos/mosn/layotto/issues";
  const again = async (token?: string) => {
    const etag = (await ask(github, path, { token })).headers.get("etag") ?? "";
    const before = (await ask(github, "/rate_limit", { token })).body.rate.used;
    const { status, body } = await ask(github, path, { token, headers: { "if-none-match": etag } });
    const { used } = (await ask(github, "/rate_limit", { token })).body.rate;
    return { status, body, cost: used - before };
  };
  expect(await again(keeper)).toEqual({ status: 304, body: null, cost: 0 });
  expect(await again()).toEqual({ status: 304, body: null, cost: 1 });
});

it("gives another ETag to another token, and after a change", async () => {
  const path = "/repos/mosn/layotto/issues";
  const etag = async (token?: string) => (await ask(github, path, { token })).headers.get("etag");
  const [own, others] = [await etag(keeper), await etag(github.addToken({ login: "mia", rights: "read" }))];
  expect(own).not.toBe(others);
  expect(await etag(keeper)).toBe(own);
  github.openIssue("mosn/layotto", { author: "alice", title: "new" });
  expect(await etag(keeper)).not.toBe(own);
});

it("refuses to write without a token, and by one that may only read", async () => {
  github.openIssue("mosn/layotto", { author: "alice", title: "one" });
  const write = (token?: string) =>
    ask(github, "/repos/mosn/layotto/issues/1/comments", { token, body: { body: "hello" } });
  expect(await write()).toMatchObject({ status: 401, body: { message: "Requires authentication" } });
  const refused = await write(github.addToken({ login: "mia", rights: "read" }));
  expect(refused.status).toBe(403);
  expect(refused.headers.get("x-accepted-github-permissions")).toBe("issues=write");
  expect((await write(github.addToken({ login: "mia", rights: "push", repositories: [] }))).status).toBe(403);
  expect((await write(keeper)).status).toBe(201);
  github.archive("mosn/layotto");
  expect((await write(keeper)).status).toBe(403);
});

it("shows a private repository to its people only", async () => {
  github.makePrivate("mosn/layotto");
  const status = async (token?: string) => (await ask(github, "/repos/mosn/layotto", { token })).status;
  expect(await status()).toBe(404);
  expect(await status(github.addToken({ login: "alice", rights: "read" }))).toBe(404);
  expect(await status(keeper)).toBe(200);
  expect(await status(await installationToken(installedApp().id))).toBe(200);
});

it("knows an app by its JWT", async () => {
  installedApp();
  expect((await ask(github, "/app", { token: jwt() })).body).toMatchObject({
    id: 77,
    slug: "foothold",
    permissions: { metadata: "read", issues: "write", pull_requests: "read" },
    events: ["issues", "issue_comment", "label", "pull_request", "repository"],
    installations_count: 1,
  });
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  for (const wrong of [
    jwt({ key: other }),
    jwt({ life: 700 }),
    jwt({ life: -1 }),
    jwt({ issued: 30 }),
    jwt({ issuer: 78 }),
  ])
    expect((await ask(github, "/app", { token: wrong })).status).toBe(401);
  expect((await ask(github, "/app", { token: keeper })).status).toBe(401);
});

it("finds where an app is installed", async () => {
  const { id } = installedApp();
  github.addRepository("mosn/other");
  const at = (path: string) => ask(github, path, { token: jwt() });
  expect((await at("/repos/mosn/layotto/installation")).body).toMatchObject({
    id,
    app_id: 77,
    account: { login: "mosn" },
    repository_selection: "selected",
    permissions: { issues: "write" },
  });
  expect((await at("/repos/mosn/other/installation")).status).toBe(404);
  expect((await at("/app/installations")).body).toHaveLength(1);
});

it("gives an installation a token for an hour", async () => {
  const { id } = installedApp();
  const made = await ask(github, `/app/installations/${id}/access_tokens`, { token: jwt(), method: "POST" });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ token: expect.stringMatching(/^ghs_/), expires_at: "2026-11-01T09:00:00Z" });
  const reached = await ask(github, "/installation/repositories", { token: made.body.token });
  expect(reached.body).toMatchObject({ total_count: 1, repositories: [{ full_name: "mosn/layotto" }] });
  clock.pass(3_600_000);
  expect((await ask(github, "/installation/repositories", { token: made.body.token })).status).toBe(401);
});

it("lets an installation write where it is and may, as its bot", async () => {
  const { id } = installedApp();
  github.addRepository("mosn/other");
  for (const name of ["mosn/layotto", "mosn/other"]) github.openIssue(name, { author: "alice", title: "one" });
  const token = await installationToken(id);
  const write = (name: string, by = token) =>
    ask(github, `/repos/${name}/issues/1/comments`, { token: by, body: { body: "hello" } });
  expect((await write("mosn/layotto")).body).toMatchObject({
    user: { login: "foothold[bot]", type: "Bot" },
    performed_via_github_app: { slug: "foothold" },
  });
  expect((await write("mosn/other")).status).toBe(403);
  const narrow = await installationToken(id, { permissions: { issues: "read" } });
  expect((await write("mosn/layotto", narrow)).status).toBe(403);
});

it("ends an installation's tokens with it, and gives none to one that is suspended", async () => {
  const installation = installedApp();
  const token = await installationToken(installation.id);
  github.suspendInstallation(installation);
  const path = `/app/installations/${installation.id}/access_tokens`;
  expect((await ask(github, path, { token: jwt(), method: "POST" })).status).toBe(403);
  github.uninstallApp(installation);
  expect((await ask(github, "/repos/mosn/layotto", { token })).status).toBe(401);
});

it("lists what was asked", async () => {
  await ask(github, "/repos/mosn/layotto?x=1", { token: keeper });
  await ask(github, "/repos/mosn/nothing");
  expect(github.requests).toMatchObject([
    { method: "GET", path: "/api/v3/repos/mosn/layotto?x=1", status: 200, isAuthenticated: true },
    { method: "GET", path: "/api/v3/repos/mosn/nothing", status: 404, isAuthenticated: false },
  ]);
});
