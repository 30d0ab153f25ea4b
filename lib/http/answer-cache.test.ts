import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";
import { createAnswerCache } from "./answer-cache";
import { type Stand, stand } from "./front-door.testing";
import { isSharedRead } from "./operations";

let open: Stand | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function standing(...given: Parameters<typeof stand>): Promise<Stand> {
  open = await stand(...given);
  return open;
}

/** Answers the way a route does for a read that is the same for everyone. */
function sendShared(response: ServerResponse, body: unknown): void {
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "public, max-age=0, must-revalidate");
  response.setHeader("ETag", 'W/"v1-x"');
  response.setHeader("Link", '</api/shared?cursor=2>; rel="next"');
  response.setHeader("X-Request-Id", "the-app's-own");
  response.end(JSON.stringify(body));
}

it("asks once however many ask, and answers with the app's own headers", async () => {
  const tasks = Array.from({ length: 100 }, (_, number) => ({ number, title: "任务" }));
  const { ask, seen } = await standing(async (_, response) => {
    await wait(20);
    sendShared(response, tasks);
  });
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask("/api/shared", { "Accept-Encoding": "br" })));
  replies.push(await ask("/api/shared", { "Accept-Encoding": "br" }));
  expect(seen).toHaveLength(1);
  for (const { status, headers, body } of replies) {
    expect([status, JSON.parse(brotliDecompressSync(body).toString())]).toEqual([200, tasks]);
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "content-encoding": "br",
      "cache-control": "public, max-age=0, must-revalidate",
      etag: 'W/"v1-x"',
      link: '</api/shared?cursor=2>; rel="next"',
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
      "content-security-policy": "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    });
  }
  expect(new Set(replies.map(({ headers }) => headers["x-request-id"])).size).toBe(replies.length);
  expect(JSON.parse((await ask("/api/shared")).body.toString())).toEqual(tasks);
});

it("answers 304 and HEAD from memory, with the reader's own request id", async () => {
  const { ask, seen } = await standing((_, response) => sendShared(response, { text: "任务" }));
  await ask("/api/shared");
  const known = await ask("/api/shared", { "If-None-Match": '"v1-x"', "X-Request-Id": "a-request-of-mine" });
  expect([known.status, known.body.length]).toEqual([304, 0]);
  expect(known.headers).toMatchObject({ etag: 'W/"v1-x"', "x-request-id": "a-request-of-mine" });
  const head = await ask("/api/shared", { "X-Request-Id": "short" }, "HEAD");
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(head.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
  expect((await ask("/api/shared", { "If-None-Match": '"v0-x"' })).status).toBe(200);
  expect(seen).toHaveLength(1);
});

it("keeps each address apart, and nothing of another version", async () => {
  let version = 1;
  const { ask, seen } = await standing(
    async ({ url }, response) => {
      const shown = version;
      await wait(20);
      sendShared(response, `${url} ${shown}`);
    },
    { version: async () => version },
  );
  const text = async (path: string) => JSON.parse((await ask(path)).body.toString());
  expect(await text("/api/shared?a=1")).toBe("/api/shared?a=1 1");
  expect(await text("/api/shared?a=2")).toBe("/api/shared?a=2 1");
  const early = text("/api/shared?a=3");
  await vi.waitFor(() => expect(seen).toHaveLength(3));
  version = 2;
  expect(await text("/api/shared?a=1")).toBe("/api/shared?a=1 2");
  expect(await early).toBe("/api/shared?a=3 1");
  expect(await text("/api/shared?a=3")).toBe("/api/shared?a=3 2");
  expect(seen).toHaveLength(5);
});

it("asks with nothing of the reader, and leaves alone what depends on who asks", async () => {
  const { ask, seen } = await standing((request, response) => {
    if (request.url === "/api/shared" && request.method === "GET") return sendShared(response, request.headers);
    return response.end(request.headers.cookie);
  });
  const secrets = { Cookie: "session=secret", Authorization: "Bearer secret", "X-Request-Id": "secret-secret" };
  expect((await ask("/api/shared", secrets)).body.toString()).not.toContain("secret");
  for (const _ of [1, 2]) expect((await ask("/api/me", secrets)).body.toString()).toBe("session=secret");
  expect((await ask("/api/shared", secrets, "POST", "{}")).body.toString()).toBe("session=secret");
  expect(seen).toHaveLength(4);
});

it("keeps no error, no cookie and nothing that is not public", async () => {
  const { ask, seen } = await standing((request, response) => {
    response.setHeader("Content-Type", "application/json");
    if (request.url?.endsWith("missing")) response.statusCode = 404;
    else response.setHeader("Cache-Control", "public");
    if (request.url?.endsWith("cookie")) response.setHeader("Set-Cookie", "visit=1");
    if (request.url?.endsWith("private")) response.setHeader("Cache-Control", "private, no-store");
    response.end(`${request.headers["x-request-id"]}`);
  });
  for (const kind of ["missing", "cookie", "private"]) {
    for (const id of ["first-request", "second-request"]) {
      const reply = await ask(`/api/shared?${kind}`, { "X-Request-Id": id });
      expect([kind, reply.status, reply.body.toString()]).toEqual([kind, kind === "missing" ? 404 : 200, id]);
    }
  }
  expect(seen).toHaveLength(12);
});

it("lets the app answer when the version cannot be read or a read fails", async () => {
  let isBroken = true;
  const { ask, errors } = await standing(
    (request, response) => {
      // A read for everyone has no client behind it.
      if (request.headers["x-foothold-address"] === undefined) throw new Error("broken");
      response.end("the app's own word");
    },
    {
      version: () => {
        if (isBroken) throw new Error("no database");
        return 1;
      },
    },
  );
  expect((await ask("/api/shared")).body.toString()).toBe("the app's own word");
  expect(errors).toHaveLength(0);
  isBroken = false;
  expect((await ask("/api/shared")).body.toString()).toBe("the app's own word");
  expect(errors).toHaveLength(1);
});

it("stays within its memory", async () => {
  const limits = { bytes: 300_000, entries: 50 };
  const cache = createAnswerCache({
    render: async () => ({
      status: 200,
      headers: { "content-type": "application/json", "cache-control": "public" },
      body: Buffer.alloc(5000, "x"),
    }),
    version: () => 1,
    isShared: () => true,
    securityHeaders: [],
    passOn: () => undefined,
    onError: () => undefined,
    limits,
  });
  for (let query = 0; query < 300; query += 1) {
    await new Promise<void>((done) => {
      const response = { writeHead: () => undefined, end: done } as unknown as ServerResponse;
      cache.handle({ method: "GET", url: `/api/shared?q=${query}`, headers: {} } as IncomingMessage, response);
    });
  }
  expect(cache.size).toBeGreaterThan(20);
  expect(cache.size).toBeLessThanOrEqual(limits.entries);
  expect(cache.bytes).toBeLessThanOrEqual(limits.bytes);
});

it("knows the reads that are the same for everyone by their paths", () => {
  const shared = ["/api/v1/tasks", "/api/v1/tasks/12", "/api/v1/board", "/api/v1/people/lin", "/api/openapi.json"];
  expect(shared.filter((path) => !isSharedRead(path))).toEqual([]);
  const own = ["/api/v1/me", "/api/v1/me/tokens", "/api/health", "/api/openapi-json", "/api/v1/tasks/12/claims"];
  expect([...own, "/api/v1/tasks/", "/", "/x/api/v1/tasks"].filter(isSharedRead)).toEqual([]);
});
