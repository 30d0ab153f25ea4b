import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnswerCache, createAnswerCache } from "./answer-cache";
import { ADDRESS_HEADER, clientAddress } from "./client-address";
import { compressAnswer } from "./compress";
import { createPageCache, type PageCache } from "./page-cache";
import { mayBePage, pathOf, withoutLanguage } from "./page-cache/address";
import { remembered } from "./page-cache/negotiate";
import { LOOSE_POLICY } from "./page-cache/policy";
import { createRenderer, type Handler } from "./page-cache/render";
import { createRefuse, invalidRequest, type Refusal } from "./refusal";
import { limitBody, longestAddress } from "./request-limits";
import { securityHeaders } from "./security-headers";
import { createStaticFiles, type StaticFiles } from "./static-files";

/** Request headers that only this server sets; what a client sends under this prefix is removed. */
const OWN_PREFIX = "x-foothold-";
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Pages are read and nothing else: another method would only render one past the cache. */
const PAGE_METHODS = ["GET", "HEAD"];
/** Where Next's development client writes to. */
const DEVELOPMENT = "/__nextjs";
/** A year, in seconds. */
const LANGUAGE_COOKIE_AGE = 31_536_000;

export interface FrontDoorOptions {
  /** Next's request handler. */
  next: Handler;
  /** Scheme and host that people open. */
  origin: string;
  trustProxy: boolean;
  /** False in development and with PAGE_CACHE=off. */
  usesPageCache: boolean;
  version: () => number | Promise<number>;
  /** Whether what the API reads at a path is the same for everyone. */
  isShared: (path: string) => boolean;
  /** The language rule: `?lang`, cookie, Accept-Language, the instance's own. */
  negotiateLocale: (asked: { query: string | null; cookie: string | null; acceptLanguage: string | null }) => string;
  locales: readonly string[];
  localeCookie: string;
  localeHeader: string;
  onError: (error: unknown, message: string) => void;
}

export interface FrontDoor {
  handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Null without page cache. */
  pages: PageCache | null;
  answers: AnswerCache | null;
  files: StaticFiles | null;
}

/**
 * What every request passes before the app: limits, the client's address and language in headers that a client cannot
 * set, the security headers, and the caches for pages, for what the API answers to everyone alike, and for the files of
 * the build.
 */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const { next, origin, trustProxy, usesPageCache, localeCookie, localeHeader, onError } = options;
  const fixedHeaders = securityHeaders(origin);
  const refuse = createRefuse(origin, [...fixedHeaders, "Content-Security-Policy", LOOSE_POLICY]);
  const cookiePrefix = `${localeCookie}=`;
  // The key joins cookie and header by a character that neither can hold.
  const localeByHeaders = remembered((key) => {
    const [cookie = "", acceptLanguage = ""] = key.split("\n");
    return options.negotiateLocale({ query: null, cookie: cookie || null, acceptLanguage: acceptLanguage || null });
  });

  function locale(request: IncomingMessage, asked: string | null): string {
    const { cookie, "accept-language": acceptLanguage } = request.headers;
    const chosen = cookie === undefined ? "" : cookieValue(cookie, cookiePrefix);
    if (asked !== null) {
      return options.negotiateLocale({
        query: asked,
        cookie: chosen || null,
        acceptLanguage: acceptLanguage ?? null,
      });
    }
    return localeByHeaders(chosen === "" && acceptLanguage === undefined ? "" : `${chosen}\n${acceptLanguage ?? ""}`);
  }

  /** For pages that a person opens: a picture whose address names a language must not change the reader's. */
  function languageHeaders(request: IncomingMessage, asked: string): readonly string[] | null {
    if (!options.locales.includes(asked) || !request.headers.accept?.includes("text/html")) return null;
    return ["Set-Cookie", `${localeCookie}=${asked}; Path=/; Max-Age=${LANGUAGE_COOKIE_AGE}; SameSite=Lax`];
  }

  const render = createRenderer({ handler: next, origin, localeHeader, localeCookie });
  const shared = { render, securityHeaders: fixedHeaders, passOn: passFile, onError };
  const files = usesPageCache ? createStaticFiles(shared) : null;
  const pages = usesPageCache
    ? createPageCache({ ...shared, version: options.version, locale, languageHeaders })
    : null;
  // Renders of its own: a crowd at the API must not make the pages wait for their turn.
  const answers = usesPageCache
    ? createAnswerCache({
        ...shared,
        render: createRenderer({ handler: next, origin, localeHeader, localeCookie }),
        passOn: pass,
        version: options.version,
        isShared: options.isShared,
      })
    : null;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(request);
    if (refusal) {
      if (refusal.status === 405) response.setHeader("Allow", allowed(request.url ?? "").join(", "));
      refuse(request, response, refusal);
      return;
    }
    for (const cache of [pages, answers, files]) if (cache?.handle(request, response)) return;
    if (!limitBody(request, response, refuse)) return;
    pass(request, response);
  }

  /** A file at an address like a page's; it gets no more of the reader than a page does. */
  function passFile(request: IncomingMessage, response: ServerResponse): void {
    delete request.headers.cookie;
    delete request.headers.authorization;
    pass(request, response);
  }

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const { headers } = request;
    const address = clientAddress(request, trustProxy);
    const { language } = withoutLanguage(request.url ?? "");
    const chosen = locale(request, language);
    for (const name of Object.keys(headers)) {
      if (name.startsWith(OWN_PREFIX)) delete headers[name];
    }
    if (!trustProxy) for (const name of FORWARDED) delete headers[name];
    headers[ADDRESS_HEADER] = address;
    headers[localeHeader] = chosen;

    for (let index = 0; index < fixedHeaders.length; index += 2) {
      response.setHeader(fixedHeaders[index] ?? "", fixedHeaders[index + 1] ?? "");
    }
    response.setHeader("Content-Security-Policy", LOOSE_POLICY);
    const [name, value] =
      (language !== null && mayBePage(request.url ?? "") && languageHeaders(request, language)) || [];
    if (name !== undefined && value !== undefined) response.appendHeader(name, value);
    if (usesPageCache) compressAnswer(request, response);

    Promise.resolve()
      .then(() => next(request, response))
      .catch((error) => {
        const requestId = randomUUID();
        onError(error, `A request could not be answered (${requestId}).`);
        if (response.headersSent) response.destroy();
        else refuse(request, response, failure(requestId));
      });
  }

  return { handle, pages, answers, files };
}

function failure(requestId: string): Refusal<"internal"> {
  return { status: 500, code: "internal", title: "Something went wrong on the server.", data: { requestId } };
}

function allowed(url: string): readonly string[] {
  return mayBePage(url) && !url.startsWith(DEVELOPMENT) ? PAGE_METHODS : METHODS;
}

/** Why nothing behind the front door need see this request; null when it may pass. */
function refusalOf({ url = "", method = "" }: IncomingMessage): Refusal | null {
  if (url.length > longestAddress) {
    return invalidRequest(414, "The address is too long.", { code: "too_big", params: { maximum: longestAddress } });
  }
  if (!url.startsWith("/")) return invalidRequest(400, "The address must begin with a slash.", { code: "other" });
  if (url.includes("%") && !isDecodable(pathOf(url))) {
    return invalidRequest(400, "The path is not UTF-8 in percent-encoding.", { code: "other" });
  }
  if (url.includes("%00")) return invalidRequest(400, "The address holds a null character.", { code: "other" });
  if (!allowed(url).includes(method)) {
    return invalidRequest(405, "This method is not known here.", { code: "method_not_allowed" });
  }
  return null;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The value of one cookie, "" when absent; no other cookie is looked at or remembered. */
function cookieValue(header: string, prefix: string): string {
  let start = header.indexOf(prefix);
  while (start > 0 && header[start - 1] !== " " && header[start - 1] !== ";") start = header.indexOf(prefix, start + 1);
  if (start < 0) return "";
  const end = header.indexOf(";", start);
  return header.slice(start + prefix.length, end < 0 ? undefined : end).trim();
}
