import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/**
 * The request headers that change what Next answers at one address, beyond the address itself: the four it lists in
 * `Vary`, and `Next-Url`, which it lists only for intercepted routes but always counts in its `_rsc` checksum.
 */
export const FLIGHT_HEADERS = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;

/** A page has an address outside these; what they serve has its own rules for caching. */
const NOT_PAGES = ["/api", "/_next"];

/** Whether an address may be a page: everything but `/api` and `/_next`. What the answer says decides the rest. */
export function mayBePage(url: string): boolean {
  return NOT_PAGES.every((prefix) => {
    if (!url.startsWith(prefix)) return true;
    const following = url[prefix.length];
    return following !== undefined && following !== "/" && following !== "?";
  });
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

/**
 * Takes `lang` out of an address, because the language has its own place in a page's key. The order of the other
 * parameters stays: a client component that reads them while it hydrates must find what the server found.
 */
export function withoutLanguage(url: string): { address: string; language: string | null } {
  const query = url.indexOf("?");
  if (query < 0) return { address: url, language: null };
  let language: string | null = null;
  const kept = url
    .slice(query + 1)
    .split("&")
    .filter((pair) => {
      if (pair !== "lang" && !pair.startsWith("lang=")) return pair !== "";
      language ??= pair.slice("lang=".length);
      return false;
    });
  const path = url.slice(0, query);
  return { address: kept.length > 0 ? `${path}?${kept.join("&")}` : path, language };
}

/** The flight headers of a request for a navigation payload; null for a request for HTML. */
export function flightHeaders(headers: IncomingHttpHeaders): Record<string, string> | null {
  if (headers.rsc === undefined) return null;
  const found: Record<string, string> = {};
  for (const name of FLIGHT_HEADERS) {
    const value = headers[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

/** The key of a page: language and address, and for a navigation payload a digest of its headers (they are long). */
export function pageKey(locale: string, address: string, flight: Record<string, string> | null): string {
  if (flight === null) return locale + address;
  const digest = createHash("sha256").update(JSON.stringify(flight)).digest("base64url");
  return `${locale}${address} ${digest}`;
}
