import type { LinkKind } from "./words";

/** What a refused link should have been. */
export type LinkExpectation = "http_address" | "no_credentials" | "too_long" | "owner_repo_number";

/** The text is not a link that may be kept. */
export class LinkError extends Error {
  override name = "LinkError";
  readonly code = "link_invalid";
  constructor(readonly expected: LinkExpectation) {
    super(`Not a link: expected ${expected}`);
  }
}

export interface ParsedLink {
  kind: LinkKind;
  /** The canonical address: https on github.com, without tracking, always http or https. */
  url: string;
  /** For reading: `owner/repo#108`, or a shortened host and path. Never contains characters that reorder text. */
  label: string;
  /** Host name with its port, if it has one. */
  host: string;
  owner: string | null;
  repo: string | null;
  number: number | null;
}

export interface LinkOptions {
  /** `owner/repo` that a bare `#12` belongs to. */
  defaultRepository?: string | null;
}

const LONGEST = 2000;
const LABEL = 60;
const HOST_LABEL = 40;
/** GitHub's numbers are 32-bit; what is larger cannot be an issue. */
const HIGHEST = 2 ** 31 - 1;

const OWNER = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d_-])?$/i;
const REPOSITORY = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const NUMBER = /^[1-9]\d{0,9}$/;
/** Parts of an issue or a pull request that a link may point to. */
const ANCHOR = /^#(?:issue|issuecomment|discussion_r|pullrequestreview|event)-?\d{1,20}$/;
/** First path segments of GitHub that are not an owner. */
const PAGES = new Set(
  "about apps collections codespaces enterprise events explore features issues join login marketplace new notifications orgs organizations pricing pulls search security settings sponsors stars topics trending users".split(
    " ",
  ),
);

/**
 * Understands what a person pasted as a link: an address of an issue or a pull request, `owner/repo#12`, `#12` when a
 * default repository is given, or any other http(s) address. Purely textual: nothing is opened or looked up.
 * @param hosts host names (with port, if any) that are GitHub or GitHub Enterprise; the first is meant by shorthands.
 * @throws LinkError for everything else; it never throws anything but that.
 */
export function parseLink(input: string, hosts: readonly string[], options: LinkOptions = {}): ParsedLink {
  const text = input.trim();
  if (text.length > LONGEST) throw new LinkError("too_long");
  // The URL parser would silently drop or rewrite these, and the link would not be what was seen.
  if (/[\s\p{C}\\]/u.test(text)) throw new LinkError("http_address");
  const known = hosts.map((host) => host.toLowerCase());
  const link = parseShorthand(text, known[0] ?? "github.com", options) ?? parseAddress(text, known);
  // Percent-encoding can make an address nine times as long.
  if (link.url.length > LONGEST) throw new LinkError("too_long");
  return link;
}

function parseShorthand(text: string, host: string, { defaultRepository }: LinkOptions): ParsedLink | null {
  const match = /^(?:([^/#]+)\/([^/#]+))?#(\d+)$/.exec(text);
  if (!match) return null;
  const [defaultOwner, defaultRepo] = defaultRepository?.split("/") ?? [];
  const [, owner = defaultOwner, repo = defaultRepo, digits = ""] = match;
  if (!owner || !repo || !isRepository(owner, repo)) throw new LinkError("owner_repo_number");
  const number = readNumber(digits);
  if (number === null) throw new LinkError("owner_repo_number");
  return numbered({ kind: "issue", origin: `https://${host}`, host, owner, repo, number, anchor: "" });
}

function parseAddress(text: string, known: readonly string[]): ParsedLink {
  const url = readUrl(text, known);
  // The parser has dropped a default port already, so another one means another server.
  if (url.host === "www.github.com") url.host = "github.com";
  if (url.host === "github.com") url.protocol = "https:";
  dropTracking(url);
  if (known.includes(url.host)) {
    const segments = url.pathname.split("/").filter(Boolean);
    const [owner = "", repoName = "", page, digits = "", ...rest] = segments;
    const repo = segments.length === 2 ? repoName.replace(/(?<=.)\.git$/, "") : repoName;
    if (isRepository(owner, repo)) {
      const number = readNumber(digits);
      const kind = kindOf(page);
      // Below a pull request are its files, commits and checks; below an issue is nothing.
      if (kind && number !== null && (kind === "pull_request" || rest.length === 0)) {
        const anchor = ANCHOR.test(url.hash) ? url.hash : "";
        return numbered({ kind, origin: url.origin, host: url.host, owner, repo, number, anchor });
      }
      const place = `${owner}/${repo}`;
      const inside = segments.slice(page === "blob" || page === "tree" ? 3 : 2);
      const label = shorten(inside.length === 0 ? place : `${place} · ${inside.map(readable).join("/")}`, LABEL);
      return { kind: "reference", url: url.href, label, host: url.host, owner, repo, number: null };
    }
  }
  const label = hostAndPath(url);
  return { kind: "reference", url: url.href, label, host: url.host, owner: null, repo: null, number: null };
}

/** @throws LinkError unless the text is a whole http(s) address, or begins with one of the known hosts. */
function readUrl(text: string, known: readonly string[]): URL {
  const beginning =
    text
      .split("/", 1)[0]
      ?.toLowerCase()
      .replace(/^www\./, "") ?? "";
  const whole = text.includes("/") && known.includes(beginning) ? `https://${text}` : text;
  if (!/^https?:\/\/[^/]/i.test(whole)) throw new LinkError("http_address");
  if (/^[^/]+\/\/[^/?#]*@/.test(whole)) throw new LinkError("no_credentials");
  let url: URL;
  try {
    url = new URL(whole);
  } catch {
    throw new LinkError("http_address");
  }
  if (url.username || url.password) throw new LinkError("no_credentials");
  // "github.com." is github.com, but "a..b" is nowhere.
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  if (!url.hostname || /^\.|\.\.|\.$/.test(url.hostname)) throw new LinkError("http_address");
  return url;
}

interface Numbered {
  kind: "issue" | "pull_request";
  origin: string;
  host: string;
  owner: string;
  repo: string;
  number: number;
  anchor: string;
}

function numbered({ kind, origin, host, owner, repo, number, anchor }: Numbered): ParsedLink {
  const page = kind === "issue" ? "issues" : "pull";
  const url = `${origin}/${owner}/${repo}/${page}/${number}${anchor}`;
  return { kind, url, label: `${owner}/${repo}#${number}`, host, owner, repo, number };
}

function kindOf(page: string | undefined): "issue" | "pull_request" | null {
  if (page === "issues") return "issue";
  return page === "pull" || page === "pulls" ? "pull_request" : null;
}

/** Whether GitHub could have a repository of this name; `orgs/x` and other pages of its own are none. */
export function isRepository(owner: string, repo: string): boolean {
  return OWNER.test(owner) && REPOSITORY.test(repo) && !PAGES.has(owner.toLowerCase());
}

/** The number of an issue or a pull request as it is written; null when it cannot be one. */
export function readNumber(digits: string): number | null {
  const number = NUMBER.test(digits) ? Number(digits) : HIGHEST + 1;
  return number <= HIGHEST ? number : null;
}

/** Works on the text: URLSearchParams would rewrite the parameters that stay. */
function dropTracking(url: URL): void {
  const parts = url.search.slice(1).split("&");
  const kept = parts.filter((part) => !/^(utm_[a-z]+|fbclid|gclid|notification_referrer_id)(=|$)/i.test(part));
  if (kept.length < parts.length) url.search = kept.length > 0 ? `?${kept.join("&")}` : "";
}

function hostAndPath(url: URL): string {
  // The end of a host name says whose it is: it is the beginning that may be left out.
  const host = url.host.length > HOST_LABEL ? `…${url.host.slice(1 - HOST_LABEL)}` : url.host;
  const path = url.pathname.split("/").map(readable).join("/").replace(/\/+$/, "");
  return shorten(host + path, LABEL);
}

/** Letters, digits, spaces and plain punctuation of scripts that run from left to right. */
const READABLE = /^(?:[\p{L}\p{M}\p{N}]|[-._~!$&'()*+,;=:@ ]|[、。「」『』【】《》（），；：！？])+$/u;
const MISLEADING =
  /[\p{Default_Ignorable_Code_Point}\p{C}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A path segment decoded for reading, or as it is where decoding could mislead. */
function readable(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    return segment;
  }
  return READABLE.test(decoded) && !MISLEADING.test(decoded) ? decoded : segment;
}

/** Counts code points, so no character is cut in two. */
function shorten(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}
