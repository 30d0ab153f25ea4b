/** Stands where something was taken out of a line, so that what was around it does not become one word or sentence. */
export const gap = "\uFFFC";

// Of a line without its indentation; a fence or a comment may begin a list's item.
const listItem = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const fenceStart = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;
const commentStart = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?<!--/;

/**
 * What a person says in Markdown themselves: without code, HTML comments and quoted lines. Line breaks stay where they
 * are. Takes time in proportion to the text, whatever it holds.
 */
export function proseOf(markdown: string): string {
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  // What a text does not have anywhere need not be looked for in every line.
  const mayHaveFences = /```|~~~/.test(markdown);
  const lastCommentEnd = markdown.includes("<!--") ? lines.findLastIndex((line) => line.includes("-->")) : null;
  // Strings are put together by adding: joining as many pieces takes several times as long.
  let said = "";
  let paragraph = "";
  /** Ends the paragraph, with an empty line for one that is blank or left out. */
  const leaveOut = () => {
    said += `${withoutSpans(paragraph)}\n`;
    paragraph = "";
  };
  let fence: string | null = null;
  let isComment = false;
  let isInList = false;
  let isAfterBlank = true;
  let index = -1;
  for (const whole of lines) {
    index += 1;
    if (fence !== null) {
      const mark = whole.trim();
      if (mark.startsWith(fence) && mark === (fence[0] ?? "").repeat(mark.length)) fence = null;
      leaveOut();
      continue;
    }
    let line = whole;
    if (isComment) {
      const end = line.indexOf("-->");
      isComment = end < 0;
      line = isComment ? "" : line.slice(end + 3);
    }
    const text = line.trimStart();
    if (text === "") {
      isAfterBlank = true;
      leaveOut();
      continue;
    }
    const isItem = "-*+0123456789".includes(text.charAt(0)) && listItem.test(text);
    const isIndented = text.length < line.length;
    if (isItem || (isAfterBlank && !isIndented)) isInList = isItem;
    // Indented code begins after a blank line only, and goes on over its own lines.
    const isIndentedCode: boolean = isAfterBlank && !isInList && isIndented && /^(?: {4}| {0,3}\t)/.test(line);
    isAfterBlank = isIndentedCode;
    if (mayHaveFences && !isIndentedCode) fence = fenceStart.exec(text)?.[1] ?? null;
    if (fence !== null || isIndentedCode || text.startsWith(">")) {
      leaveOut();
      continue;
    }
    if (lastCommentEnd !== null) {
      const open = openComment(line);
      if (open >= 0 && (index < lastCommentEnd || commentStart.test(text))) {
        isComment = true;
        line = line.slice(0, open);
      }
    }
    paragraph += `${line}\n`;
  }
  return (said + withoutSpans(paragraph)).slice(0, -1);
}

/** Where a comment begins that does not end in its line, and is not in code; else -1. */
function openComment(line: string): number {
  const open = line.lastIndexOf("<!--");
  if (open < 0 || line.indexOf("-->", open) >= 0) return -1;
  return line.slice(0, open).split("`").length % 2 === 1 ? open : -1;
}

/** A paragraph without code spans and the comments that end in it. */
function withoutSpans(paragraph: string): string {
  if (!paragraph.includes("`") && !paragraph.includes("<!--")) return paragraph;
  const ends = spanEnds(paragraph);
  const lastEnd = paragraph.lastIndexOf("-->");
  let said = "";
  let at = 0;
  let from = 0;
  while (at < paragraph.length) {
    const character = paragraph[at];
    let end = -1;
    if (character === "\\") {
      at += 2;
      continue;
    }
    if (character === "`") {
      end = ends[at] || -1;
      if (end < 0) {
        at = runEnd(paragraph, at);
        continue;
      }
    } else if (character === "<" && at < lastEnd && paragraph.startsWith("<!--", at)) {
      end = paragraph.indexOf("-->", at) + 3;
    }
    if (end < 0) {
      at += 1;
      continue;
    }
    said += paragraph.slice(from, at) + (character === "<" ? " " : gap);
    for (; at < end; at += 1) if (paragraph[at] === "\n") said += "\n";
    from = end;
  }
  return said + paragraph.slice(from);
}

/** Where the code span ends that the run of backticks at a place begins: after the next run of its length; else 0. */
function spanEnds(paragraph: string): Uint32Array {
  const ends = new Uint32Array(paragraph.length);
  const lastOfLength = new Map<number, number>();
  for (let start = paragraph.indexOf("`"); start >= 0; ) {
    const end = runEnd(paragraph, start);
    const earlier = lastOfLength.get(end - start);
    if (earlier !== undefined) ends[earlier] = end;
    lastOfLength.set(end - start, start);
    start = paragraph.indexOf("`", end);
  }
  return ends;
}

/** The end of the run of backticks at a place. */
function runEnd(paragraph: string, start: number): number {
  let end = start;
  while (paragraph[end] === "`") end += 1;
  return end;
}
