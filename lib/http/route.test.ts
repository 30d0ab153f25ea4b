import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as unknownRoute from "@/app/api/[[...path]]/route";
import * as importRoute from "@/app/api/v1/import/route";
import * as meRoute from "@/app/api/v1/me/route";
import * as tokensRoute from "@/app/api/v1/me/tokens/route";
import * as projectRoute from "@/app/api/v1/projects/[slug]/route";
import * as claimsRoute from "@/app/api/v1/tasks/[number]/claims/route";
import * as taskRoute from "@/app/api/v1/tasks/[number]/route";
import * as tasksRoute from "@/app/api/v1/tasks/route";
import { openDatabase } from "@/db/database";
import { holdLock, onBothEngines } from "@/db/testing";
import { systemContext } from "../server/context";
import { createTokenFor } from "../server/people/tokens";
import { ask, expectInvalid, expectProblem, furnish, useDatabase } from "./route.testing";

const texts = { en: { title: "Another task" } };

onBothEngines("the API's door", ({ database, url, engine }) => {
  let admin: string;
  let contributor: string;
  let number: number;

  beforeAll(async () => {
    ({ admin, contributor, number } = await furnish(database()));
    useDatabase(database());
  });
  afterEach(() => {
    vi.restoreAllMocks();
    useDatabase(database());
  });

  const create = (asking: Parameters<typeof ask>[2] = {}) =>
    ask(tasksRoute, "/api/v1/tasks", { method: "POST", token: admin, body: { project: "layotto", texts }, ...asking });
  const list = (query = "", headers: Record<string, string> = {}) =>
    ask(tasksRoute, "/api/v1/tasks", { query, headers });
  const edit = (body: unknown, token = admin) =>
    ask(taskRoute, `/api/v1/tasks/${number}`, { method: "PATCH", params: { number: String(number) }, body, token });

  describe("who", () => {
    it("reads for everyone and writes for a token", async () => {
      expect((await list()).status).toBe(200);
      const created = await create();
      expect(created.status).toBe(201);
      expect(created.headers.get("location")).toBe(`/api/v1/tasks/${created.json.task.number}`);
    });

    it("refuses a write without a person, with a wrong token, and without the right", async () => {
      const unknown = await create({ token: undefined });
      expectProblem(unknown, 401, "unauthenticated");
      expect(unknown.headers.get("www-authenticate")).toBe("Bearer");
      expectProblem(await create({ token: "fh_wrong" }), 401, "unauthenticated");
      expect(expectProblem(await create({ token: contributor }), 403, "forbidden")).toEqual({ needs: "maintainer" });
    });

    it("does nothing for a token that was revoked while the body was on its way", async () => {
      const tokens = database().tables.token;
      const { token } = await createTokenFor(systemContext(database(), "test", []), { login: "lin", name: "slow" });
      const body = new ReadableStream({
        async pull(stream) {
          await database().transaction((tx) => tx.db.delete(tokens).where(eq(tokens.name, "slow")));
          stream.enqueue(new TextEncoder().encode("{}"));
          stream.close();
        },
      });
      const path = `/api/v1/tasks/${number}/claims`;
      const request = new Request(`http://localhost:3000${path}`, {
        method: "POST",
        headers: { host: "localhost:3000", authorization: `Bearer ${token}`, "content-type": "application/json" },
        body,
        duplex: "half",
      } as RequestInit);
      const answer = await claimsRoute.POST(request, { params: Promise.resolve({ number: String(number) }) });
      expect(answer.status).toBe(401);
    });

    it("tells each person about themselves", async () => {
      const mine = await ask(meRoute, "/api/v1/me", { token: contributor });
      expect(mine.json.person).toEqual({ login: "lin", name: "lin", isAdmin: false });
      expect(mine.headers.get("cache-control")).toBe("private, no-store");
      expect((await ask(meRoute, "/api/v1/me")).json.person).toBeNull();
      expectProblem(await ask(meRoute, "/api/v1/me", { token: "fh_wrong" }), 401, "unauthenticated");
    });

    it("does not let a token see or make tokens", async () => {
      expectProblem(await ask(tokensRoute, "/api/v1/me/tokens", { token: admin }), 401, "unauthenticated");
    });
  });

  describe("where a write comes from", () => {
    const own = "http://localhost:3000";
    it.each([
      ["nothing is said", {}],
      ["another origin", { origin: "https://evil.example" }],
      ["an origin that only begins alike", { origin: "http://localhost:3000.evil.example" }],
      ["the same host at another port", { origin: "http://localhost:4000" }],
      ["no origin", { origin: "null" }],
      ["another site", { "sec-fetch-site": "cross-site" }],
      ["a neighbouring site", { "sec-fetch-site": "same-site", origin: own }],
      ["nothing but an address bar", { "sec-fetch-site": "none" }],
      ["the browser says two things", { "sec-fetch-site": "same-origin", origin: "https://evil.example" }],
      ["a password instead of a token", { authorization: "Basic YWRhOmFkYQ==" }],
      ["an empty token", { authorization: "Bearer" }],
    ])("is refused when %s", async (_name, headers) => {
      const request = new Request(`${own}/api/v1/tasks`, {
        method: "POST",
        headers: { host: "localhost:3000", ...headers },
      });
      const response = await tasksRoute.POST(request, { params: Promise.resolve({}) });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "cross_site", data: {} });
    });

    it.each([
      ["the origin is the host", { origin: own }],
      ["the origin is BASE_URL's behind a proxy", { origin: own, host: "10.0.0.1:8080" }],
      ["the origin is the host that people open", { origin: "https://board.example", host: "board.example" }],
      ["the browser says so", { "sec-fetch-site": "same-origin" }],
    ])("goes on when %s", async (_name, headers: Record<string, string>) => {
      const request = new Request(`${own}/api/v1/tasks`, {
        method: "POST",
        headers: { host: "localhost:3000", ...headers },
      });
      const response = await tasksRoute.POST(request, { params: Promise.resolve({}) });
      // The next thing it asks for is who.
      expect(await response.json()).not.toMatchObject({ code: "cross_site" });
      expect(response.status).not.toBe(403);
    });

    it("does not matter for a read", async () => {
      expect((await list("", { origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).toBe(200);
    });

    it("refuses a form of another site although it has the reader's cookie", async () => {
      const answer = await create({
        token: undefined,
        body: "project=layotto",
        headers: {
          origin: "https://evil.example",
          cookie: "foothold.session_token=x",
          "content-type": "application/x-www-form-urlencoded",
        },
      });
      expectProblem(answer, 403, "cross_site");
    });
  });

  describe("bodies", () => {
    it.each([
      ["text/plain", 415],
      ["application/x-www-form-urlencoded", 415],
      ["multipart/form-data; boundary=x", 415],
      ["application/json; charset=gbk", 415],
      ["", 415],
      ["application/json; charset=UTF-8", 201],
      ["application/merge-patch+json", 201],
    ])("of type %j answer %i", async (type, status) => {
      const answer = await create({ headers: { "content-type": type } });
      if (status === 201) expect(answer.status).toBe(201);
      else expect(expectInvalid(answer, status)).toEqual([["", "content_type"]]);
    });

    it.each([
      ["{", "malformed_json"],
      ['{"project": "layotto",}', "malformed_json"],
      [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "malformed_json"],
      ["[]", "invalid_type"],
      ["null", "invalid_type"],
      ['"text"', "invalid_type"],
      ["[".repeat(100_000), "malformed_json"],
    ])("that are no JSON object are refused: %s", async (body, code) => {
      expect(expectInvalid(await create({ body }))).toEqual([["", code]]);
    });

    it("name the path of every wrong field", async () => {
      const body = {
        project: 5,
        colour: "red",
        difficulty: "simple",
        texts: { en: { title: "x".repeat(201), titel: "x" }, fr: {} },
        tags: ["good", 7],
      };
      expect(expectInvalid(await create({ body })).sort()).toEqual([
        ["colour", "unknown_field"],
        ["difficulty", "invalid_value"],
        ["project", "invalid_type"],
        ["tags.1", "invalid_type"],
        ["texts.en.titel", "unknown_field"],
        ["texts.en.title", "too_big"],
        ["texts.fr", "unknown_field"],
      ]);
    });

    it("without anything say what is needed", async () => {
      const paths = expectInvalid(await create({ body: undefined }));
      expect(paths).toEqual(
        expect.arrayContaining([
          ["project", "required"],
          ["texts", "required"],
        ]),
      );
    });

    it("cannot hold what stands in the path, nor change prototypes", async () => {
      expect(expectInvalid(await edit({ number: number + 1, revision: 0 }))).toEqual([["number", "unknown_field"]]);
      const sly = `{"revision": 0, "__proto__": {"isAdmin": true}, "constructor": 1}`;
      expect(expectInvalid(await edit(sly)).map(([path]) => path)).toEqual(["__proto__", "constructor"]);
    });

    it("cannot hold a character that no engine keeps", async () => {
      const body = { project: "layotto", texts: { en: { title: "Title", why: "a\u0000b" } } };
      expect(expectInvalid(await create({ body }))).toEqual([["texts.en.why", "control_characters"]]);
      const slot = {
        method: "POST" as const,
        params: { number: String(number) },
        token: contributor,
        body: { slot: "\u0000" },
      };
      expect(expectInvalid(await ask(claimsRoute, `/api/v1/tasks/${number}/claims`, slot))).toEqual([
        ["slot", "control_characters"],
      ]);
      const half = `{"project": "layotto", "texts": {"en": {"title": "half \\ud83d a face"}}}`;
      expect(expectInvalid(await create({ body: half }))).toEqual([["texts.en.title", "control_characters"]]);
      const face = `{"project": "layotto", "texts": {"en": {"title": "a whole \\ud83d\\ude00 face"}}}`;
      expect((await create({ body: face })).json.task.titles.en).toBe("a whole 😀 face");
      const escaped = { project: "layotto", texts: { en: { title: "Title with \\u0000 written out" } } };
      expect((await create({ body: escaped })).status).toBe(201);
    });

    it("have a size: 256 KB, said or not", async () => {
      const body = { project: "layotto", texts: { en: { title: "x", why: "y".repeat(300_000) } } };
      expect(expectProblem(await create({ body }), 413, "too_large")).toEqual({ limitBytes: 262_144 });
      const lying = { body, headers: { "content-length": "10" } };
      expectProblem(await create(lying), 413, "too_large");
      expectProblem(await create({ headers: { "content-length": "300000" } }), 413, "too_large");
    });

    it("may be larger for an import, up to 6 MB", async () => {
      const asking = { method: "POST" as const, token: admin };
      const some = { markdown: `${"text\n\n".repeat(60_000)}`, dryRun: true };
      expect((await ask(importRoute, "/api/v1/import", { ...asking, body: some })).status).toBe(200);
      const much = { markdown: "x".repeat(6 * 1024 * 1024) };
      const refused = await ask(importRoute, "/api/v1/import", { ...asking, body: much });
      expect(expectProblem(refused, 413, "too_large")).toEqual({ limitBytes: 6_291_456 });
    });

    it("that break off are no fault of ours", async () => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("{"));
          controller.error(new Error("gone"));
        },
      });
      const headers = { authorization: `Bearer ${admin}`, "content-type": "application/json" };
      const request = new Request("http://localhost:3000/api/v1/tasks", {
        method: "POST",
        headers,
        body,
        duplex: "half",
      } as RequestInit);
      const response = await tasksRoute.POST(request, { params: Promise.resolve({}) });
      expect(await response.json()).toMatchObject({
        code: "invalid",
        data: { issues: [{ path: "", code: "incomplete" }] },
      });
    });
  });

  describe("queries and paths", () => {
    it.each([
      ["?dificulty=easy", "dificulty", "unknown_field"],
      ["?difficulty=simple", "difficulty", "invalid_value"],
      ["?status=free", "status", "invalid_value"],
      ["?mentor=1", "mentor", "invalid_value"],
      ["?project=%00", "project", "invalid_value"],
      ["?status=open&status=done", "status", "invalid_value"],
      ["?limit=0", "limit", "invalid_type"],
      ["?limit=301", "limit", "too_high"],
      ["?limit=ten", "limit", "invalid_type"],
      ["?limit=10&limit=20", "limit", "invalid_value"],
      ["?cursor=nonsense", "cursor", "invalid_value"],
      ["?cursor=", "cursor", "too_small"],
      [`?cursor=${Buffer.from('["newest",1e300,1]').toString("base64url")}`, "cursor", "invalid_value"],
      [`?cursor=${Buffer.from('["newest",8640000000000000,1]').toString("base64url")}`, "cursor", "invalid_value"],
      [`?cursor=${Buffer.from('["newest",-62135596800001,1]').toString("base64url")}`, "cursor", "invalid_value"],
      [`?q=${"x".repeat(101)}`, "q", "invalid_value"],
      ["?__proto__=1", "__proto__", "unknown_field"],
    ])("%s is refused", async (query, path, code) => {
      expect(expectInvalid(await list(query))).toEqual([[path, code]]);
    });

    it("filters as the board does", async () => {
      expect((await list("?q=测试&difficulty=easy&project=layotto")).json.tasks).toMatchObject([{ number }]);
      expect((await list("?difficulty=hard")).json).toMatchObject({ tasks: [], nextCursor: null });
      expect((await list("?difficulty=&q=")).status).toBe(200);
    });

    it("pages by a Link header and nextCursor", async () => {
      for (let index = 0; index < 3; index += 1) await create();
      const seen = new Set<number>();
      let query: string | null = "?limit=2&status=all";
      while (query !== null) {
        const page = await list(query);
        for (const task of page.json.tasks) seen.add(task.number);
        const link: string | undefined = /^<\/api\/v1\/tasks(\?[^>]*)>; rel="next"$/.exec(
          page.headers.get("link") ?? "",
        )?.[1];
        expect(link === undefined).toBe(page.json.nextCursor === null);
        query = link ?? null;
      }
      expect(seen.size).toBe((await list("?status=all")).json.counts.total);
    });

    it.each(["abc", "0", "-1", "1.5", "01", "1e3", "99999999999999999999", "1%00"])(
      "a task is not called %s",
      async (given) => {
        const answer = await ask(taskRoute, `/api/v1/tasks/${given}`, { params: { number: given } });
        expect(expectInvalid(answer)[0]?.[0]).toBe("number");
      },
    );

    it("says what is not there", async () => {
      const task = await ask(taskRoute, "/api/v1/tasks/999999999", { params: { number: "999999999" } });
      expect(expectProblem(task, 404, "not_found")).toEqual({ what: "task" });
      const project = await ask(projectRoute, "/api/v1/projects/nowhere", { params: { slug: "nowhere" } });
      expect(expectProblem(project, 404, "not_found")).toEqual({ what: "project" });
    });
  });

  describe("methods and addresses", () => {
    it("refuses a method that is not offered and says which are", async () => {
      const answer = await ask(tasksRoute, "/api/v1/tasks", { method: "DELETE", token: admin });
      expect(expectInvalid(answer, 405)).toEqual([["", "method_not_allowed"]]);
      expect(answer.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
      expect((await ask(importRoute, "/api/v1/import", { method: "HEAD" })).status).toBe(405);
    });

    it("answers OPTIONS, and HEAD like GET without a body", async () => {
      const options = await ask(taskRoute, "/api/v1/tasks/1", { method: "OPTIONS" });
      expect(options.status).toBe(204);
      expect(options.headers.get("allow")).toBe("GET, HEAD, PATCH, DELETE, OPTIONS");
      expect(options.headers.get("access-control-allow-origin")).toBeNull();
      const [head, get] = [await ask(tasksRoute, "/api/v1/tasks", { method: "HEAD" }), await list()];
      expect(head.text).toBe("");
      expect(head.status).toBe(200);
      expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    });

    it.each(["GET", "POST", "DELETE", "OPTIONS"] as const)(
      "has nothing at an unknown address for %s",
      async (method) => {
        const answer = await ask(unknownRoute, "/api/v1/nothing", { method, params: {} });
        expect(expectProblem(answer, 404, "not_found")).toEqual({ what: "page" });
      },
    );
  });

  describe("caching", () => {
    it("answers 304 for the same version without doing the work", async () => {
      const first = await list("?difficulty=easy");
      const tag = first.headers.get("etag") ?? "";
      expect(tag).toMatch(/^W\/"v\d+-[\w-]{12}"$/);
      expect(first.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
      const reads = vi.spyOn(database().db, "select");
      for (const named of [tag, tag.replace("W/", ""), `"other", ${tag}`]) {
        const again = await list("?difficulty=easy", { "if-none-match": named });
        expect([again.status, again.text]).toEqual([304, ""]);
        expect(again.headers.get("etag")).toBe(tag);
        expect(again.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
      }
      expect(reads).not.toHaveBeenCalled();
    });

    it("has another tag after a write, and for another address", async () => {
      const tag = (await list()).headers.get("etag");
      expect((await list("?difficulty=easy")).headers.get("etag")).not.toBe(tag);
      await create();
      const fresh = await list("", { "if-none-match": tag ?? "" });
      expect(fresh.status).toBe(200);
      expect(fresh.headers.get("etag")).not.toBe(tag);
    });

    it("keeps what is personal apart", async () => {
      const me = (token?: string) => ask(meRoute, "/api/v1/me", token ? { token } : {});
      const tags = await Promise.all(
        [me(), me(admin), me(contributor)].map(async (one) => (await one).headers.get("etag")),
      );
      expect(new Set(tags).size).toBe(3);
    });
  });

  describe("request numbers and limits", () => {
    it("keeps a sane request number and makes one otherwise", async () => {
      expect((await list("", { "x-request-id": "deploy-42.a:7" })).headers.get("x-request-id")).toBe("deploy-42.a:7");
      for (const odd of ["short", "x".repeat(81), "with space in it", '<script>"']) {
        expect((await list("", { "x-request-id": odd })).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      }
    });

    it("writes the request number into the history", async () => {
      const { json } = await create({ headers: { "x-request-id": "history-number-1" } });
      const { event } = database().tables;
      const rows = await database().db.select().from(event);
      expect(rows.find((row) => row.taskNumber === json.task.number)?.requestId).toBe("history-number-1");
    });

    it("counts writes by client and says when to come back", async () => {
      const write = () => edit({}, contributor);
      const first = await write();
      expect(first.headers.get("ratelimit-policy")).toBe('"writes";q=120;w=60');
      expect(first.headers.get("ratelimit")).toMatch(/^"writes";r=119;t=\d+$/);
      for (let index = 1; index < 120; index += 1) await write();
      const late = await write();
      const { retryAfterSeconds } = expectProblem(late, 429, "rate_limited");
      expect(late.headers.get("retry-after")).toBe(String(retryAfterSeconds));
      expect((await create()).status).toBe(201);
      expect((await list()).headers.get("ratelimit")).toBeNull();
    });
  });

  it("asks to come back when others write for long, and still answers reads", async () => {
    const { token } = await createTokenFor(systemContext(database(), "test", []), { login: "lin", name: "unused" });
    const [impatient, { letGo }] = [await openDatabase(url(), 300), await holdLock(url())];
    useDatabase(impatient);
    // Also where the use of the token would be noted.
    const [refused, read, mine] = [await create(), await list(), await ask(meRoute, "/api/v1/me", { token })];
    await letGo();
    const again = await create();
    await impatient.close();
    expect(expectProblem(refused, 503, "busy")).toEqual({ retryAfterSeconds: 5 });
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(read.status).toBe(200);
    expect(mine.json.person).toMatchObject({ login: "lin" });
    expect(again.status).toBe(201);
  });

  it("shows nothing of an unknown error but the request number", async () => {
    vi.spyOn(database(), "version").mockRejectedValue(new Error("password of the database is hunter2"));
    const answer = await list("", { "x-request-id": "number-of-the-error" });
    expect(expectProblem(answer, 500, "internal")).toEqual({ requestId: "number-of-the-error" });
    expect(answer.text).not.toContain("hunter2");
    expect(engine).toBeTruthy();
  });
});
