import type { ListDifficulty } from "./types";

/** A difficulty as read. `level` is null when the words contradict each other; `isGuess` marks stars, colours and loose words. */
export interface ReadDifficulty {
  level: ListDifficulty | null;
  isGuess: boolean;
}

// Words of difficulty labels seen in communities: Layotto, CLOTributor, up-for-grabs, Servo, Mozilla, summer programmes.
const sureWords: Record<ListDifficulty, readonly string[]> = {
  easy: [
    "easy",
    "beginner",
    "starter",
    "simple",
    "trivial",
    "low",
    "简单",
    "容易",
    "入门",
    "初级",
    "初",
    "低",
    "易",
    "初阶",
  ],
  medium: [
    "medium",
    "moderate",
    "intermediate",
    "normal",
    "mid",
    "med",
    "middle",
    "中等",
    "中级",
    "普通",
    "中",
    "一般",
    "中阶",
    "适中",
  ],
  hard: ["hard", "difficult", "advanced", "expert", "complex", "high", "困难", "高级", "高", "难", "高阶", "复杂"],
};
const looseWords: Record<ListDifficulty, readonly string[]> = {
  easy: ["easiest", "easier", "novice", "basic", "基础", "较易", "较低", "较简单", "轻松"],
  medium: ["进阶", "less easy", "中高", "中低", "中等偏难", "中等偏易"],
  hard: ["harder", "hardest", "challenging", "challenge", "挑战", "较难", "偏难", "较高", "很难", "专家"],
};
const cellWords: Record<ListDifficulty, readonly string[]> = {
  easy: ["e", "s", "xs", "small", "tiny", "1", "i", "very low", "very easy", "一星"],
  medium: ["m", "2", "ii", "二星", "两星"],
  hard: ["h", "l", "xl", "large", "big", "3", "4", "5", "iii", "very hard", "very high", "三星"],
};

const prefix =
  /^(?:difficulty|difficult|level|skill level|skill|experience needed|experience|exp|complexity|effort|size|d|e|任务难度|项目难度|难度级别|难度等级|难度系数|难易程度|难度|级别|等级)(?:[\s:/_.=-]+|$)/;
const chinesePrefix = /^(?:任务难度|项目难度|难度级别|难度等级|难度系数|难易程度|难度|级别|等级)/;
const suffix =
  /(?:\s*(?:难度的?任务|级别的?任务|级任务|的?任务|难度|级别|级)|\s+(?:tasks?|issues?|ones?|level|difficulty|to fix|items?|bugs?|part|fix(?:es)?|picks?|wins?|for beginners))$/;

function lookup(word: string, tables: readonly Record<ListDifficulty, readonly string[]>[]): ListDifficulty | null {
  for (const table of tables) {
    for (const level of ["easy", "medium", "hard"] as const) if (table[level].includes(word)) return level;
  }
  return null;
}

/** Stars and circles: ⭐ to ⭐⭐⭐⭐, ★★☆, 🟢🟡🟠🔴. Always a guess, for every community counts them its own way. */
function readMarks(text: string): ReadDifficulty | null {
  const marks = text.replace(/(?:[\s]|\uFE0E|\uFE0F)/gu, "");
  if (/^[⭐★🌟☆✩]+$/u.test(marks)) {
    const full = [...marks].filter((mark) => mark !== "☆" && mark !== "✩").length;
    const all = [...marks].length;
    if (full === 0) return null;
    if (all >= 4 && all > full) return { level: full <= 2 ? "easy" : full === 3 ? "medium" : "hard", isGuess: true };
    return { level: full === 1 ? "easy" : full === 2 ? "medium" : "hard", isGuess: true };
  }
  const circles: Record<string, ListDifficulty> = { "🟢": "easy", "🟡": "medium", "🟠": "medium", "🔴": "hard" };
  const only = [...marks];
  const first = only[0];
  if (only.length === 1 && first !== undefined && first in circles)
    return { level: circles[first] ?? null, isGuess: true };
  return null;
}

/** Text made comparable: NFKC, lower case, without emoji and the wrappers that labels wear. */
function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?:[\p{Extended_Pictographic}]|\uFE0E|\uFE0F)/gu, " ")
    .replace(/[()[\]{}<>【】「」『』《》〈〉〔〕"'“”‘’`*_~#,、。;!]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s:\-–—·•.|/>+=]+|[\s:\-–—·•.|/+=]+$/gu, "")
    .trim();
}

/**
 * Reads a text that says nothing but a difficulty: "Easy", "-Easy", "难度：简单", "difficulty/easy", "Easy（简单）", "⭐⭐", "🟢 Easy".
 * Gives null when the text says anything else. `isCell` allows what only a column or a label's own field can say: "S", "2".
 */
export function readDifficulty(text: string, isCell = false): ReadDifficulty | null {
  if (text.length > 60) return null;
  const marks = readMarks(text.replace(/^\s*(?:任务难度|难度|difficulty|level)\s*[:：]?\s*/iu, ""));
  if (marks) return marks;
  let words = comparable(text);
  if (words === "") return null;
  const score = isCell ? /^([1-5](?:\.\d)?)\s*\/\s*(3|5)\b/u.exec(words) : null;
  if (score?.[1] && score[2]) {
    const share = Number(score[1]) / Number(score[2]);
    return { level: share <= 0.45 ? "easy" : share <= 0.7 ? "medium" : "hard", isGuess: true };
  }
  const count = /(?:^|\s)(?:x\s?)?\d+\s*(?:个|项|tasks?|issues?)?$/;
  let wasPrefixed = false;
  for (const strip of [prefix, chinesePrefix]) {
    const cut = words.replace(strip, "").replace(/^[\s:=/-]+/, "");
    if (cut !== words && cut !== "") {
      words = cut;
      wasPrefixed = true;
    }
  }
  if (!wasPrefixed && !isCell) words = words.replace(count, "").trim();
  const tables = wasPrefixed || isCell ? [sureWords, looseWords, cellWords] : [sureWords, looseWords];
  for (let turn = 0; turn < 2 && !lookup(words, tables); turn += 1) {
    const cut = words.replace(suffix, "").trim();
    if (cut !== "") words = cut;
  }
  const whole = lookup(words, tables);
  if (whole) return { level: whole, isGuess: lookup(words, [sureWords]) === null };
  const parts = words
    .split(/[\s:/|~\-–—.+&]+|到|至|或/u)
    .filter((part) => part !== "" && part !== "or" && part !== "to");
  if (parts.length === 0 || parts.length > 4) return null;
  const levels = new Set<ListDifficulty>();
  let isGuess = false;
  for (const part of parts) {
    const word = lookup(part, tables) ? part : part.replace(suffix, "");
    const level = lookup(word, tables);
    if (!level) return null;
    if (!lookup(word, [sureWords])) isGuess = true;
    levels.add(level);
  }
  const [only] = levels;
  return levels.size === 1 && only ? { level: only, isGuess } : { level: null, isGuess: true };
}

/** A difficulty found at the edge of a title, and the title without it. */
export interface TitleDifficulty {
  rest: string;
  difficulty: ReadDifficulty | null;
}

const openers = "[(【（［「{";
const closers: Record<string, string> = {
  "[": "]",
  "(": ")",
  "【": "】",
  "（": "）",
  "［": "］",
  "「": "」",
  "{": "}",
};

/**
 * Takes a difficulty off the edge of a title: "[Easy] …", "…（难度：简单）", "Easy: …", "… ⭐⭐", "🟢 …", "… `easy`".
 * `codes` are the line's code spans. Unbracketed words count only before a colon, as a trailing code span, or as "difficulty/easy".
 */
export function takeDifficulty(title: string, codes: readonly string[]): TitleDifficulty {
  const text = title.trim();
  const first = text[0] ?? "";
  if (openers.includes(first)) {
    const end = text.indexOf(closers[first] ?? "", 1);
    if (end > 0 && end < 40) {
      const read = readDifficulty(text.slice(1, end));
      const rest = text.slice(end + 1).replace(/^[\s:：\-–—]+/u, "");
      if (read && rest !== "") return { rest, difficulty: read };
    }
  }
  const last = text.at(-1) ?? "";
  const opener = Object.keys(closers).find((key) => closers[key] === last);
  if (opener) {
    const start = text.lastIndexOf(opener);
    const read = start > 0 ? readDifficulty(text.slice(start + 1, -1)) : null;
    if (read) return { rest: text.slice(0, start).replace(/[\s\-–—,，]+$/u, ""), difficulty: read };
  }
  const colon = text.slice(0, 24).search(/[:：|｜]/u);
  if (colon > 0 && colon < text.length - 1 && !text.startsWith("//", colon + 1)) {
    const read = readDifficulty(text.slice(0, colon));
    const rest = text.slice(colon + 1).trim();
    if (read && rest !== "" && !readDifficulty(rest)) return { rest, difficulty: read };
  }
  const dash = /^(\S{1,8}) [-–—] (?=\S)/u.exec(text);
  if (dash?.[1]) {
    const read = readDifficulty(dash[1]);
    if (read) return { rest: text.slice(dash[0].length), difficulty: read };
  }
  const marked = /^((?:[⭐★🌟☆✩🟢🟡🟠🔴]|\uFE0F){1,12})\s*(?=\S)/u.exec(text);
  if (marked?.[1]) return { rest: text.slice(marked[0].length), difficulty: readMarks(marked[1]) };
  const markedEnd = /(?:[⭐★🌟☆✩🟢🟡🟠🔴]|\uFE0F){1,12}$/u.exec(text.slice(-24));
  if (markedEnd && text.length > markedEnd[0].length) {
    const rest = text.slice(0, text.length - markedEnd[0].length).replace(/[\s,，\-–—|]+$/u, "");
    return { rest: rest.replace(/[\s,，]*(?:难度|difficulty)\s*[:：]?$/iu, ""), difficulty: readMarks(markedEnd[0]) };
  }
  for (const code of [codes.at(-1), codes[0]]) {
    if (code === undefined || code.length > 40) continue;
    const read = readDifficulty(code);
    if (!read) continue;
    if (text.endsWith(code))
      return { rest: text.slice(0, -code.length).replace(/[\s\-–—,，:：|]+$/u, ""), difficulty: read };
    if (text.startsWith(code))
      return { rest: text.slice(code.length).replace(/^[\s\-–—,，:：|]+/u, ""), difficulty: read };
  }
  const dashedEnd = /\s[-–—|｜]\s*([^\s\-–—|｜]{1,14})$/u.exec(text.slice(-24));
  if (dashedEnd?.[1] && text.length > dashedEnd[0].length) {
    const read = readDifficulty(dashedEnd[1]);
    if (read) return { rest: text.slice(0, text.length - dashedEnd[0].length), difficulty: read };
  }
  const tail = text.slice(-40);
  const said = /[\s,，;；|–—-]+((?:difficulty|level|难度)\s*[/:：=]\s*[^\s:：/]{1,14})$/iu.exec(tail);
  if (said?.[1] && text.length > said[0].length) {
    const read = readDifficulty(said[1]);
    if (read) return { rest: text.slice(0, text.length - said[0].length), difficulty: read };
  }
  return { rest: text, difficulty: null };
}
