import { longestLabel, longestTag, mostTags, visibleLine } from "./inputs";
import { tagSlug } from "./tags";
import { type Difficulty, difficulties } from "./words";

/** How a project's labels become tasks; its maintainers write it, `guessRule` proposes the first one. */
export interface LabelRule {
  /** An issue with any of these is a task. `*` at the start or end stands for anything. */
  task: string[];
  /** Labels that say a difficulty and could not be guessed, or are guessed wrong; `*` as above. */
  difficulty: { label: string; is: Difficulty }[];
  /** For an issue whose labels say none; null: it is left open. */
  defaultDifficulty: Difficulty | null;
  /** `kind` makes the tag `bug` of `kind/bug`, `kind: bug`, `kind-bug` and `kind bug`. */
  tagPrefixes: string[];
}

/** What an issue's labels say. */
export interface ReadLabels {
  isTask: boolean;
  difficulty: Difficulty | null;
  /** The difficulties that contradict each other; then there is no difficulty, and a maintainer should be told. */
  conflict: Difficulty[];
  /** Slugs, without repetition and no more than a task may have. */
  tags: string[];
}

/** Reads an issue's labels. What the rule itself says about difficulty wins over what is guessed from other labels. */
export function readLabels(rule: LabelRule, labels: readonly string[]): ReadLabels {
  let isTask = false;
  const said = new Set<Difficulty>();
  const guessed = new Set<Difficulty>();
  const tags = new Set<string>();
  for (const label of labels) {
    const folded = fold(label);
    const own = ownDifficulty(rule, folded);
    const guess = own ? null : difficultyOfLabel(label);
    const makesTask = rule.task.some((pattern) => matches(pattern, folded));
    isTask ||= makesTask;
    if (own) said.add(own);
    if (guess) guessed.add(guess);
    const tag = own || guess || makesTask || isNewcomerLabel(label) ? null : tagOfLabel(rule, label);
    if (tag && tags.size < mostTags) tags.add(tag);
  }
  const hits = difficulties.filter((one) => (said.size > 0 ? said : guessed).has(one));
  const [first = rule.defaultDifficulty] = hits;
  const isConflict = hits.length > 1;
  return { isTask, difficulty: isConflict ? null : first, conflict: isConflict ? hits : [], tags: [...tags] };
}

/** The rule's entry that names a label most exactly: the longest, and one without `*` before one with it. */
function ownDifficulty(rule: LabelRule, folded: string): Difficulty | null {
  const weight = (pattern: string) => pattern.length + (pattern.includes("*") ? 0 : 1000);
  const entries = rule.difficulty.filter((entry) => matches(entry.label, folded));
  return entries.sort((a, b) => weight(b.label) - weight(a.label))[0]?.is ?? null;
}

/** Whether a folded label is the one the rule writes, in any case and width; `*` at its start or end is anything. */
function matches(pattern: string, folded: string): boolean {
  const wanted = fold(pattern);
  const text = wanted.replace(/^\*|\*$/g, "");
  if (text === "") return false;
  if (wanted.startsWith("*") && wanted.endsWith("*")) return folded.includes(text);
  if (wanted.startsWith("*")) return folded.endsWith(text);
  return wanted.endsWith("*") ? folded.startsWith(text) : folded === text;
}

function fold(label: string): string {
  return visibleLine(label.normalize("NFKC").toLowerCase());
}

// Words seen in communities (`integrations.md`, "Labels for newcomers and difficulty").
const plainWords: Record<Difficulty, readonly string[]> = {
  easy: ["easy", "easiest", "beginner", "starter", "simple", "trivial", "novice", "简单", "容易", "入门", "初级", "易"],
  medium: ["medium", "moderate", "intermediate", "less easy", "中等", "中级", "普通", "适中"],
  hard: ["hard", "difficult", "advanced", "expert", "complex", "challenging", "困难", "高级", "难", "复杂"],
};
// Words that could as well be a priority or a size; they speak of difficulty only after a prefix that says so.
const prefixedWords: Record<Difficulty, readonly string[]> = {
  easy: ["low", "small", "s", "xs", "1", "very easy", "very low", "初", "低", "基础"],
  medium: ["normal", "mid", "middle", "m", "2", "中", "一般", "进阶"],
  hard: ["high", "large", "l", "xl", "3", "4", "5", "very hard", "very high", "高", "专家"],
};
const prefix =
  /^(?:difficulty|difficult|skill level|level|skill|experience needed|experience|exp|complexity|effort|size|任务难度|难度级别|难度等级|难度|级别|等级)(?: |(?=\p{Script=Han}|[⭐★🌟🟢🟡🟠🔴]))/u;
/** As in `E-easy` and `D - easy`: too short to make a difficulty of what follows unless it says one by itself. */
const letter = /^[de] /;
const suffix = /(?: (?:fix|fixes|pick|picks|win|issue|issues|task|tasks|bug|bugs)|难度|级别|任务)$/;

/**
 * The difficulty a label says: `easy`, `难度：简单`, `difficulty/hard`, `E-easy`, `level: 2`, `⭐⭐`, `🟢`; null for every
 * other label. `good first issue` says none: it is about whom a task suits.
 */
export function difficultyOfLabel(label: string): Difficulty | null {
  if (label.length > 2 * longestLabel) return null;
  const marked = separated(withoutShortcodes(label));
  const marks = difficultyOfMarks(marked.replace(prefix, ""));
  if (marks) return marks;
  const words = separated(withoutEmoji(label));
  return difficultyOfWords(words, [plainWords]) ?? difficultyInBoth(words);
}

type Words = readonly Record<Difficulty, readonly string[]>[];
const allWords: Words = [plainWords, prefixedWords];

function difficultyOfWords(words: string, tables: Words): Difficulty | null {
  const rest = words.replace(prefix, "");
  if (rest !== words) return lookUp(rest, allWords);
  if (words.endsWith("难度")) return lookUp(words.slice(0, -2), allWords);
  return lookUp(words.replace(letter, ""), tables);
}

/** The same in two languages: `简单 / Easy`. */
function difficultyInBoth(words: string): Difficulty | null {
  const rest = words.replace(prefix, "");
  const tables = rest === words ? [plainWords] : allWords;
  const [chinese, latin] = [/[^\p{Script=Han}]+/gu, /\p{Script=Han}+/gu].map((others) =>
    difficultyOfWords(rest.replace(others, " ").trim(), tables),
  );
  return (chinese === latin && chinese) || null;
}

function lookUp(words: string, tables: Words): Difficulty | null {
  for (const text of [words, words.replace(suffix, "")]) {
    const found = difficulties.find((one) => tables.some((table) => table[one].includes(text)));
    if (found) return found;
  }
  return null;
}

/** One, two, or more stars; a green, yellow or red circle. */
function difficultyOfMarks(text: string): Difficulty | null {
  const marks = text.replace(/ /g, "");
  if (/^[⭐★🌟]{1,5}$/u.test(marks)) return (["easy", "medium"] as const)[[...marks].length - 1] ?? "hard";
  if (marks === "🟢") return "easy";
  if (marks === "🟡" || marks === "🟠") return "medium";
  return marks === "🔴" ? "hard" : null;
}

/** NFKC, lower case, and everything that labels put between their words as one space. */
function separated(label: string): string {
  return label
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?:\uFE0E|\uFE0F|[\s\p{Cf}/:_.\-–—|·,、!~()[\]{}<>【】「」])+/gu, " ")
    .trim();
}

/** `:star:` as GitHub writes emoji that it shows. */
function withoutShortcodes(label: string): string {
  return label.replace(/(?<![\p{L}\p{N}]):[a-z][a-z\d_+-]*:/gu, " ");
}

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Cf}|\u20E3|\uFE0E|\uFE0F/gu;

function withoutEmoji(label: string): string {
  return withoutShortcodes(label).replace(emoji, " ");
}

const newcomerLabels = new Set(
  [
    "good first issue",
    "good first issues",
    "good first bug",
    "good first task",
    "good first contribution",
    "good first pr",
    "good first time issue",
    "good for beginners",
    "good for newcomers",
    "good for new contributors",
    "first good issue",
    "first issue",
    "first contribution",
    "first timer",
    "first timers",
    "first timer only",
    "first timers only",
    "first time contributor",
    "first time contributors",
    "help wanted",
    "help needed",
    "up for grabs",
    "beginner",
    "beginners",
    "beginner friendly",
    "beginners only",
    "for beginners",
    "beginner task",
    "beginner issue",
    "newbie",
    "newbies",
    "newbie friendly",
    "newcomer",
    "newcomers",
    "newcomer friendly",
    "for newcomers",
    "new contributor",
    "new contributors",
    "low hanging fruit",
    "low hanging fruits",
    "starter",
    "starter task",
    "starter issue",
    "starter bug",
    "starter project",
    "junior job",
    "junior jobs",
    "jump in",
    "bitesize",
    "bitesized",
    "easy pick",
    "easy picks",
    "contribution welcome",
    "contributions welcome",
    "pr welcome",
    "prs welcome",
    "mentor available",
    "mentored",
    "新手",
    "新手任务",
    "新手友好",
    "新手入门",
    "新手专属",
    "适合新手",
    "新人",
    "新人任务",
    "新人友好",
    "适合新人",
    "入门",
    "入门任务",
    "首次贡献",
    "第一次贡献",
    "易上手",
    "容易上手",
    "需要帮助",
    "寻求帮助",
    "欢迎贡献",
    "欢迎认领",
    "待认领",
  ].map(compact),
);
const newcomerPrefix = /^(?:e|type|kind|status|community|contributor|contributors|contribution|contributing|tag|meta) /;

function compact(words: string): string {
  return words.replaceAll(" ", "");
}

/** Whether a label is one by which communities call newcomers: `good first issue` in all its spellings, `新手任务`, … */
export function isNewcomerLabel(label: string): boolean {
  if (label.length > 2 * longestLabel) return false;
  const words = separated(withoutEmoji(label));
  const rest = words.replace(newcomerPrefix, "");
  if (newcomerLabels.has(compact(words)) || newcomerLabels.has(compact(rest))) return true;
  // The same in two languages: `good first issue / 新手任务`.
  const chinese = compact(rest.replace(/[^\p{Script=Han}]+/gu, ""));
  const latin = compact(rest.replace(/\p{Script=Han}+/gu, ""));
  return newcomerLabels.has(chinese) && newcomerLabels.has(latin);
}

/** The tag a label makes, as the slug under which tags are kept: `kind/bug` → `bug`; null when the rule makes none of it. */
export function tagOfLabel(rule: Pick<LabelRule, "tagPrefixes">, label: string): string | null {
  const text = fold(withoutEmoji(label));
  const rests = rule.tagPrefixes.flatMap((one) => afterPrefix(fold(one), text) ?? []);
  // The longest prefix leaves the least: `area/api` before `area`.
  const [rest] = rests.sort((a, b) => a.length - b.length);
  const slug = tagSlug(visibleLine(rest ?? ""));
  return slug === "" || slug.length > longestTag || visibleLine(slug) === "" ? null : slug;
}

const separator = /^\s*[/:\-_\s]\s*/;

/** What follows a prefix and a separator; null where the label does not begin so. */
function afterPrefix(start: string, label: string): string | null {
  if (start === "" || !label.startsWith(start)) return null;
  const rest = label.slice(start.length);
  return separator.test(rest) ? rest.replace(separator, "") : null;
}

const usualPrefixes = [
  "kind",
  "area",
  "lang",
  "language",
  "component",
  "comp",
  "type",
  "module",
  "topic",
  "scope",
  "模块",
  "类型",
  "组件",
  "语言",
];

/**
 * A first rule for a repository with these labels: what calls newcomers makes a task, usual prefixes make tags. Labels
 * that say a difficulty need no entries. A repository that has none for newcomers yet gets the two GitHub proposes.
 */
export function guessRule(labels: readonly string[]): LabelRule {
  const visible = labels.map(visibleLine).filter((label) => label !== "" && label.length <= longestLabel);
  const task = new Map<string, string>();
  for (const label of visible) {
    if (isNewcomerLabel(label) && !label.includes("*") && !task.has(fold(label))) task.set(fold(label), label);
  }
  const others = visible.filter((label) => !isNewcomerLabel(label)).map((label) => fold(withoutEmoji(label)));
  const tagPrefixes = usualPrefixes.filter((one) => {
    const rests = others
      .filter((label) => tagOfLabel({ tagPrefixes: [one] }, label))
      .map((label) => label.slice(one.length));
    // `type-hints` or `type error` alone are words, not a family of labels.
    return rests.some((rest) => /^\s*[/:]/.test(rest)) || rests.filter((rest) => /^\s*[-_]/.test(rest)).length > 1;
  });
  return {
    task: task.size > 0 ? [...task.values()].slice(0, 20) : ["good first issue", "help wanted"],
    difficulty: [],
    defaultDifficulty: null,
    tagPrefixes,
  };
}
