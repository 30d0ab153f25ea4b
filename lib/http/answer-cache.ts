import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf } from "./page-cache/address";
import { type Entry, makeEntry, prepare, send } from "./page-cache/entry";
import { negotiateEncoding } from "./page-cache/negotiate";
import { polishOne } from "./page-cache/polish";
import type { Renderer } from "./page-cache/render";
import { Store, type StoreLimits } from "./page-cache/store";
import { versionOfTurn } from "./page-cache/version";
import { requestIdOf } from "./request-id";

export interface AnswerCacheOptions {
  render: Renderer;
  /** The version of the data. Answers are kept while it stays the same. */
  version: () => number | Promise<number>;
  /** Whether what is read at a path is the same for everyone. */
  isShared: (path: string) => boolean;
  /** Flat list of headers that every answer carries. */
  securityHeaders: readonly string[];
  /** Answers what is not kept: errors, with the request as it came. */
  passOn: (request: IncomingMessage, response: ServerResponse) => void;
  onError: (error: unknown, message: string) => void;
  limits?: Partial<StoreLimits>;
}

export interface AnswerCache {
  /** Answers a read that is the same for everyone; returns false, and does nothing, for any other request. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Compresses one answer that is sent often as small as it gets. Call it now and then. */
  polish(): Promise<void>;
  readonly size: number;
  readonly bytes: number;
}

/** An answer of this age, in milliseconds, is likely to stay for a while. */
const SETTLED = 10_000;
const LIMITS = { bytes: 16 * 1024 * 1024, entries: 2000, entryBytes: 1024 * 1024 };

/**
 * Keeps what the API answers to everyone alike, under its address and for one version of the data. The app is asked
 * by a request that holds nothing of the reader, so an answer cannot depend on them; and once however many ask at the
 * same time. It knows nothing of what the answers are about.
 */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { isShared, securityHeaders, passOn, onError } = options;
  const store = new Store({ ...LIMITS, ...options.limits });
  const withVersion = versionOfTurn(options.version);
  /** Reads under way for the current version. */
  let flights = new Map<string, Promise<Entry | null>>();
  let current: number | undefined;

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    if (!isShared(pathOf(request.url ?? ""))) return false;
    withVersion(
      (version) => answer(request, response, version),
      // The app says what is wrong, in the API's own words.
      () => passOn(request, response),
    );
    return true;
  }

  function answer(request: IncomingMessage, response: ServerResponse, version: number): void {
    if (version !== current) {
      current = version;
      store.clear();
      flights = new Map();
    }
    const address = request.url ?? "";
    const entry = store.get(address);
    if (entry) {
      entry.used = true;
      const ready = entry.variants[negotiateEncoding(request.headers["accept-encoding"])];
      if (ready) send(request, response, entry, ready, ownHeaders(request));
      else deliver(request, response, entry);
      return;
    }
    const flying = flights.get(address) ?? fly(address);
    flying.then(
      (read) => (read ? deliver(request, response, read) : passOn(request, response)),
      (error) => {
        onError(error, "A shared answer could not be read.");
        passOn(request, response);
      },
    );
  }

  /** Reads an answer; null when it is none to keep. */
  function fly(address: string): Promise<Entry | null> {
    const under = flights;
    const flying = read(address)
      .then((entry) => {
        // A version that moved meanwhile has its own flights: this answer is for those who waited, not for the store.
        if (entry && under === flights) store.put(address, entry);
        return entry;
      })
      .finally(() => under.delete(address));
    under.set(address, flying);
    return flying;
  }

  async function read(address: string): Promise<Entry | null> {
    const { status, headers, body } = await options.render({ address, locale: "", flight: null });
    const isPublic = String(headers["cache-control"] ?? "").includes("public");
    if (status !== 200 || !isPublic || headers["set-cookie"] !== undefined) return null;
    const { "x-request-id": _, ...kept } = headers;
    const shared = { securityHeaders, vary: ["Accept-Encoding"], now: Date.now() };
    return makeEntry({ status, headers: kept, body }, "share", shared);
  }

  function deliver(request: IncomingMessage, response: ServerResponse, entry: Entry): void {
    const address = request.url ?? "";
    const encoding = negotiateEncoding(request.headers["accept-encoding"]);
    prepare(entry, encoding, "quick", (bytes) => store.grow(address, entry, bytes)).then(
      (ready) => {
        if (!response.destroyed) send(request, response, entry, ready, ownHeaders(request));
      },
      (error) => {
        onError(error, "A shared answer could not be compressed.");
        response.destroy();
      },
    );
  }

  return {
    handle,
    polish: () => polishOne(store, Date.now() - SETTLED),
    get size() {
      return store.size;
    },
    get bytes() {
      return store.bytes;
    },
  };
}

/** What one reader's answer has for itself. */
function ownHeaders(request: IncomingMessage): readonly string[] {
  return ["X-Request-Id", requestIdOf(request.headers["x-request-id"])];
}
