import { makePiece, takeBox } from "./pieces";
import { type InlineRun, textOfRuns } from "./text";
import type { ListPiece, ListText } from "./types";

const entities: Record<string, string> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  ensp: " ",
  emsp: " ",
  middot: "·",
};

/** Decodes the few character references that lists use. */
export function decodeEntities(text: string): string {
  return text.includes("&")
    ? text.replace(
        /&(?:#(\d{1,6})|#x([\da-f]{1,6})|([a-z]{2,8}));/giu,
        (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
          if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
          const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
          return point > 31 && point <= 0x10ffff ? String.fromCodePoint(point) : " ";
        },
      )
    : text;
}

/** Reads the inline marks of one line in one pass: links, images, **bold**, ~~struck~~, `code` and a few tags. */
export function textOfLine(line: string): ListText {
  const runs: InlineRun[] = [];
  let isBold = false;
  let isStruck = false;
  let url: string | null = null;
  let plain = "";
  const flush = () => {
    if (plain !== "") runs.push({ text: decodeEntities(plain), url, isBold, isStruck, isCode: false });
    plain = "";
  };
  let at = 0;
  // Where a search for a closing mark once failed, it fails for the rest of the line too.
  let noLink = false;
  let noCode = false;
  let noTag = false;
  while (at < line.length) {
    const character = line[at] ?? "";
    if (character === "\\" && /[!-/:-@[-`{-~]/u.test(line[at + 1] ?? "")) {
      plain += line[at + 1] ?? "";
      at += 2;
      continue;
    }
    const isImage = character === "!" && line[at + 1] === "[";
    if ((character === "[" || isImage) && !noLink) {
      const middle = line.indexOf("](", at);
      if (middle < 0) noLink = true;
      const end = middle < 0 ? -1 : line.indexOf(")", middle);
      const label = end < 0 ? "" : line.slice(at + (isImage ? 2 : 1), middle);
      if (end >= 0 && label.length < 500 && !label.includes("[")) {
        flush();
        const address =
          line
            .slice(middle + 2, end)
            .trim()
            .split(/\s/u)[0] ?? "";
        if (!isImage)
          runs.push({
            text: decodeEntities(label.replace(/[*`]/gu, "")),
            url: address,
            isBold,
            isStruck,
            isCode: false,
          });
        at = end + 1;
        continue;
      }
    }
    if (character === "`" && !noCode) {
      const end = line.indexOf("`", at + 1);
      if (end < 0) noCode = true;
      else {
        flush();
        runs.push({ text: line.slice(at + 1, end), url, isBold, isStruck, isCode: true });
        at = end + 1;
        continue;
      }
    }
    const pair = line.slice(at, at + 2);
    if (pair === "**" || pair === "__") {
      flush();
      isBold = !isBold;
      at += 2;
      continue;
    }
    if (pair === "~~") {
      flush();
      isStruck = !isStruck;
      at += 2;
      continue;
    }
    if (character === "<" && !noTag && /[a-z/!]/iu.test(line[at + 1] ?? "")) {
      const end = line.indexOf(">", at);
      if (end < 0) noTag = true;
      else if (!/^<https?:/iu.test(line.slice(at, at + 8))) {
        flush();
        const tag = /^<(\/?)([a-z]+\d?)/iu.exec(line.slice(at, at + 16));
        const opens = tag?.[1] === "";
        const name = tag?.[2]?.toLowerCase() ?? "";
        if (/^(?:b|strong|summary|h[1-6])$/u.test(name)) isBold = opens;
        else if (/^(?:del|s|strike)$/u.test(name)) isStruck = opens;
        else if (name === "a")
          url = opens ? (/\bhref\s*=\s*["']?([^"'\s>]+)/iu.exec(line.slice(at, end))?.[1] ?? null) : null;
        else if (/^(?:br|p|div|li|td|th|tr)$/u.test(name)) plain += " ";
        at = end + 1;
        continue;
      }
    }
    plain += character;
    at += 1;
  }
  flush();
  return textOfRuns(runs);
}

/** The cells of a table row written with pipes; `\|` inside a cell is a pipe. */
export function cellsOfRow(line: string): string[] {
  const inside = line
    .trim()
    .replace(/^\|/u, "")
    .replace(/(?<!\\)\|$/u, "");
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] === "\\" && inside[at + 1] === "|") {
      cell += "|";
      at += 1;
    } else if (inside[at] === "|") {
      cells.push(cell);
      cell = "";
    } else cell += inside[at];
  }
  cells.push(cell);
  return cells;
}

const delimiterRow = /^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/u;
const bullet = /^([-+*·•]|\d{1,9}[.)])\s+/u;

/**
 * Reads lines without the Markdown parser, for texts too large or too knotted for it and for the inside of HTML blocks.
 * The pieces are the same; nesting is taken from indentation. Linear in the text's length.
 */
export function piecesOfLines(lines: readonly string[], firstLine = 1): ListPiece[] {
  const pieces: ListPiece[] = [];
  const open: { indent: number; index: number }[] = [];
  let fence: string | null = null;
  let table: ListPiece | null = null;
  let isComment = false;
  lines.forEach((raw, offset) => {
    const line = firstLine + offset;
    const indent = raw.length - raw.trimStart().length;
    const text = raw.trim();
    if (isComment || text.startsWith("<!--")) {
      isComment = !text.includes("-->");
      return;
    }
    const mark = /^(?:```|~~~)/u.exec(text)?.[0] ?? null;
    if (fence !== null || mark !== null) {
      if (fence === null) fence = mark;
      else if (mark === fence) fence = null;
      return;
    }
    if (text === "") {
      table = null;
      return;
    }
    if (text.startsWith(">") || /^(?:[-*_=]\s*){3,}$/u.test(text.slice(0, 200))) return;
    if (table && (text.startsWith("|") || text.includes("|"))) {
      if (table.rows.length > 1 || !delimiterRow.test(text)) table.rows.push(cellsOfRow(text).map(textOfLine));
      return;
    }
    const next = lines[offset + 1] ?? "";
    if (
      text.includes("|") &&
      next.includes("-") &&
      next.includes("|") &&
      next.length < 2_000 &&
      delimiterRow.test(next)
    ) {
      table = makePiece({ kind: "table", line, rows: [cellsOfRow(text).map(textOfLine)] });
      pieces.push(table);
      return;
    }
    if (text.length < 2_000 && text.includes("-") && delimiterRow.test(text)) return;
    const heading = /^(#{1,6})\s+/u.exec(text);
    const isTagHeading = /^<(?:h[1-6]|summary)\b/iu.test(text);
    if (heading?.[1] || isTagHeading) {
      open.length = 0;
      const inner = textOfLine(text.slice(heading?.[0].length ?? 0).replace(/\s#+$/u, ""));
      const level = heading?.[1]?.length ?? Number(/^<h([1-6])/iu.exec(text)?.[1] ?? 6);
      if (inner.text !== "") pieces.push(makePiece({ ...inner, kind: "heading", level, line }));
      return;
    }
    const found = bullet.exec(text);
    const isListTag = /^<li\b/iu.test(text);
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const owner = indent > 0 ? open.at(-1) : undefined;
    if (found || isListTag) {
      const inner = textOfLine(text.slice(found?.[0].length ?? 0));
      const taken = takeBox(inner.text);
      const parent = owner ? pieces[owner.index] : undefined;
      if (parent) {
        parent.hasChildren = true;
        if (taken.box !== null) parent.hasBoxedChildren = true;
      }
      if (open.length < 40) open.push({ indent, index: pieces.length });
      const place = { depth: open.length, owner: owner?.index ?? -1, line };
      const { links, codes, isBold, isStruck } = inner;
      pieces.push(
        makePiece({ kind: "item", text: taken.text, box: taken.box, links, codes, isBold, isStruck, ...place }),
      );
      return;
    }
    const inner = textOfLine(text);
    if (inner.text === "" && inner.links.length === 0) return;
    const isAlone = (lines[offset - 1] ?? "").trim() === "" && next.trim() === "";
    pieces.push(
      makePiece({ ...inner, kind: "line", depth: owner ? open.length : 0, owner: owner?.index ?? -1, line, isAlone }),
    );
  });
  return pieces;
}
