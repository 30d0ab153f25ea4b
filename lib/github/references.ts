import { isRepository, readNumber } from "../domain/links";
import { proseOf } from "../domain/prose";

/** An issue or a pull request that a text names; on GitHub the two share their numbers. */
export interface Reference {
  owner: string;
  name: string;
  number: number;
  /** Whether merging would close it. GitHub heeds that only for a pull request into the default branch. */
  closes: boolean;
}

const closing = "(?:(?<![\\w-])(close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?:[ \\t]*:[ \\t]*|[ \\t]+))?";
// Addresses are taken whole, so that nothing inside one is read as a shorthand.
const address = "(https?://[^\\s<>()[\\]{}\"'`|\\\\，。；、（）【】「」]+)";
/** Not in the middle of a word, an address, an e-mail or an entity such as `&#39;`. */
const before = "(?<![\\w./@#&?=%-])";
const shorthand = "(?:([a-z\\d][\\w-]{0,99})/([\\w.-]{1,100})#|#|GH-)(\\d{1,10})(?!\\w)";
const mention = new RegExp(`${closing}(?:${address}|${before}${shorthand})`, "gi");
/** A text that names more is no description of a change. */
const most = 1000;

/**
 * The issues that the text of a pull request names, each once, in the order of the text. `closes` follows GitHub: one of
 * its closing words stands right before the issue, with a colon or not; every issue needs its own. What stands in code,
 * comments or quotes names nothing. At most a thousand are given.
 *
 * @param home the repository that a bare `#12` or `GH-12` belongs to.
 * @param webBase where that GitHub's pages are, `https://github.com`; addresses elsewhere name nothing.
 */
export function referencesIn(text: string, home: { owner: string; name: string }, webBase: string): Reference[] {
  const base = webBase.replace(/\/+$/, "").replace(/^https?:\/\//i, "");
  const found = new Map<string, Reference>();
  for (const [, word, url, owner, name, digits = ""] of proseOf(text).matchAll(mention)) {
    const issue = url ? issueAt(url, base) : { owner: owner ?? home.owner, name: name ?? home.name, digits };
    if (!issue) continue;
    const key = `${issue.owner}/${issue.name}#${issue.digits}`.toLowerCase();
    const earlier = found.get(key);
    const number = earlier ? earlier.number : readNumber(issue.digits);
    if (number === null) continue;
    const closes = word !== undefined;
    if (earlier) earlier.closes ||= closes;
    else if (isRepository(issue.owner, issue.name)) {
      found.set(key, { owner: issue.owner, name: issue.name, number, closes });
      if (found.size === most) break;
    }
  }
  return [...found.values()];
}

interface Named {
  owner: string;
  name: string;
  digits: string;
}

/** The issue or pull request an address leads to, also to one of its comments or a pull request's files. */
function issueAt(address: string, base: string): Named | null {
  const place = address.replace(/^https?:\/\//i, "").replace(/^www\.(?=github\.com\/)/i, "");
  if (place.slice(0, base.length).toLowerCase() !== base.toLowerCase()) return null;
  const path = /^\/([^/]+)\/([^/]+)\/(?:issues|pulls?)\/(\d{1,10})(?![\w-])/i.exec(place.slice(base.length));
  const [, owner, name, digits] = path ?? [];
  return owner && name && digits ? { owner, name, digits } : null;
}
