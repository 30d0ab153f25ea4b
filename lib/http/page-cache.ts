import type { IncomingMessage, ServerResponse } from "node:http";
import { flightHeaders, mayBePage, pageKey, pathOf, withoutLanguage } from "./page-cache/address";
import { type Entry, isPageType, judge, makeEntry, prepare, send } from "./page-cache/entry";
import { type Encoding, negotiateEncoding } from "./page-cache/negotiate";
import { polishOne } from "./page-cache/polish";
import { OverloadedError, type PageRequest, type Renderer } from "./page-cache/render";
import { Store, type StoreLimits } from "./page-cache/store";
import { versionOfTurn } from "./page-cache/version";

/**
 * A cache in front of the app for pages that are the same for everyone (docs: architecture, "A page is the same for
 * everyone"). A page is kept under its address and language for one version of the database; one render however many
 * ask at once. It knows nothing of what the pages are about.
 */
export interface PageCacheOptions {
  render: Renderer;
  /** The version of the data. Pages are kept while it stays the same. */
  version: () => number | Promise<number>;
  /** The language of a request; `asked` is the address's own `lang`. */
  locale: (request: IncomingMessage, asked: string | null) => string;
  /** Headers that depend on the address's own `lang` (the cookie that remembers it), or null. */
  languageHeaders: (request: IncomingMessage, asked: string) => readonly string[] | null;
  /** Headers of every answer, as a flat list. */
  securityHeaders: readonly string[];
  /** A request that is no page after all goes on to the app. */
  passOn: (request: IncomingMessage, response: ServerResponse) => void;
  onError: (error: unknown, message: string) => void;
  limits?: Partial<StoreLimits>;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

export interface PageCache {
  /** Answers a request for a page; returns false, and does nothing, when it cannot be one. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Compresses one page that is sent often as small as it gets. Call it now and then. */
  polish(): Promise<void>;
  readonly size: number;
  readonly bytes: number;
}

/** What one render gave: its entry, and whether others who asked for the same may have it. */
interface Outcome {
  entry: Entry;
  isShared: boolean;
  isPage: boolean;
}

const VARY = ["Accept-Language", "Cookie", "Accept-Encoding"];
/** A page of this age, in milliseconds, is likely to stay for a while. */
const SETTLED = 10_000;
/** After a render in the background failed, the next one waits this many milliseconds. */
const RETRY_AFTER = 5000;
const REMEMBERED_FILES = 2000;
const UNAVAILABLE = "这个页面暂时打不开，请再试一次。\nThis page cannot be shown at the moment. Please try again.\n";

export function createPageCache(options: PageCacheOptions): PageCache {
  const { securityHeaders, onError, now = Date.now } = options;
  const store = new Store(options.limits);
  /** Renders under way for the current version. */
  let flights = new Map<string, Promise<Outcome>>();
  let current: number | undefined;
  const withVersion = versionOfTurn(options.version);
  /** Paths outside /api that answered with something that is no page: they need no cache, and may stream. */
  const files = new Set<string>();

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    if (!mayBePage(request.url ?? "")) return false;
    withVersion(
      (version) => serve(request, response, version),
      (error) => {
        // Without its database the app can still show what it showed a moment ago.
        onError(error, "The version of the data could not be read.");
        serve(request, response, current ?? -1);
      },
    );
    return true;
  }

  function serve(request: IncomingMessage, response: ServerResponse, version: number): void {
    try {
      answer(request, response, version);
    } catch (error) {
      fail(response, error);
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse, version: number): void {
    if (version !== current) {
      current = version;
      store.clear();
      flights = new Map();
    }
    const url = request.url ?? "/";
    const { headers } = request;
    let address = url;
    let asked: string | null = null;
    let extra: readonly string[] | null = null;
    if (url.includes("lang") || url.endsWith("?")) {
      ({ address, language: asked } = withoutLanguage(url));
      if (asked !== null) extra = options.languageHeaders(request, asked);
    }
    const locale = options.locale(request, asked);
    const encoding = negotiateEncoding(headers["accept-encoding"]);
    const flight = flightHeaders(headers);
    const key = pageKey(locale, address, flight);
    const entry = store.get(key);
    if (entry) {
      const age = now() - entry.renderedAt;
      if (age <= entry.usableFor) {
        entry.used = true;
        if (age > entry.freshFor) refresh(key, { address, locale, flight }, entry);
        const ready = entry.variants[encoding];
        if (ready) send(request, response, entry, ready, extra);
        else deliver(request, response, key, entry, encoding, extra);
        return;
      }
    } else if (files.has(pathOf(address))) {
      options.passOn(request, response);
      return;
    }
    miss(request, response, { address, locale, flight }, key, encoding, extra);
  }

  function miss(
    request: IncomingMessage,
    response: ServerResponse,
    page: PageRequest,
    key: string,
    encoding: Encoding,
    extra: readonly string[] | null,
  ): void {
    const under = flights.get(key);
    const rendered = under
      ? // What one asker's answer set for them alone is rendered again for the next.
        under.then((outcome) => (outcome.isShared ? outcome : render(page)))
      : fly(key, page);
    rendered.then(
      ({ entry }) => deliver(request, response, key, entry, encoding, extra),
      (error) => fail(response, error),
    );
  }

  /** Renders a page; whoever asks for it meanwhile waits for the same render. */
  function fly(key: string, page: PageRequest): Promise<Outcome> {
    const under = flights;
    const flying = render(page)
      .then((outcome) => {
        // A version that moved meanwhile has its own flights: this answer is for those who waited, not for the store.
        if (outcome.isPage && under === flights) store.put(key, outcome.entry);
        return outcome;
      })
      .finally(() => under.delete(key));
    under.set(key, flying);
    return flying;
  }

  async function render(page: PageRequest): Promise<Outcome> {
    const rendered = await options.render(page);
    const verdict = judge(rendered);
    const entry = makeEntry(rendered, verdict, { securityHeaders, vary: VARY, now: now() });
    if (rendered.status === 200 && verdict === "share") remember(page, rendered.headers["content-type"]);
    return { entry, isShared: verdict !== "alone", isPage: verdict === "keep" };
  }

  function remember(page: PageRequest, type: string | string[] | undefined): void {
    if (type === undefined || isPageType(String(type))) return;
    if (files.size >= REMEMBERED_FILES) files.clear();
    files.add(pathOf(page.address));
  }

  /** Renders an old page again while it is sent once more. After a failure the old one stays, up to its last age. */
  function refresh(key: string, page: PageRequest, old: Entry): void {
    if (flights.has(key) || now() < old.retryAt) return;
    old.retryAt = now() + RETRY_AFTER;
    fly(key, page).catch((error) => onError(error, "A page could not be rendered again."));
  }

  function deliver(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    entry: Entry,
    encoding: Encoding,
    extra: readonly string[] | null,
  ): void {
    prepare(entry, encoding, "quick", (bytes) => store.grow(key, entry, bytes)).then(
      (ready) => {
        if (!response.destroyed) send(request, response, entry, ready, extra);
      },
      (error) => fail(response, error),
    );
  }

  function fail(response: ServerResponse, error: unknown): void {
    const overloaded = error instanceof OverloadedError;
    if (!overloaded) onError(error, "A page could not be rendered.");
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const headers = ["Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store", "Retry-After", "2"];
    response.writeHead(overloaded ? 503 : 500, [...headers, ...securityHeaders]);
    response.end(UNAVAILABLE);
  }

  return {
    handle,
    polish: () => polishOne(store, now() - SETTLED),
    get size() {
      return store.size;
    },
    get bytes() {
      return store.bytes;
    },
  };
}
