import { afterEach, beforeEach, expect, it } from "vitest";
import { ask, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const path = "/repos/mosn/layotto";
let github: Started["github"];
let clock: Started["clock"];
let keeper: string;

beforeEach(async () => {
  ({ github, clock, keeper } = await startWithLayotto());
});

afterEach(() => github.close());

it("fails so often as told, where told, and then works again", async () => {
  github.fault({ kind: "500", path: /\/layotto$/, method: "GET", times: 2 });
  expect((await ask(github, `${path}/labels`)).status).toBe(200);
  const statuses = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await ask(github, path)).status);
  expect(statuses).toEqual([500, 500, 200]);
});

it("fails until it is told to stop", async () => {
  const fault = github.fault({ kind: "500" });
  github.fault({ kind: "500" });
  expect((await ask(github, path)).status).toBe(500);
  fault.clear();
  expect((await ask(github, path)).status).toBe(500);
  github.clearFaults();
  expect((await ask(github, path)).status).toBe(200);
});

it("says how long to wait at a limit", async () => {
  github.fault({ kind: "secondary-limit", seconds: 7, times: 1 });
  const secondary = await ask(github, path);
  expect(secondary).toMatchObject({ status: 403, body: { message: expect.stringContaining("secondary rate limit") } });
  expect(secondary.headers.get("retry-after")).toBe("7");
  github.fault({ kind: "429", seconds: 7, times: 1 });
  const late = await ask(github, path);
  expect([late.status, late.headers.get("retry-after")]).toEqual([429, "Sun, 01 Nov 2026 08:00:07 GMT"]);
  github.fault({ kind: "primary-limit", seconds: 30, times: 1 });
  const primary = await ask(github, path);
  expect(primary.status).toBe(403);
  expect(primary.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Number(primary.headers.get("x-ratelimit-reset"))).toBe(clock.read().getTime() / 1000 + 30);
});

it("is slow", async () => {
  github.fault({ kind: "slow", ms: 300, times: 1 });
  const started = performance.now();
  expect((await ask(github, path)).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(290);
});

it("breaks off in the middle of a reply to what it did", async () => {
  github.openIssue("mosn/layotto", { author: "alice", title: "one" });
  github.fault({ kind: "truncated", method: "POST", times: 1 });
  await expect(ask(github, `${path}/issues/1/comments`, { token: keeper, body: { body: "hello" } })).rejects.toThrow();
  expect((await ask(github, `${path}/issues/1/comments`)).body).toHaveLength(1);
});

it("ends the connection before it does anything", async () => {
  github.openIssue("mosn/layotto", { author: "alice", title: "one" });
  github.fault({ kind: "reset", times: 1 });
  await expect(ask(github, `${path}/issues/1/comments`, { token: keeper, body: { body: "hello" } })).rejects.toThrow();
  expect((await ask(github, `${path}/issues/1/comments`)).body).toHaveLength(0);
  expect(github.requests[0]).toMatchObject({ method: "POST", status: 0 });
});

it("answers with a page where JSON was meant, also in the sign-in", async () => {
  github.fault({ kind: "not-json", path: /access_token/ });
  const answer = await fetch(`${github.webUrl}/login/oauth/access_token`, { method: "POST" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
});

it("sends on to the same thing by id, or elsewhere", async () => {
  github.fault({ kind: "moved", path: /\/repos\//, times: 1 });
  const moved = await ask(github, `${path}/labels?per_page=1`);
  expect(moved.status).toBe(301);
  expect((await ask(github, String(moved.headers.get("location")))).body).toHaveLength(1);
  github.fault({ kind: "moved", to: "https://elsewhere.example.test/", times: 1 });
  expect((await ask(github, path)).headers.get("location")).toBe("https://elsewhere.example.test/");
});
