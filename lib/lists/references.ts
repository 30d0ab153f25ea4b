import type { ListLink } from "./types";

const githubPath =
  /^https?:\/\/(?:www\.)?(?:github\.com|gitee\.com|gitlab\.com|gitcode\.(?:com|net))\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:[/?#]|$)/iu;

/** The repository an address belongs to, or null: {owner: "mosn", name: "layotto"} for any page under github.com/mosn/layotto. */
export function repositoryOf(url: string): { owner: string; name: string } | null {
  const found = githubPath.exec(url);
  const owner = found?.[1];
  const name = found?.[2];
  if (!owner || !name || /^(?:orgs|users|topics|search|settings|sponsors|features|about)$/iu.test(owner)) return null;
  return { owner, name };
}

/** True for an address of one issue, pull request, discussion or work item: something that describes a task. */
export function isIssueAddress(url: string): boolean {
  return (
    /\/(?:issues?|pulls?|pull-requests?|merge_requests|discussions|browse|ticket|bug|task)\/[\w-]*\d/iu.test(url) ||
    /[?&]id=\d+/u.test(url)
  );
}

const articleHosts =
  /^https?:\/\/(?:[\w-]+\.)*(?:mp\.weixin\.qq\.com|zhuanlan\.zhihu\.com|zhihu\.com|juejin\.(?:cn|im)|bilibili\.com|b23\.tv|youtube\.com|youtu\.be|infoq\.c(?:n|om)|csdn\.net|segmentfault\.com|medium\.com|oschina\.net|toutiao\.com|modb\.pro)\//iu;

/** True for an address of an article or a video: what surrounds a list in a weekly post, never a task. */
export function isArticleAddress(url: string): boolean {
  return articleHosts.test(url);
}

/** What an issue shorthand in a title says: "#12", "gh-12", "owner/repo#12". */
export interface IssueShorthand {
  owner: string | null;
  name: string | null;
  number: string;
}

const leading =
  /^(?:issue\s*)?[[(（【]?(?:([\w.-]{1,60})\/([\w.-]{1,100}))?#(\d{1,9})[\])）】]?(?![\w-])[\s:：,，.\-–—|]*/iu;
const trailing = /[\s,，:：\-–—|]*[[(（【]?(?:\b([\w.-]{1,60})\/([\w.-]{1,100}))?#(\d{1,9})[\])）】]?$/u;

/** Takes "#12" or "owner/repo#12" off the start or the end of a title; when the title is nothing else it is left as it is. */
export function takeIssueShorthand(title: string): { rest: string; issue: IssueShorthand | null } {
  for (const [pattern, isTrailing] of [
    [leading, false],
    [trailing, true],
  ] as const) {
    const from = isTrailing ? Math.max(0, title.length - 200) : 0;
    const found = pattern.exec(title.slice(from));
    const number = found?.[3];
    if (!found || number === undefined) continue;
    const issue = { owner: found[1] ?? null, name: found[2] ?? null, number };
    const rest = isTrailing ? title.slice(0, from + found.index) : title.slice(found[0].length);
    return /[\p{L}\p{N}]/u.test(rest) ? { rest: rest.trim(), issue } : { rest: title, issue };
  }
  return { rest: title, issue: null };
}

/** The address of a shorthand on GitHub; `home` is the repository of the list around it. Null when the repository is unknown. */
export function addressOfIssue(issue: IssueShorthand, home: { owner: string; name: string } | null): string | null {
  const owner = issue.owner ?? home?.owner;
  const name = issue.name ?? home?.name;
  return owner && name ? `https://github.com/${owner}/${name}/issues/${issue.number}` : null;
}

/** The link of a line that tells most about a task: an issue first, then anything that is not a bare profile or an image host. */
export function bestLink(links: readonly ListLink[]): ListLink | null {
  const usable = links.filter(
    (link) => /^https?:\/\//iu.test(link.url) && !/^https?:\/\/github\.com\/[\w-]+\/?$/iu.test(link.url),
  );
  return usable.find((link) => isIssueAddress(link.url)) ?? usable[0] ?? null;
}

/** A name made comparable to a repository's: letters and digits only, lower case. "SOFA-Boot" and "sofa_boot" are one. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
