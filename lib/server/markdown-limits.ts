/**
 * A Markdown parser takes quadratic time, or nests deeper than the stack, for texts that nobody writes: ten thousand
 * brackets, quotes in quotes in quotes. Parsing cannot be interrupted, so such a text is found before, in one pass over
 * its lines. Every limit is several times what a real text of 20,000 characters has, and was measured: with all of them
 * just kept, the worst text takes about half a second.
 */
const LIMITS = {
  /** Characters in all. */
  length: 40_000,
  /** `* _ ~` within one paragraph. */
  emphasis: 600,
  /** `[ ]` within one paragraph. */
  brackets: 800,
  /** `![` within one paragraph. */
  images: 100,
  /** Backticks within one paragraph. */
  ticks: 1500,
  /** Quotes and lists opened on one line. */
  depth: 10,
  /** Quote marks in all, and list marks after another mark on the same line. */
  nested: 600,
  /** Lines that start with a list mark. */
  items: 2000,
  /** Lines that go on in a quote or a list without a blank line: squared, times how deep it is nested. */
  continued: 8_000_000,
  /** Cells of tables: a short row is filled up to the width of the head. */
  cells: 4000,
  /** `[^` in all. */
  footnotes: 300,
  /** `]:` in all. */
  definitions: 500,
} as const;

/** Quotes and list marks at the start of a line. */
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
/** Starts a new paragraph wherever it stands, unlike an indented or a numbered one. */
const BULLET = /^ {0,3}[-+*][ \t]+\S/;
const TABLE_HEAD = /^[ \t>*+\d.)]*[|:-][|:\- \t]*$/;

/** Whether parsing this text could take long or fail. Takes a few milliseconds itself. */
export function isTooIntricate(source: string): boolean {
  if (source.length > LIMITS.length) return true;
  if (count(source, /\[\^/g) > LIMITS.footnotes || count(source, /\]:/g) > LIMITS.definitions) return true;
  let nested = 0;
  let items = 0;
  let continued = 0;
  let cells = 0;
  let paragraph = emptyParagraph();
  for (const line of source.split(/\r\n?|\n/)) {
    const isBlank = line.trim() === "";
    if (isBlank || BULLET.test(line)) {
      continued += paragraph.depth * paragraph.lines ** 2;
      cells += paragraph.columns * paragraph.lines;
      paragraph = emptyParagraph();
    }
    if (isBlank) continue;
    const marks = RULE.test(line) ? "" : (CONTAINERS.exec(line)?.[0] ?? "");
    const depth = marks.replace(/\d+|[ \t]/g, "").length;
    const quotes = count(marks, />/g);
    nested += Math.max(quotes, depth - 1);
    if (depth > quotes) items++;
    if (depth > LIMITS.depth || nested > LIMITS.nested || items > LIMITS.items) return true;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    paragraph.lines++;
    if (depth > 0) paragraph.depth = Math.max(paragraph.depth, depth + Math.floor(indent / 2));
    if (line.includes("|") && TABLE_HEAD.test(line)) {
      paragraph.columns = Math.max(paragraph.columns, count(line, /\|/g) + 1);
    }
    paragraph.emphasis += count(line, /[*_~]/g);
    paragraph.brackets += count(line, /[[\]]/g);
    paragraph.images += count(line, /!\[/g);
    paragraph.ticks += count(line, /`/g);
    if (isOver(paragraph)) return true;
    if (continued + paragraph.depth * paragraph.lines ** 2 > LIMITS.continued) return true;
    if (cells + paragraph.columns * paragraph.lines > LIMITS.cells) return true;
  }
  return false;
}

/** What was counted in lines that follow each other: the inline parser never looks further. */
function emptyParagraph() {
  return { lines: 0, depth: 0, columns: 0, emphasis: 0, brackets: 0, images: 0, ticks: 0 };
}

function isOver({ emphasis, brackets, images, ticks }: ReturnType<typeof emptyParagraph>): boolean {
  return emphasis > LIMITS.emphasis || brackets > LIMITS.brackets || images > LIMITS.images || ticks > LIMITS.ticks;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
