import { invisibleCharacters } from "./text";
import type { ListWarning } from "./types";

/**
 * Limits of one reading, so that time grows with the text and never faster. micromark reads about 0.4 MB/s here and is worse than linear
 * on deep nesting, on long runs of brackets and on very long paragraphs, so such texts are read line by line instead (`plain.ts`).
 */
export const limits = {
  /** Characters that the Markdown parser gets at most. */
  parsedCharacters: 128 * 1024,
  /** Filled lines, and marks such as brackets and stars, that the parser gets at most: its cost is per token. */
  parsedLines: 3_000,
  parsedMarks: 12_000,
  /** Characters read at most, and lines that hold something. A list of tasks is a hundred times smaller. */
  characters: 800_000,
  lines: 15_000,
  /** Characters of a line; a longer one is no title (often an image written into the text). */
  lineCharacters: 4_000,
  /** Tasks given back at most. */
  tasks: 5_000,
  /** Characters of a table written in HTML. */
  tableCharacters: 200_000,
} as const;

/** A text made ready to read: clean lines, HTML tables and front matter taken out (their lines left empty, so line numbers stay true). */
export interface ListSource {
  lines: string[];
  tables: { line: number; html: string }[];
  frontMatter: string[];
  warnings: { code: ListWarning; line: number }[];
  /** True when the Markdown parser should not be given this text. */
  isHeavy: boolean;
}

/** A text that is quoted as a whole, as replies and chats do, is read without the marks; quotes inside a text are not read. */
function unquote(lines: string[]): void {
  if (!lines.every((line) => /^\s*(?:>|$)/u.test(line))) return;
  for (const [index, line] of lines.entries()) lines[index] = line.replace(/^\s*>\s?/u, "");
}

function takeFrontMatter(lines: string[]): string[] {
  let first = 0;
  while (first < lines.length && (lines[first] ?? "").trim() === "") first += 1;
  const fence = (lines[first] ?? "").trim();
  if (fence !== "---" && fence !== "+++") return [];
  const last = lines
    .slice(first + 1, first + 200)
    .findIndex((line) => line.trim() === fence || (fence === "---" && line.trim() === "..."));
  if (last < 0) return [];
  const inside = lines.slice(first + 1, first + 1 + last);
  if (!inside.some((line) => /^\s*["']?[\w-]+["']?\s*[:=]/u.test(line))) return [];
  for (let index = 0; index <= first + 1 + last; index += 1) lines[index] = "";
  return inside;
}

function takeTables(lines: string[]): { line: number; html: string }[] {
  const tables: { line: number; html: string }[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (!/^\s{0,8}<table\b/iu.test(lines[index] ?? "")) continue;
    let size = 0;
    let end = index;
    while (end < lines.length && size < limits.tableCharacters && !/<\/table\s*>/iu.test(lines[end] ?? "")) {
      size += (lines[end] ?? "").length + 1;
      end += 1;
    }
    const inside = lines.slice(index, end + 1);
    tables.push({ line: index + 1, html: inside.join("\n").slice(0, limits.tableCharacters) });
    lines.fill("", index, Math.min(end + 1, lines.length));
    index = end;
  }
  return tables;
}

/** Whether the parser would take long: deep nesting, or a paragraph with very many marks or lines. */
function isHard(lines: readonly string[]): boolean {
  let marks = 0;
  let allMarks = 0;
  let held = 0;
  let run = 0;
  let total = 0;
  for (const line of lines) {
    total += line.length + 1;
    const container = /^(?:[\s>]|[-+*](?=\s)|\d{1,9}[.)](?=\s))*/u.exec(line)?.[0] ?? "";
    if (container.replace(/\s/gu, "").length > 40 || container.length > 80) return true;
    if (line.trim() === "") {
      marks = 0;
      run = 0;
      continue;
    }
    // A bullet or a heading begins a new run of inline text; table cells are short runs of their own.
    if (/^\s*(?:[-+*]|\d{1,9}[.)]|#{1,6})\s/u.test(line)) marks = 0;
    if (/^\s*\|/u.test(line)) marks = 0;
    run += 1;
    const found = line.match(/[[\]*_~`<!&|@]/gu)?.length ?? 0;
    marks += found;
    allMarks += found;
    held += 1;
    if (marks > 600 || run > 1_000 || allMarks > limits.parsedMarks || held > limits.parsedLines) return true;
  }
  return total > limits.parsedCharacters;
}

/** Reads any string into lines. Never throws; time is linear in its length. */
export function readSource(markdown: string): ListSource {
  const warnings: ListSource["warnings"] = [];
  const lines: string[] = [];
  let start = 0;
  let held = 0;
  let size = 0;
  while (start <= markdown.length && lines.length < 10 * limits.lines) {
    let end = markdown.indexOf("\n", start);
    if (end < 0) end = markdown.length;
    let line = end - start > limits.tableCharacters ? "" : markdown.slice(start, end);
    if (line.includes("\r") && line.slice(0, -1).includes("\r")) {
      // Old Mac line ends, or a mixture: each part is a line of its own, with the same number.
      lines.push(
        ...line
          .split("\r")
          .slice(0, 1_000)
          .map((part) => part.slice(0, limits.lineCharacters)),
      );
      start = end + 1;
      continue;
    }
    if (end - start > limits.lineCharacters && !(line !== "" && /^\s*<(?:table|t[rdh]|tbody|thead)\b/iu.test(line))) {
      warnings.push({ code: "line_too_long", line: lines.length + 1 });
      line = "";
    }
    line = line
      .replace(/\r$/u, "")
      .replace(invisibleCharacters, "")
      .replace(/[\0\uE000]/gu, "");
    if (line !== "") held += 1;
    size += line.length;
    if (held > limits.lines || size > limits.characters) break;
    lines.push(line);
    start = end + 1;
  }
  if (start < markdown.length && markdown.slice(start, start + 1_000_000).trim() !== "") {
    warnings.push({ code: "cut_at_limit", line: lines.length + 1 });
  }
  unquote(lines);
  const frontMatter = takeFrontMatter(lines);
  const tables = takeTables(lines);
  const isHeavy = isHard(lines);
  if (isHeavy) warnings.push({ code: "read_line_by_line", line: 1 });
  return { lines, tables, frontMatter, warnings: warnings.slice(0, 100), isHeavy };
}

/** The front matter's title and date. A date is taken as written, in yyyy-mm-dd; an impossible one is null. */
export function readFrontMatter(frontMatter: readonly string[]): { title: string | null; date: string | null } {
  let title: string | null = null;
  let date: string | null = null;
  for (const line of frontMatter) {
    const field = /^\s{0,2}["']?(title|date|published|publishdate|pubdate)["']?\s*[:=]\s*(.*)$/iu.exec(
      line.slice(0, 1_000),
    );
    const value = field?.[2]
      ?.trim()
      .replace(/^(["'])(.*?)\1(?:\s+#.*)?$/u, "$2")
      .replace(/\\(["\\])/gu, "$1")
      .trim();
    if (!field || value === undefined || value === "") continue;
    if (field[1]?.toLowerCase() === "title") title ??= value;
    else date ??= readDate(value);
  }
  return { title, date };
}

function readDate(text: string): string | null {
  const found = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/u.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  return `${found[1]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
