import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { clientAddress } from "./client-address";
import { type Stand, stand } from "./front-door.testing";
import { deliveryPath, largestBody, largestDelivery } from "./request-limits";

let open: Stand | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function standing(...given: Parameters<typeof stand>): Promise<Stand> {
  open = await stand(...given);
  return open;
}

it("removes headers that only the server sets, and sets them", async () => {
  const { ask, seen } = await standing((_, response) => response.end());
  await ask("/api/v1/me", {
    "X-Foothold-Address": "6.6.6.6",
    "X-Foothold-Locale": "fr",
    "X-Foothold-Other": "1",
    "X-Forwarded-Host": "evil.example",
    "Accept-Language": "en",
  });
  expect(seen[0]?.headers["x-foothold-address"]).toBe("127.0.0.1");
  expect(seen[0]?.headers["x-foothold-locale"]).toBe("en");
  expect(seen[0]?.headers["x-foothold-other"]).toBeUndefined();
  expect(seen[0]?.headers["x-forwarded-host"]).toBeUndefined();
});

it("refuses long addresses and large bodies with a problem", async () => {
  const { ask, seen } = await standing(async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    response.end(String(length));
  });
  expect((await ask(`/api/${"x".repeat(5000)}`)).status).toBe(414);
  const small = await ask("/api/v1/lists", { "Transfer-Encoding": "chunked" }, "POST", "x".repeat(100_000));
  expect(small.body.toString()).toBe("100000");
  const known = await ask("/api/v1/lists", {}, "POST", Buffer.alloc(largestBody + 1));
  expect(known.status).toBe(413);
  expect(known.headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(known.body.toString())).toMatchObject({ status: 413, code: "too_large" });
  expect(seen).toHaveLength(1);
  const counted = await ask(
    "/api/v1/lists",
    { "Transfer-Encoding": "chunked" },
    "POST",
    Buffer.alloc(largestBody + 1),
  ).catch((error: Error) => error);
  // A sender that is still sending may find its connection closed instead.
  if (counted instanceof Error) expect(counted.message).toMatch(/ECONNRESET|EPIPE|hang up/);
  else expect(counted.status).toBe(413);
});

it("lets in from GitHub what it says that a delivery may have, and nowhere else", async () => {
  const { ask } = await standing(async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    response.end(String(length));
  });
  const body = Buffer.alloc(largestBody + 1);
  const chunked = { "Transfer-Encoding": "chunked" };
  for (const headers of [{}, chunked]) {
    expect((await ask(`${deliveryPath}?x`, headers, "POST", body)).body.toString()).toBe(String(body.length));
  }
  expect((await ask(`${deliveryPath}/x`, {}, "POST", body)).status).toBe(413);
  const refused = await ask(deliveryPath, {}, "POST", Buffer.alloc(largestDelivery + 1));
  expect(JSON.parse(refused.body.toString())).toMatchObject({ status: 413, data: { limitBytes: largestDelivery } });
});

it("gives every refusal of its own the shape and the headers that routes give theirs", async () => {
  const { ask, seen, errors } = await standing(() => {
    throw new Error("a secret");
  });
  const cases = [
    ["GET", `/api/${"x".repeat(5000)}`, 414, "invalid"],
    ["GET", "/api/v1/tasks/%ff", 400, "invalid"],
    ["GET", "/t/%E0%A4%A", 400, "invalid"],
    ["GET", "/api/%", 400, "invalid"],
    ["GET", "/projects/%00", 400, "invalid"],
    ["GET", "/contributors?project=a%00", 400, "invalid"],
    ["PROPFIND", "/api/v1/tasks", 405, "invalid"],
    ["POST", "/", 405, "invalid"],
    ["DELETE", "/me?tab=1", 405, "invalid"],
    ["GET", "/api/v1/tasks", 500, "internal"],
  ] as const;
  for (const [method, path, status, code] of cases) {
    const { headers, body, ...reply } = await ask(path, {}, method);
    expect(reply.status).toBe(status);
    expect(JSON.parse(body.toString())).toEqual({
      type: `https://foothold.example/docs/api#error-${code}`,
      title: expect.any(String),
      status,
      code,
      data:
        code === "internal"
          ? { requestId: headers["x-request-id"] }
          : { issues: [expect.objectContaining({ path: "" })] },
      instance: path.split("?")[0],
    });
    expect(headers).toMatchObject({
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-request-id": expect.stringMatching(/^[\w-]{36}$/),
    });
    expect(body.toString()).not.toContain("secret");
  }
  expect((await ask("/", {}, "PUT")).headers.allow).toBe("GET, HEAD");
  expect(seen).toHaveLength(1);
  expect(errors).toHaveLength(1);
});

it("takes a percent sign in a query as it comes", async () => {
  const { ask } = await standing((_, response) => response.end("found"));
  expect((await ask("/api/v1/tasks?q=%ff%")).body.toString()).toBe("found");
  expect((await ask("/people/%E6%B5%8B?q=%")).body.toString()).toBe("found");
});

it("compresses what the API answers, but not little answers and not events", async () => {
  const long = JSON.stringify({ text: "任务".repeat(2000) });
  const { ask } = await standing((request, response) => {
    response.setHeader("Content-Type", request.url === "/api/events" ? "text/event-stream" : "application/json");
    response.setHeader("ETag", '"strong"');
    if (request.url === "/api/small") return response.end("{}");
    response.flushHeaders();
    response.write(long.slice(0, 500));
    response.end(long.slice(500));
  });
  const br = await ask("/api/long", { "Accept-Encoding": "gzip, br" });
  expect(br.headers["content-encoding"]).toBe("br");
  expect(br.headers.etag).toBe('W/"strong"');
  expect(br.headers.vary).toContain("Accept-Encoding");
  expect(brotliDecompressSync(br.body).toString()).toBe(long);
  const zip = await ask("/api/long", { "Accept-Encoding": "gzip" });
  expect(gunzipSync(zip.body).toString()).toBe(long);
  expect((await ask("/api/long")).body.toString()).toBe(long);
  expect((await ask("/api/small", { "Accept-Encoding": "br" })).headers["content-encoding"]).toBeUndefined();
  expect((await ask("/api/events", { "Accept-Encoding": "br" })).headers["content-encoding"]).toBeUndefined();
});

it("keeps the scripts of the build compressed, and passes on what is no such file", async () => {
  const script = "export const a = 1;\n".repeat(500);
  const { ask, seen, door } = await standing((request, response) => {
    if (request.url?.includes("missing")) response.statusCode = 404;
    response.setHeader("Content-Type", "application/javascript; charset=UTF-8");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.end(script);
  });
  const path = "/_next/static/chunks/a.js";
  const [first] = await Promise.all([ask(path, { "Accept-Encoding": "br" }), ask(path, { "Accept-Encoding": "br" })]);
  expect(first?.headers["cache-control"]).toContain("immutable");
  expect(first?.headers.vary).toBe("Accept-Encoding");
  expect(brotliDecompressSync(first?.body ?? Buffer.alloc(0)).toString()).toBe(script);
  await door.files?.polish();
  const polished = await ask(path, { "Accept-Encoding": "br" });
  expect(brotliDecompressSync(polished.body).toString()).toBe(script);
  expect(polished.body.length).toBeLessThanOrEqual(first?.body.length ?? 0);
  expect(seen).toHaveLength(1);
  expect((await ask("/_next/static/chunks/missing.js")).status).toBe(404);
});

it("works without page cache", async () => {
  const { ask, seen } = await standing((_, response) => response.end("page"), { usesPageCache: false });
  const reply = await ask("/?lang=en", { Cookie: "session=1", Accept: "text/html" });
  await ask("/?lang=en");
  expect(seen).toHaveLength(2);
  expect(reply.headers["set-cookie"]?.[0]).toContain("lang=en");
  expect(reply.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});

it("takes the client's address from the socket, or from the nearest proxy when told to", () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as never;
  expect(clientAddress(from("::ffff:10.0.0.1", "6.6.6.6"), false)).toBe("10.0.0.1");
  expect(clientAddress(from("10.0.0.1", "6.6.6.6, 192.0.2.7"), true)).toBe("192.0.2.7");
  expect(clientAddress(from("10.0.0.1", "192.0.2.7:4711"), true)).toBe("192.0.2.7");
  expect(clientAddress(from("10.0.0.1", "[2001:DB8::1]:80"), true)).toBe("2001:db8::1");
  expect(clientAddress(from("10.0.0.1", "nonsense"), true)).toBe("10.0.0.1");
});
