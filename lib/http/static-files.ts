import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf } from "./page-cache/address";
import { type Entry, makeEntry, prepare, send } from "./page-cache/entry";
import { negotiateEncoding } from "./page-cache/negotiate";
import { polishOne } from "./page-cache/polish";
import type { Renderer } from "./page-cache/render";
import { Store } from "./page-cache/store";

/** Where Next serves the scripts and styles of a build: the name of a file is a hash of what is in it. */
const PREFIX = "/_next/static/";

export interface StaticFilesOptions {
  render: Renderer;
  securityHeaders: readonly string[];
  /** Serves what is not kept: pictures and fonts, parts of files, what is missing. */
  passOn: (request: IncomingMessage, response: ServerResponse) => void;
  onError: (error: unknown, message: string) => void;
}

export interface StaticFiles {
  /** Answers a request for a file of the build; returns false, and does nothing, for anything else. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Compresses one more file as small as it gets. Call it now and then. */
  polish(): Promise<void>;
}

/** Keeps the scripts and styles of the build in memory, compressed once for everyone. They never change. */
export function createStaticFiles(options: StaticFilesOptions): StaticFiles {
  const { render, securityHeaders, passOn, onError } = options;
  const store = new Store({ bytes: 48 * 1024 * 1024, entries: 1000, keyLength: 300 });
  const flights = new Map<string, Promise<Entry | null>>();

  async function load(path: string): Promise<Entry | null> {
    const answer = await render({ address: path, locale: "", flight: null });
    const lasts = String(answer.headers["cache-control"] ?? "").includes("immutable");
    const entry = makeEntry(answer, "share", { securityHeaders, vary: ["Accept-Encoding"], now: Date.now() });
    if (answer.status !== 200 || !lasts || !entry.compressible) return null;
    store.put(path, entry);
    return entry;
  }

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? "";
    if (!url.startsWith(PREFIX) || (request.method !== "GET" && request.method !== "HEAD")) return false;
    if (request.headers.range !== undefined || !/\.(js|css|json|svg|txt|map)(\?|$)/.test(url)) return false;
    const encoding = negotiateEncoding(request.headers["accept-encoding"]);
    const path = pathOf(url);
    const known = store.get(path);
    const ready = known?.variants[encoding];
    if (known && ready) {
      known.used = true;
      send(request, response, known, ready, null);
      return true;
    }
    answer(request, response, path).catch((error) => {
      onError(error, "A file of the build could not be read.");
      response.destroy();
    });
    return true;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    let flight = flights.get(path);
    if (!flight) {
      const known = store.get(path);
      flight = (known ? Promise.resolve(known) : load(path)).finally(() => flights.delete(path));
      flights.set(path, flight);
    }
    const entry = await flight;
    if (entry === null) {
      passOn(request, response);
      return;
    }
    const encoding = negotiateEncoding(request.headers["accept-encoding"]);
    const ready = await prepare(entry, encoding, "quick", (bytes) => store.grow(path, entry, bytes));
    entry.used = true;
    if (!response.destroyed) send(request, response, entry, ready, null);
  }

  return { handle, polish: () => polishOne(store, Number.POSITIVE_INFINITY) };
}
