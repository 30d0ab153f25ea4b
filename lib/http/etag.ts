import { createHash } from "node:crypto";
import packageJson from "../../package.json";
import { settings } from "../env";

/** The version of the program; an answer may look different after an update. */
export const programVersion: string = packageJson.version;

/**
 * A weak entity tag: the database's version, and a hash of what else the answer depends on. While neither changes the
 * answer is the same, so a 304 needs no other work.
 */
export function entityTag(version: number, key: readonly string[]): string {
  const { LINK_HOSTS, SIGN_UP } = settings();
  const hash = createHash("sha256").update(JSON.stringify([programVersion, LINK_HOSTS, SIGN_UP, key]));
  return `W/"v${version}-${hash.digest("base64url").slice(0, 12)}"`;
}

/** Whether If-None-Match names the tag (weak comparison, RFC 9110). `*` is not understood and counts as no match. */
export function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  const bare = (one: string) => one.trim().replace(/^W\//, "");
  return ifNoneMatch?.split(",").some((one) => bare(one) === bare(tag)) ?? false;
}
