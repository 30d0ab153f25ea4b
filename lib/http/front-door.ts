import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnswerCache, createAnswerCache } from "./answer-cache";
import { ADDRESS_HEADER, clientAddress } from "./client-address";
import { compressAnswer } from "./compress";
import { createPageCache, type PageCache } from "./page-cache";
import { mayBePage, withoutLanguage } from "./page-cache/address";
import { remembered } from "./page-cache/negotiate";
import { LOOSE_POLICY } from "./page-cache/policy";
import { createRenderer, type Handler } from "./page-cache/render";
import { limitBody, longestAddress, problem } from "./request-limits";
import { securityHeaders } from "./security-headers";
import { createStaticFiles, type StaticFiles } from "./static-files";

/** Request headers that only this server sets; what a client sends under this prefix is removed. */
const OWN_PREFIX = "x-foothold-";
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
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
    const url = request.url ?? "";
    if (!METHODS.has(request.method ?? "")) {
      response.setHeader("Allow", [...METHODS].join(", "));
      problem(response, 405, "invalid", "This method is not known here.");
      return;
    }
    if (url.length > longestAddress) {
      problem(response, 414, "invalid", "The address is too long.");
      return;
    }
    if (!url.startsWith("/")) {
      problem(response, 400, "invalid", "The address must begin with a slash.");
      return;
    }
    for (const cache of [pages, answers, files]) if (cache?.handle(request, response)) return;
    if (!limitBody(request, response)) return;
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
        onError(error, "A request could not be answered.");
        if (response.headersSent) response.destroy();
        else problem(response, 500, "internal", "Something went wrong on the server.");
      });
  }

  return { handle, pages, answers, files };
}

/** The value of one cookie, "" when absent; no other cookie is looked at or remembered. */
function cookieValue(header: string, prefix: string): string {
  let start = header.indexOf(prefix);
  while (start > 0 && header[start - 1] !== " " && header[start - 1] !== ";") start = header.indexOf(prefix, start + 1);
  if (start < 0) return "";
  const end = header.indexOf(";", start);
  return header.slice(start + prefix.length, end < 0 ? undefined : end).trim();
}
