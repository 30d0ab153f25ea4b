import { type ReadDifficulty, readDifficulty, takeDifficulty } from "./difficulty";
import { holdsTwoTitles, isNameLike, isTopic } from "./names";
import { bestLink, type IssueShorthand, nameKey, repositoryOf, takeIssueShorthand } from "./references";
import { isReferenceLabel } from "./sections";
import { takeState } from "./state";
import { displayWidth, removed, tidyTitle, withoutRemoved } from "./text";
import type { ListClaimState, ListDoubt, ListedParent, ListPiece, ListText } from "./types";

/** A task while its list is still being read. Group references and projects are settled at the end (`settle.ts`). */
export interface Draft {
  title: string;
  line: number;
  form: "item" | "paragraph" | "row" | "heading";
  project: string | null;
  difficulty: ReadDifficulty | null;
  ownUrl: string | null;
  issue: IssueShorthand | null;
  /** The group's link, written before or after its tasks. */
  urlBefore: string | null;
  urlAfter: string | null;
  state: ListClaimState | null;
  holder: string | null;
  /** Who else is named as its holder: a task has one. */
  others: string[];
  tags: string[];
  under: ListedParent | null;
  doubts: Set<ListDoubt>;
  /** Number of the run of tasks under one label, and of the section around it. */
  group: number;
  section: number;
  sectionName: string | null;
  /** Where it stands: outside any list section, in one, or in one meant for newcomers. */
  place: "outside" | "list" | "newcomers";
  /** A paragraph before any label: a task only if its section has nothing clearer. */
  isWeak: boolean;
}

const numbering =
  /^(?:[（(]\s?\d{1,3}\s?[)）]|\d{1,3}\s?(?:[、)）．]|\.(?!\d)|[:：](?!\d))|[①-⑳❶-❿]|\d\uFE0F?\u20E3|(?:任务|项目|课题|题目|task|no\.?)\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[:：、.．-])\s*/iu;
const bulletMarks = /^(?:[·•●○◆◇■□▪▶►➤➢◦*]\s*|[-–—－+]\s*(?=[^\s\d>-])|[-–—－]\s+)/u;

/** A title without the bullets and numbers in front of it: "1、", "（1）", "①", "·". */
export function stripNumbering(text: string): string {
  let rest = text;
  for (let turn = 0; turn < 3; turn += 1) {
    const cut = rest.replace(bulletMarks, "").replace(numbering, "");
    if (cut === rest || !/[\p{L}\p{N}#@[\p{S}]/u.test(cut)) break;
    rest = cut;
  }
  return rest;
}

const trailingReference =
  /[\s，,；;。:：(（【[「|–—-]*(?<![A-Za-z])(?:详细参考|参考链接|详细|详情见|详情请见|详情|详见|参考|参见|请见|见|可见|相关链接|相关 ?issue|链接|地址|issue|(?<=[-–—:：|(（,，;；]\s*)(?:pr|pull request)s?|(?:merged|fixed|done|implemented|tracked) (?:in|by)|see|details?|more info|more|refs?|reference|link)\s*[:：→]?\s*[)）】\]」]*\s*$/iu;

/** The line's text without the labels of links that only point somewhere: "… ([link](…))", "… [#12](…)". */
export function withoutPointers(text: ListText): string {
  let rest = text.text;
  for (const link of text.links) {
    const label = link.label;
    const isPointer =
      label !== "" &&
      (isReferenceLabel(label) || /^(?:issue\s*)?#?\d+$/iu.test(label) || /^[\w.-]+\/[\w.-]+#\d+$/u.test(label));
    if (!isPointer || rest === label) continue;
    const at = rest.lastIndexOf(label);
    if (at >= 0) rest = `${rest.slice(0, at)}${removed}${rest.slice(at + label.length)}`;
  }
  rest = withoutRemoved(rest);
  return text.links.length > 0 ? withoutTrailingReference(rest) : rest;
}

/** A linked title without the words that only led to its address: "…，详见", "… - PR:". */
function withoutTrailingReference(title: string): string {
  // Such words are short; a whole title of commas would be searched for them once from each comma.
  const from = Math.max(0, title.length - 80);
  const cut = title.slice(0, from) + title.slice(from).replace(trailingReference, "");
  return /[\p{L}\p{N}]{2}/u.test(cut) && (cut.length >= 4 || title.length - cut.length > 4) ? cut : title;
}

const labelCode =
  /^(?:good[ -]first[ -]issue|help[ -]wanted|first[ -]timers[ -]only|(?:kind|area|type|topic|scope|lang|component|difficulty|level|priority|status)[/:][\w .-]+|bug|enhancement|documentation|hacktoberfest)$/iu;

/** Takes labels off the end of a title: "… `good first issue` `kind/docs`", "… (help wanted)". */
function takeTags(title: string, codes: readonly string[]): { rest: string; tags: string[] } {
  let rest = title;
  const tags: string[] = [];
  const said = /\s*[[(（【]([^[\]()（）【】]{3,40})[\])）】]$/u.exec(rest.slice(-60));
  if (said?.[1] && labelCode.test(said[1]) && rest.length > said[0].length) {
    tags.push(said[1]);
    rest = rest.slice(0, -said[0].length);
  }
  for (const code of [...codes].reverse()) {
    if (!labelCode.test(code) || !rest.endsWith(code) || rest === code) break;
    tags.unshift(code);
    rest = rest.slice(0, rest.length - code.length).replace(/[\s,，|]+$/u, "");
  }
  return { rest, tags };
}

/** What a title says by itself. */
export interface ReadTitle {
  title: string;
  difficulty: ReadDifficulty | null;
  project: string | null;
  state: ListClaimState | null;
  holder: string | null;
  url: string | null;
  issue: IssueShorthand | null;
  tags: string[];
  doubts: ListDoubt[];
}

/**
 * Reads a title line: takes claim words, difficulty, issue numbers and a known project's name off its edges.
 * `isLiteral` leaves the words alone (a table whose own columns say all that).
 */
export function readTitle(
  text: ListText,
  options: { isLoose: boolean; isLiteral: boolean; isKnown: (name: string) => boolean },
): ReadTitle {
  const doubts: ListDoubt[] = [];
  const link = bestLink(text.links);
  let rest = options.isLiteral ? text.text : stripNumbering(withoutPointers(text));
  let difficulty: ReadDifficulty | null = null;
  let state: ListClaimState | null = null;
  let holder: string | null = null;
  let issue: IssueShorthand | null = null;
  let project: string | null = null;
  const tags: string[] = [];
  for (let turn = 0; turn < 5 && !options.isLiteral; turn += 1) {
    const before = rest;
    const claimed = takeState(rest, options.isLoose);
    // A holder behind the address may have hidden the words before it.
    rest = claimed.rest !== before && link ? withoutTrailingReference(claimed.rest) : claimed.rest;
    state ??= claimed.state;
    holder ??= claimed.holder;
    // "[Kestrel] [easy] …": a level in the second bracket makes the first one a project's name.
    const doubled = /^[[【]([^[\]【】]{2,30})[\]】]\s*(?=[[【(（]([^[\]【】()（）]{1,20})[\]】)）])/u.exec(rest);
    const leader = doubled?.[1];
    if (doubled && leader && doubled[2] && project === null && readDifficulty(doubled[2]) && isNameLike(leader)) {
      if (!isTopic(leader)) project = leader.trim();
      rest = rest.slice(doubled[0].length);
    }
    const graded = takeDifficulty(rest, text.codes);
    rest = graded.rest;
    difficulty ??= graded.difficulty;
    const tagged = takeTags(rest, text.codes);
    rest = tagged.rest;
    tags.push(...tagged.tags);
    const numbered = takeIssueShorthand(rest);
    rest = numbered.rest;
    issue ??= numbered.issue;
    const named =
      /^(?:\[([^[\]]{2,40})\]|【([^【】]{2,40})】|「([^「」]{2,40})」|([^:：\s][^:：]{0,30}?)\s*[:：])\s*(?=\S)/u.exec(
        rest,
      );
    const name = named?.[1] ?? named?.[2] ?? named?.[3] ?? named?.[4];
    if (
      named &&
      name !== undefined &&
      project === null &&
      isNameLike(name) &&
      !isTopic(name) &&
      options.isKnown(name)
    ) {
      project = name.trim();
      rest = rest.slice(named[0].length);
    }
    rest = stripNumbering(rest);
    if (rest === before) break;
  }
  const whole = link && !options.isLiteral && difficulty === null ? readDifficulty(rest) : null;
  if (whole) {
    difficulty = whole;
    rest = "";
  }
  let title = tidyTitle(rest.replace(options.isLiteral ? /$^/u : /^[\s,，:：、|]+|[\s,，、|]+$/gu, ""));
  if (!options.isLiteral && (!/[\p{L}\p{N}\p{S}]/u.test(title) || /^#\d+$/u.test(title))) {
    const repository = link ? repositoryOf(link.url) : null;
    const number = link ? /\/(?:issues|pull|discussions)\/(\d+)/u.exec(link.url)?.[1] : undefined;
    if (repository && number !== undefined) {
      title = `${repository.owner}/${repository.name}#${number}`;
      doubts.push("title_from_reference");
    } else if (/^#\d+$/u.test(title)) doubts.push("title_from_reference");
    else title = "";
  }
  if (displayWidth(title) > 160) doubts.push("long_title");
  if (holdsTwoTitles(title)) doubts.push("two_titles_on_a_line");
  return { title, difficulty, project, state, holder, url: link?.url ?? null, issue, tags, doubts };
}

/** Collects the names a text's links know: nameKey of every repository linked to. */
export function repositoriesOf(pieces: readonly ListPiece[]): {
  names: Set<string>;
  only: { owner: string; name: string } | null;
} {
  const names = new Set<string>();
  const homes = new Map<string, { owner: string; name: string }>();
  const learn = (text: ListText) => {
    for (const link of text.links) {
      const repository = repositoryOf(link.url);
      if (!repository) continue;
      const key = nameKey(repository.name);
      if (key.length >= 3) names.add(key);
      homes.set(`${repository.owner}/${repository.name}`.toLowerCase(), repository);
    }
  };
  for (const piece of pieces) {
    learn(piece);
    for (const row of piece.rows) for (const cell of row) learn(cell);
  }
  const [only] = homes.values();
  return { names, only: homes.size === 1 && only ? only : null };
}
