import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import inject from "light-my-request";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Stand, sendHtml, stand } from "./front-door.testing";
import { createPageCache } from "./page-cache";
import { arrange } from "./page-cache/arrange";

const filling = "<p>任务 task</p>".repeat(200);
let open: Stand | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function standing(...given: Parameters<typeof stand>): Promise<Stand> {
  open = await stand(...given);
  return open;
}

describe("one page for everyone", () => {
  it("renders once for 200 who ask at the same time", async () => {
    const { ask, seen } = await standing(async (_, response) => {
      await wait(30);
      sendHtml(response, filling);
    });
    const replies = await Promise.all(Array.from({ length: 200 }, () => ask("/", { "Accept-Encoding": "br" })));
    expect(seen).toHaveLength(1);
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.headers["content-encoding"]}`))).toEqual(
      new Set(["200 br"]),
    );
    expect(brotliDecompressSync(replies[7]?.body ?? Buffer.alloc(0)).toString()).toBe(filling);
  });

  it("renders again, once per page, when the version moves", async () => {
    let version = 1;
    const { ask, seen } = await standing(
      async (_, response) => {
        const shown = version;
        await wait(10);
        sendHtml(response, `version ${shown}`);
      },
      { version: async () => version },
    );
    expect((await ask("/")).body.toString()).toBe("version 1");
    expect((await ask("/")).body.toString()).toBe("version 1");
    version = 2;
    const replies = await Promise.all(Array.from({ length: 50 }, () => ask("/")));
    expect(new Set(replies.map((reply) => reply.body.toString()))).toEqual(new Set(["version 2"]));
    expect(seen).toHaveLength(2);
  });

  it("does not keep what was rendered while the version moved", async () => {
    let version = 1;
    const { ask, seen } = await standing(
      async (_, response) => {
        const shown = version;
        await wait(40);
        sendHtml(response, `version ${shown}`);
      },
      { version: () => version },
    );
    const early = ask("/");
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    version = 2;
    expect((await ask("/")).body.toString()).toBe("version 2");
    await early;
    expect((await ask("/")).body.toString()).toBe("version 2");
    expect(seen).toHaveLength(2);
  });

  it("has one page per language: address, then cookie, then Accept-Language", async () => {
    const { ask, seen } = await standing((request, response) =>
      sendHtml(response, String(request.headers["x-foothold-locale"])),
    );
    expect((await ask("/?a=1")).body.toString()).toBe("zh");
    expect((await ask("/?a=1", { "Accept-Language": "en-GB,en;q=0.9" })).body.toString()).toBe("en");
    expect((await ask("/?a=1", { "Accept-Language": "en", Cookie: "x=1; lang=zh" })).body.toString()).toBe("zh");
    const asked = await ask("/?a=1&lang=en", { Cookie: "lang=zh", Accept: "text/html,*/*" });
    expect(asked.body.toString()).toBe("en");
    expect(asked.headers["set-cookie"]).toEqual(["lang=en; Path=/; Max-Age=31536000; SameSite=Lax"]);
    expect((await ask("/?a=1&lang=en", { Accept: "image/*" })).headers["set-cookie"]).toBeUndefined();
    expect((await ask("/?a=1", { Cookie: "xlang=en" })).body.toString()).toBe("zh");
    expect((await ask("/?lang=fr&a=1")).headers["set-cookie"]).toBeUndefined();
    expect(seen.map(({ url }) => url)).toEqual(["/?a=1", "/?a=1"]);
    expect(seen.map(({ headers }) => headers["accept-language"])).toEqual(["zh", "en"]);
    expect((await ask("/?a=1", { Cookie: "lang=en" })).headers["set-cookie"]).toBeUndefined();
  });

  it("hides the reader from the app, and gives the signed-in the same page", async () => {
    const { ask, seen } = await standing((request, response) => sendHtml(response, JSON.stringify(request.headers)));
    const secrets = {
      Cookie: "session=secret; lang=en",
      Authorization: "Bearer secret",
      Host: "evil.example",
      "X-Forwarded-Host": "evil.example",
      "X-Foothold-Address": "6.6.6.6",
      "User-Agent": "secret",
    };
    const first = await ask("/", secrets);
    const second = await ask("/", { "Accept-Language": "en" });
    expect(seen).toHaveLength(1);
    expect(second.body).toEqual(first.body);
    expect(first.body.toString()).not.toMatch(/secret|evil|6\.6\.6\.6/);
    expect(seen[0]?.headers).toMatchObject({
      host: "foothold.example",
      cookie: "lang=en",
      "x-forwarded-proto": "https",
    });
  });

  it("keeps navigation payloads apart from HTML and from each other", async () => {
    const { ask, seen } = await standing((request, response) => {
      if (request.headers.rsc === undefined) return sendHtml(response, "html");
      response.setHeader("Content-Type", "text/x-component");
      response.end(`flight ${request.headers["next-router-state-tree"] ?? "none"}`);
    });
    const flight = { RSC: "1", "Next-Router-State-Tree": "tree" };
    expect((await ask("/")).body.toString()).toBe("html");
    expect((await ask("/", flight)).body.toString()).toBe("flight tree");
    expect((await ask("/", flight)).body.toString()).toBe("flight tree");
    expect((await ask("/", { RSC: "1" })).body.toString()).toBe("flight none");
    expect((await ask("/")).body.toString()).toBe("html");
    expect(seen).toHaveLength(3);
  });
});

describe("what is sent", () => {
  it("answers in br, gzip or plain, as the reader allows", async () => {
    const { ask, seen } = await standing((_, response) => sendHtml(response, filling));
    const encodings = [
      ["br, gzip", "br"],
      ["gzip, deflate", "gzip"],
      ["gzip;q=1, br;q=0.5", "gzip"],
      ["br;q=0, gzip", "gzip"],
      ["br;q=0, gzip;q=0", undefined],
      ["*", "br"],
      ["identity", undefined],
    ] as const;
    for (const [accepted, encoding] of encodings) {
      const reply = await ask("/", { "Accept-Encoding": accepted });
      expect([accepted, reply.headers["content-encoding"]]).toEqual([accepted, encoding]);
      expect(reply.headers["content-length"]).toBe(String(reply.body.length));
      const decoded =
        encoding === "br" ? brotliDecompressSync(reply.body) : encoding ? gunzipSync(reply.body) : reply.body;
      expect(decoded.toString()).toBe(filling);
    }
    expect(seen).toHaveLength(1);
  });

  it("answers 304 to who has the page, also in another encoding", async () => {
    const { ask } = await standing((_, response) => sendHtml(response, filling));
    const { headers } = await ask("/", { "Accept-Encoding": "br" });
    const tag = headers.etag ?? "";
    expect(tag).toMatch(/^W\/"/);
    const again = await ask("/", { "If-None-Match": `"other", ${tag}` });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers.etag).toBe(tag);
    expect((await ask("/", { "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("answers HEAD from the same page", async () => {
    const { ask, seen } = await standing((_, response) => sendHtml(response, filling));
    const head = await ask("/", {}, "HEAD");
    expect(head.body).toHaveLength(0);
    expect(head.headers["content-length"]).toBe(String(Buffer.byteLength(filling)));
    await ask("/");
    expect(seen).toHaveLength(1);
  });

  it("may be kept by the browser if it asks each time, and carries the security headers", async () => {
    const html = '<script>one()</script><script src="/x.js"></script><script id="a">two(">")\r\n</script>';
    const { ask } = await standing((_, response) => sendHtml(response, html));
    const { headers } = await ask("/");
    expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
    expect(headers.vary).toBe("Accept-Language, Cookie, Accept-Encoding, rsc, next-router-state-tree");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["strict-transport-security"]).toBeDefined();
    const hashes = ["one()", 'two(">")\n'].map(
      (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    );
    expect(headers["content-security-policy"]).toContain(`script-src 'self' ${hashes.join(" ")};`);
  });
});

describe("what is not kept", () => {
  it("a failed render: all who waited get the error, the next one works", async () => {
    let isBroken = true;
    const { ask, seen, errors } = await standing(async (_, response) => {
      await wait(10);
      if (isBroken) throw new Error("broken");
      sendHtml(response, "fine");
    });
    const replies = await Promise.all([ask("/"), ask("/"), ask("/")]);
    expect(replies.map((reply) => reply.status)).toEqual([500, 500, 500]);
    expect(errors.length).toBeGreaterThan(0);
    isBroken = false;
    expect((await ask("/")).body.toString()).toBe("fine");
    expect(seen).toHaveLength(2);
  });

  it("an error page, which has its policy all the same", async () => {
    const { ask, seen } = await standing((_, response) => sendHtml(response, "<script>x</script>", 500));
    const first = await ask("/");
    expect(first.status).toBe(500);
    expect(first.headers["cache-control"]).toContain("no-store");
    expect(first.headers["content-security-policy"]).toContain("'sha256-");
    await ask("/");
    expect(seen).toHaveLength(2);
  });

  it("a page of which a part failed after its status was sent", async () => {
    const { ask, seen } = await standing((_, response) =>
      sendHtml(response, '<script>self.__next_f.push([1,"a\\n15:E{\\"digest\\":\\"249\\"}\\n"])</script>'),
    );
    await ask("/");
    expect((await ask("/")).headers["cache-control"]).toContain("no-store");
    expect(seen).toHaveLength(2);
  });

  it("an answer that sets a cookie or asks not to be kept: each asker has their own", async () => {
    let count = 0;
    const { ask } = await standing(async (request, response) => {
      await wait(10);
      count += 1;
      if (request.url === "/cookie") response.setHeader("Set-Cookie", `visit=${count}`);
      else response.setHeader("X-Foothold-Cache", "no");
      sendHtml(response, String(count));
    });
    for (const path of ["/cookie", "/own"]) {
      const replies = await Promise.all([ask(path), ask(path), ask(path)]);
      expect(new Set(replies.map((reply) => reply.body.toString())).size).toBe(3);
      expect(replies[0]?.headers["cache-control"]).toContain("no-store");
    }
  });

  it("the API, other methods and files", async () => {
    const { ask, seen } = await standing((request, response) => {
      if (request.url === "/icon.svg") response.setHeader("Content-Type", "image/svg+xml");
      response.end(request.headers.cookie ?? "none");
    });
    for (const _ of [1, 2]) {
      expect((await ask("/api/v1/me", { Cookie: "session=1" })).body.toString()).toBe("session=1");
      expect((await ask("/api/v1/me", { Cookie: "session=1" }, "POST", "x")).body.toString()).toBe("session=1");
      expect((await ask("/icon.svg", { Cookie: "session=1" })).body.toString()).not.toContain("session");
    }
    expect(seen).toHaveLength(6);
  });
});

describe("bounds", () => {
  /** A cache with a clock of its own, without a server between. */
  function bare(html: () => string | Promise<string>, limits = {}) {
    const clock = { now: 1_000_000, renders: 0, fails: false };
    const errors: unknown[] = [];
    const cache = createPageCache({
      render: async () => {
        clock.renders += 1;
        if (clock.fails) throw new Error("broken");
        return { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from(await html()) };
      },
      version: () => 1,
      locale: () => "zh",
      languageHeaders: () => null,
      securityHeaders: [],
      passOn: () => undefined,
      onError: (error) => errors.push(error),
      limits,
      now: () => clock.now,
    });
    const ask = async (url: string): Promise<string> => {
      const reply = await inject(
        (request, response) => {
          cache.handle(request as never, response as never);
        },
        { url },
      );
      return reply.payload;
    };
    return { cache, clock, ask, errors };
  }

  it("sends a page of more than a minute once more while it renders a new one", async () => {
    let text = "old";
    const { clock, ask } = bare(async () => {
      const shown = text;
      await wait(5);
      return shown;
    });
    expect(await ask("/")).toBe("old");
    text = "new";
    clock.now += 59_000;
    expect(await ask("/")).toBe("old");
    expect(clock.renders).toBe(1);
    clock.now += 2000;
    expect(await Promise.all([ask("/"), ask("/")])).toEqual(["old", "old"]);
    await wait(40);
    expect(await ask("/")).toBe("new");
    expect(clock.renders).toBe(2);
    clock.now += 11 * 60_000;
    text = "newer";
    expect(await ask("/")).toBe("newer");
  });

  it("keeps an old page when it cannot be rendered again, and does not try all the time", async () => {
    const { clock, ask, errors } = bare(() => "old");
    await ask("/");
    clock.now += 61_000;
    clock.fails = true;
    for (let count = 0; count < 5; count += 1) {
      expect(await ask("/")).toBe("old");
      await wait(5);
    }
    expect(clock.renders).toBe(2);
    expect(errors).toHaveLength(1);
    clock.fails = false;
    clock.now += 6000;
    await ask("/");
    await wait(10);
    expect(clock.renders).toBe(3);
  });

  it("stays within its memory under 10,000 addresses, and keeps what is asked for", async () => {
    const html = "x".repeat(10_000);
    const limits = { bytes: 2_000_000, entries: 500 };
    const { cache, clock, ask } = bare(() => html, limits);
    await ask("/");
    await ask("/");
    for (let query = 0; query < 10_000; query += 1) {
      await ask(`/?q=${query}`);
      if (query % 50 === 0) await ask("/");
    }
    expect(cache.bytes).toBeLessThanOrEqual(limits.bytes);
    expect(cache.size).toBeLessThanOrEqual(limits.entries);
    expect(cache.size).toBeGreaterThan(50);
    const before = clock.renders;
    await ask("/");
    expect(clock.renders).toBe(before);
    // Nearly full, an address takes room when it comes a second time.
    await ask("/?wanted");
    await ask("/?wanted");
    const asked = clock.renders;
    await ask("/?wanted");
    expect(clock.renders).toBe(asked);
    await ask(`/?${"k".repeat(3000)}`);
    expect(cache.bytes).toBeLessThanOrEqual(limits.bytes);
  }, 60_000);
});

describe("the order of a page", () => {
  const page = (head: string, body: string) => Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`);

  /** Runs an inline script in a small document; gives the scripts it started before and after the first frame. */
  function run(inline: string, hidden: boolean) {
    const [, scripts = "", text = ""] = /^<script data-scripts="([^"]*)">(.*)<\/script>$/.exec(inline) ?? [];
    const started: string[] = [];
    const later: (() => void)[] = [];
    const wait = (work: () => void) => later.push(work);
    const document = {
      hidden,
      currentScript: { dataset: { scripts } },
      createElement: () => ({}),
      body: {
        append: ({ src, async }: { src: string; async: boolean }) => started.push(`${src}${async ? " async" : ""}`),
      },
    };
    new Function("document", "requestAnimationFrame", "setTimeout", text)(document, wait, wait);
    const before = [...started];
    for (let work = later.shift(); work; work = later.shift()) work();
    return { before, after: started };
  }

  it("has its tags before its styles, and its scripts behind what can be read, started after the first frame", () => {
    const one = '<style data-precedence="next" data-href="/a.css">a{}@media (width<40rem){}</style>';
    const two = '<style data-precedence="next">c>d{}</style>';
    const kept = `<noscript><style>x{}</style></noscript><script>theme()</script><title>题</title><script src="/o.js" noModule=""></script>`;
    const script = (src: string) => `<script src="${src}" async=""></script>`;
    const hint = '<link rel="preload" as="script" href="/c.js"/>';
    const body = "<style>x</style><main>任务</main>";
    const arranged = arrange(
      page(`${one}${hint}${script("/a.js?d=1&amp;e")}<meta name="b">${two}${kept}`, `${body}${script("/b.js")}`),
    ).toString();
    const [start = ""] = /<script data-scripts="\/a\.js\?d=1&amp;e \/b\.js">[^<]*<\/script>/.exec(arranged) ?? [];
    expect(arranged).toBe(page(`<meta name="b">${kept}${one}${two}`, `${body}${start}`).toString());
    const all = ["/a.js?d=1&amp;e async", "/b.js async"];
    expect(run(start, false)).toEqual({ before: [], after: all });
    expect(run(start, true)).toEqual({ before: all, after: all });
  });

  it("says its styles once, and leaves other data whole", () => {
    const css = '.a::before{content:"<\\"&>任"}';
    const style = `<style data-precedence="next">${css}</style>`;
    const written = (rows: string) =>
      `<script>self.__next_f.push([1,${JSON.stringify(rows).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}])</script>`;
    const length = Buffer.byteLength(css).toString(16);
    const rows = `1:{}\n1b:T${length},${css}2:["${css.slice(0, 5)}"]\n1c:T${length},${css}`;
    expect(arrange(page(style, written(rows))).toString()).toBe(
      page(style, written(`1:{}\n1b:T1, 2:["${css.slice(0, 5)}"]\n1c:T1, `)).toString(),
    );
  });

  it("is left alone where there is nothing to move", () => {
    for (const plain of [page("<title>t</title>", "$& $1"), Buffer.from("1:{}"), Buffer.from("</body></head>")])
      expect(arrange(plain)).toEqual(plain);
  });
});
