import { createHash } from "node:crypto";

/** A script element: its attributes, and its text exactly as the browser hashes it. */
const SCRIPT = /<script((?:\s(?:"[^"]*"|'[^']*'|[^>"'])*)?)>([\s\S]*?)<\/script/gi;
const HAS_SOURCE = /\ssrc\s*=/i;

const FIXED = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** What can be said without knowing a page's scripts; for answers that do not pass the page cache. */
export const LOOSE_POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The content security policy of a page: scripts from this origin, and the inline scripts it was rendered with, by
 * their SHA-256. Next sends its data in several inline scripts; all of them are in the HTML, so all are hashed.
 * An inline event handler or a script added later by someone else has no hash and does not run.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPT)) {
    if (text === "" || HAS_SOURCE.test(attributes)) continue;
    // The HTML parser turns CR LF into LF before the browser hashes.
    hashes.add(`'sha256-${createHash("sha256").update(text.replace(/\r\n?/g, "\n")).digest("base64")}'`);
  }
  return [`script-src ${["'self'", ...hashes].join(" ")}`, ...FIXED].join("; ");
}
