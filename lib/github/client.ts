import type { z } from "zod";
import type { SyncFault } from "../domain/words";

/** Where GitHub is. */
export interface GitHubAddresses {
  /** The web pages, as `https://github.com`; without a trailing slash. */
  web: string;
  /** REST, as `https://api.github.com` or `https://HOST/api/v3`. */
  api: string;
}

/** GitHub could not, or would not, answer. `text` is for logs and the sync page: no token, no address of a person. */
export class GitHubFault extends Error {
  override name = "GitHubFault";
  constructor(
    readonly fault: SyncFault,
    readonly text: string,
    /** The HTTP status, if there was an answer. */
    readonly status: number | null = null,
    /** Not to be asked again before. */
    readonly notBefore: Date | null = null,
    /** Which of GitHub's limits the answer counts against: `core`, `search`, `graphql`. */
    readonly resource: string | null = null,
  ) {
    super(`${fault}: ${text}`);
  }
}

export interface Reply<Data> {
  data: Data;
  /** To ask next time whether it is still the same. */
  etag: string | null;
  /** The address of the next page; null on the last. */
  next: string | null;
}

export interface Limit {
  left: number;
  resetsAt: Date;
}

export interface ClientOptions {
  api: string;
  /** The value of the header, or null for a visitor. Asked before each request. */
  authorization: () => Promise<string | null>;
  now?: () => Date;
  /** Milliseconds for one request, from its start to the last byte of the answer. */
  patience?: number;
}

/** Bytes of an answer; a page of a hundred long issues has fewer. */
const largest = 32 * 1024 * 1024;
const usualPatience = 20_000;
/** Redirects that are followed: a repository that was renamed more than once. */
const mostRedirects = 5;
/** Milliseconds to wait after a secondary limit that does not say for how long. */
const pause = 60_000;

/**
 * One way to GitHub: asks, reads what comes back with a schema, keeps count, and never waits. Whoever is told to wait
 * gets a `GitHubFault` that says until when. Not a library: what is asked again and again must cost nothing
 * (`docs/decisions/2026-11-26-github-client.md`).
 */
export class GitHubClient {
  /** Requests that were sent, redirects among them. */
  requests = 0;
  /** What GitHub said last of how much may still be asked. */
  limit: Limit | null = null;
  /** GitHub's clock, as of the last answer; ours until there is one. */
  date: Date;
  readonly #options: Required<ClientOptions>;

  constructor(options: ClientOptions) {
    this.#options = { now: () => new Date(), patience: usualPatience, ...options };
    this.date = this.#options.now();
  }

  /**
   * Reads a path below the REST address, or a whole address that GitHub gave.
   * @param etag of what one has; null is returned when it is still that.
   * @throws GitHubFault
   */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Reply<z.output<Schema>>>;
  async get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    etag: string | null,
  ): Promise<Reply<z.output<Schema>> | null>;
  async get<Schema extends z.ZodType>(path: string, schema: Schema, etag: string | null = null) {
    const response = await this.#send("GET", path, { headers: etag ? { "if-none-match": etag } : {} });
    if (response.status === 304) return null;
    return {
      data: readAs(schema, response.body, path),
      etag: response.headers.get("etag"),
      next: nextPage(response.headers.get("link")),
    };
  }

  /** Whether a path is there (2xx) or not (404). @throws GitHubFault for anything else */
  async has(path: string): Promise<boolean> {
    try {
      await this.#send("GET", path, {});
      return true;
    } catch (error) {
      if (error instanceof GitHubFault && error.status === 404) return false;
      throw error;
    }
  }

  /** Writes. @throws GitHubFault */
  async write<Schema extends z.ZodType>(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const response = await this.#send(method, path, { body: JSON.stringify(body) });
    return readAs(schema, response.body, path);
  }

  /** Asks the GraphQL endpoint, which stands beside REST. @throws GitHubFault */
  async graphql<Schema extends z.ZodType>(question: unknown, schema: Schema): Promise<z.output<Schema>> {
    const { api } = this.#options;
    // `https://HOST/api/v3` has it at `https://HOST/api/graphql`.
    const address = `${api.replace(/\/v3$/, "")}/graphql`;
    const response = await this.#send("POST", address, { body: JSON.stringify(question) });
    return readAs(schema, response.body, "/graphql");
  }

  async #send(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: string },
  ): Promise<{ status: number; headers: Headers; body: string }> {
    const { api, authorization, patience } = this.#options;
    const signal = AbortSignal.timeout(patience);
    const auth = await authorization();
    let address = new URL(path.startsWith("/") ? `${api}${path}` : path);
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      // What GitHub gives as an address is followed nowhere else: the token goes with it.
      if (address.origin !== new URL(api).origin) throw new GitHubFault("unreadable", "GitHub points somewhere else");
      this.requests += 1;
      const response = await fetch(address, {
        method,
        body: body ?? null,
        signal,
        redirect: "manual",
        headers: {
          accept: "application/vnd.github+json",
          "user-agent": "Foothold",
          "x-github-api-version": "2022-11-28",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(auth ? { authorization: auth } : {}),
          ...headers,
        },
      }).catch((error: unknown) => {
        throw unreachable(error, signal);
      });
      this.#note(response.headers);
      const text = await readBounded(response, signal);
      const target = [301, 302, 307, 308].includes(response.status) ? response.headers.get("location") : null;
      if (target === null) {
        if (response.status !== 304 && !response.ok) throw this.#refusal(response, text);
        return { status: response.status, headers: response.headers, body: text };
      }
      address = new URL(target, address);
    }
    throw new GitHubFault("unreadable", "GitHub redirects in a circle");
  }

  #note(headers: Headers): void {
    const date = new Date(headers.get("date") ?? Number.NaN);
    if (!Number.isNaN(date.getTime())) this.date = date;
    // Searches and GraphQL have limits of their own.
    if ((headers.get("x-ratelimit-resource") ?? "core") === "core") this.limit = limitIn(headers) ?? this.limit;
  }

  #refusal({ status, headers }: Response, body: string): GitHubFault {
    const said = messageIn(body);
    const now = this.#options.now().getTime();
    if (status === 401) return new GitHubFault("bad_credentials", said, status);
    if (status === 403 || status === 429) {
      const limited = (until: number | Date) =>
        new GitHubFault("rate_limited", said, status, new Date(until), headers.get("x-ratelimit-resource"));
      const wait = waitIn(headers.get("retry-after"), now);
      if (wait !== null) return limited(now + Math.max(1000, wait));
      const limit = limitIn(headers);
      if (limit?.left === 0) return limited(limit.resetsAt);
      if (status === 429 || /rate limit|abuse/i.test(said)) return limited(now + pause);
      return new GitHubFault("no_permission", said, status);
    }
    if (status === 404 || status === 410 || status === 451) return new GitHubFault("not_found", said, status);
    if (status >= 500) return new GitHubFault("unreachable", `it answered ${status}`, status);
    return new GitHubFault("unreadable", `it answered ${status}: ${said}`, status);
  }
}

function limitIn(headers: Headers): Limit | null {
  const left = Number(headers.get("x-ratelimit-remaining") ?? Number.NaN);
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return Number.isFinite(left) && Number.isFinite(reset) ? { left, resetsAt: new Date(reset * 1000) } : null;
}

/** Milliseconds to wait by `Retry-After`: seconds or, as anything between us and GitHub may write it, a date (RFC 9110). */
function waitIn(retryAfter: string | null, now: number): number | null {
  const said = retryAfter?.trim() ?? "";
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isFinite(wait) ? wait : null;
}

function unreachable(error: unknown, signal: AbortSignal): GitHubFault {
  if (error instanceof GitHubFault) return error;
  if (signal.aborted) return new GitHubFault("unreachable", "it took too long");
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return new GitHubFault("unreachable", typeof code === "string" ? code : "the connection failed");
}

async function readBounded(response: Response, signal: AbortSignal): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > largest) throw new GitHubFault("unreadable", "the answer is too large", response.status);
      parts.push(part);
    }
  } catch (error) {
    throw unreachable(error, signal);
  }
  return Buffer.concat(parts).toString("utf8");
}

function readAs<Schema extends z.ZodType>(schema: Schema, body: string, path: string): z.output<Schema> {
  let json: unknown;
  try {
    json = body === "" ? null : JSON.parse(body);
  } catch {
    throw new GitHubFault("unreadable", `no JSON came from ${plainPath(path)}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") || "the whole";
  throw new GitHubFault("unreadable", `${plainPath(path)}: ${where} is not as documented`);
}

/** Without its query. */
function plainPath(path: string): string {
  return path.replace(/^https?:\/\/[^/]+/, "").replace(/\?.*$/, "");
}

function messageIn(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    if (typeof message === "string") return message.replace(/\S+@\S+/g, "…").slice(0, 200);
  } catch {
    // Not everything that answers in GitHub's place answers JSON.
  }
  return "without a reason";
}

/** RFC 8288, as far as GitHub uses it. */
function nextPage(link: string | null): string | null {
  return /<([^<>]+)>\s*;[^,]*\brel="?next"?/.exec(link ?? "")?.[1] ?? null;
}
