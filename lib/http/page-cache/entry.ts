import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { compress, type Effort, isCompressible } from "../compress";
import { ENCODINGS, type Encoding, matchesEntityTag } from "./negotiate";
import { contentSecurityPolicy, LOOSE_POLICY } from "./policy";
import type { Answer } from "./render";

/** A body ready to send, with its headers as the flat list that `writeHead` takes. */
interface Variant {
  headers: string[];
  body: Buffer;
}

/** An answer made ready: what to send for each encoding, and how long it is good. Times are in milliseconds. */
export interface Entry {
  readonly status: number;
  readonly entityTag: string;
  readonly notModified: string[];
  readonly variants: [Variant, Variant | null, Variant | null];
  /** Compressions under way, by encoding. */
  readonly pending: (Promise<Variant> | undefined)[];
  readonly compressible: boolean;
  /** The headers that all variants have. */
  readonly common: string[];
  readonly renderedAt: number;
  /** Not rendered again before this moment: the last attempt failed. */
  retryAt: number;
  /** Up to this age it is sent as it is. */
  readonly freshFor: number;
  /** Up to this age it is sent while a new one is rendered. */
  readonly usableFor: number;
  /** Bytes in memory, all encodings and headers counted. */
  size: number;
  /** Asked for again since the store last looked for something to drop. */
  used: boolean;
  /** A better compression was made, or is being made. */
  polished: boolean;
}

/** See `judge`. */
export type Verdict = "keep" | "share" | "alone";

export interface EntryOptions {
  /** Flat list of headers that every answer carries. */
  securityHeaders: readonly string[];
  /** The request headers that choose between answers at one address. */
  vary: readonly string[];
  now: number;
}

const MINUTE = 60_000;
/** Relative times on a page ("3 minutes ago") get old at the same version. */
const FRESH = MINUTE;
const USABLE = 10 * MINUTE;
/** What is missing may appear by means that raise no version (a file, a deploy), and costs little to render. */
const NOT_FOUND_FRESH = 30_000;

const OWN_HEADERS = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "date",
  "etag",
  "vary",
  "x-foothold-cache",
]);

/** Rows of React's stream for a part that failed after the status was sent; `NEXT_…` ones are redirects and 404s. */
const FAILED_IN_FLIGHT = /(?:^|\n)[0-9a-f]+:E\{"digest":"(?!NEXT_|BAILOUT)/;
const FAILED_IN_HTML = /(?:\\n|\[1,")[0-9a-f]+:E\{\\"digest\\":\\"(?!NEXT_|BAILOUT)/;

function isHtml(type: string): boolean {
  return type.startsWith("text/html");
}

function isFlight(type: string): boolean {
  return type.startsWith("text/x-component");
}

/** Whether an answer is of a kind that pages have. */
export function isPageType(type: string): boolean {
  return isHtml(type) || isFlight(type);
}

/**
 * What may be done with an answer: `keep` it for everyone; `share` it with those who asked while it was made (an error,
 * a redirect); or give it to one asker `alone`, because it sets a cookie or says `x-foothold-cache: no`. Next puts
 * `private, no-store` on every dynamic page, so Cache-Control says nothing here.
 */
export function judge(answer: Answer): Verdict {
  if (answer.headers["set-cookie"] !== undefined || answer.headers["x-foothold-cache"] === "no") return "alone";
  if (answer.status !== 200 && answer.status !== 404) return "share";
  const type = String(answer.headers["content-type"] ?? "");
  if (!isPageType(type) || answer.headers["content-encoding"] !== undefined) return "share";
  const failed = isHtml(type) ? FAILED_IN_HTML : FAILED_IN_FLIGHT;
  return failed.test(answer.body.toString()) ? "share" : "keep";
}

/** Makes an answer ready to be sent often. Only a page that is kept loses Next's `no-store`. */
export function makeEntry(answer: Answer, verdict: Verdict, options: EntryOptions): Entry {
  const type = String(answer.headers["content-type"] ?? "");
  const html = isHtml(type);
  const kept = verdict === "keep";
  const own = kept ? undefined : answer.headers.etag;
  // What is no page goes past this cache the next time: its own tag must hold from the first answer on.
  const entityTag = own
    ? String(own)
    : `W/"${createHash("sha256").update(answer.body).digest("base64url").slice(0, 27)}"`;
  const cacheControl = kept ? "public, max-age=0, must-revalidate" : answer.headers["cache-control"];
  const validators = ["Vary", [options.vary, answer.headers.vary ?? []].flat().join(", ")];
  if (answer.status === 200) validators.push("ETag", entityTag);
  if (cacheControl !== undefined) validators.push("Cache-Control", String(cacheControl));

  const common: string[] = [];
  for (const [name, value] of Object.entries(answer.headers)) {
    if (OWN_HEADERS.has(name) || name === "cache-control") continue;
    for (const each of Array.isArray(value) ? value : [value]) common.push(name, each);
  }
  common.push(...validators, ...options.securityHeaders);
  common.push("Content-Security-Policy", html ? contentSecurityPolicy(answer.body.toString()) : LOOSE_POLICY);

  const identity = variant(common, 0, answer.body);
  const headerBytes = common.reduce((sum, text) => sum + text.length, 0);
  return {
    status: answer.status,
    entityTag,
    notModified: validators,
    variants: [identity, null, null],
    pending: [],
    compressible: answer.headers["content-encoding"] === undefined && isCompressible(type, answer.body.length),
    common,
    renderedAt: options.now,
    retryAt: 0,
    freshFor: answer.status === 404 ? NOT_FOUND_FRESH : FRESH,
    usableFor: answer.status === 404 ? NOT_FOUND_FRESH : USABLE,
    size: answer.body.length + 4 * headerBytes,
    used: false,
    polished: false,
  };
}

function variant(common: string[], encoding: Encoding, body: Buffer): Variant {
  const headers = [...common, "Content-Length", String(body.length)];
  if (encoding !== 0) headers.push("Content-Encoding", ENCODINGS[encoding]);
  return { headers, body };
}

/**
 * Makes the variant for an encoding, once however many ask. `grown` learns of the bytes added.
 * A type that does not compress has its identity variant under every encoding.
 */
export function prepare(
  entry: Entry,
  encoding: Encoding,
  effort: Effort,
  grown: (bytes: number) => void,
): Promise<Variant> {
  const [identity] = entry.variants;
  if (!entry.compressible || encoding === 0) {
    entry.variants[encoding] = identity;
    return Promise.resolve(identity);
  }
  const before = entry.variants[encoding];
  if (before && effort === "quick") return Promise.resolve(before);
  const pending = entry.pending[encoding];
  if (pending) return pending;
  const made = compress(identity.body, encoding, effort)
    .then((body) => {
      if (before && before.body.length <= body.length) return before;
      const ready = variant(entry.common, encoding, body);
      entry.variants[encoding] = ready;
      const bytes = body.length - (before?.body.length ?? 0);
      entry.size += bytes;
      grown(bytes);
      return ready;
    })
    .finally(() => {
      entry.pending[encoding] = undefined;
    });
  entry.pending[encoding] = made;
  return made;
}

/** Sends a ready variant, or 304 when the reader has it. `extra` are headers for this reader alone. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  entry: Entry,
  ready: Variant,
  extra: readonly string[] | null,
): void {
  const known = request.headers["if-none-match"];
  if (known !== undefined && entry.status === 200 && matchesEntityTag(known, entry.entityTag)) {
    response.writeHead(304, extra === null ? entry.notModified : [...entry.notModified, ...extra]);
    response.end();
    return;
  }
  response.writeHead(entry.status, extra === null ? ready.headers : [...ready.headers, ...extra]);
  if (request.method === "HEAD") response.end();
  else response.end(ready.body);
}
