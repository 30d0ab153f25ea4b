import type { ListContext } from "./context";
import { repositoriesOf } from "./draft";
import { makePiece } from "./pieces";
import { piecesOfLines } from "./plain";
import { ListReader, type ReadingScope } from "./reader";
import { bestLink, isIssueAddress } from "./references";
import { sectionKind } from "./sections";
import { settleDrafts } from "./settle";
import { type ListSource, limits, readFrontMatter, readSource } from "./source";
import { rowsOfHtml } from "./tables";
import { piecesOfTree } from "./tree";
import type { ListedWarning, ListPiece, ParsedList } from "./types";

/** The text's pieces in reading order, tables written in HTML among them. */
function piecesOf(source: ListSource, warnings: ListedWarning[]): ListPiece[] {
  let pieces: ListPiece[];
  if (source.isHeavy) pieces = piecesOfLines(source.lines);
  else {
    try {
      pieces = piecesOfTree(source.lines);
    } catch {
      // The parser recurses and can run out of stack on knotted input that the limits did not foresee.
      warnings.push({ code: "read_line_by_line", line: 1 });
      pieces = piecesOfLines(source.lines);
    }
  }
  if (source.tables.length === 0) return pieces;
  const tables = source.tables.map((table) =>
    makePiece({ kind: "table", line: table.line, rows: rowsOfHtml(table.html) }),
  );
  // Owners are indexes, so a table goes in where it shifts no owner before it; the pieces after it are renumbered once.
  const order = [...pieces.map((piece, index) => ({ piece, index })), ...tables.map((piece) => ({ piece, index: -1 }))];
  order.sort((left, right) => left.piece.line - right.piece.line);
  const places = new Map(order.map(({ index }, place) => [index, place]));
  return order.map(({ piece }) => (piece.owner >= 0 ? { ...piece, owner: places.get(piece.owner) ?? -1 } : piece));
}

/** A text of nothing but issue addresses, one a line, is a list of them. */
function asAddressList(pieces: readonly ListPiece[]): ListPiece[] | null {
  const isList =
    pieces.length > 0 &&
    pieces.every(
      (piece) => piece.kind === "line" && piece.text === "" && isIssueAddress(bestLink(piece.links)?.url ?? ""),
    );
  return isList ? pieces.map((piece) => ({ ...piece, kind: "item" as const })) : null;
}

/** A post that was pasted without its front matter still shows by its sections about other things. */
function looksLikePost(pieces: readonly ListPiece[]): boolean {
  return (
    pieces.filter(
      (piece) => (piece.kind === "heading" || (piece.isBold && piece.isAlone)) && sectionKind(piece.text) === "foreign",
    ).length >= 3
  );
}

/** What was read under a project or a difficulty and is not among the tasks in the end is said to be left out, and so are names. */
function warnLeftOut(context: ListContext, tasks: ParsedList["tasks"]): void {
  const listed = new Set(tasks.map((task) => task.line));
  for (const { line, form, project, difficulty, holder, others } of context.drafts) {
    const left = [...new Set(others)].filter((name) => name !== holder);
    if (left.length > 0 && listed.has(line)) {
      context.warnings.push({ code: "other_holders", line, text: left.map((name) => `@${name}`).join(" ") });
    }
    const isUnderLabel = difficulty !== null || (project !== null && form !== "paragraph");
    if (isUnderLabel && !listed.has(line)) context.leaveOut(line);
  }
}

/**
 * Reads a Markdown text, a whole weekly post or a bare list, into the tasks it lists, in reading order.
 * Takes any string and never throws; time is linear in its length. Lines are counted from 1 in the given text.
 */
export function parseList(markdown: string): ParsedList {
  const source = readSource(markdown);
  const warnings = [...source.warnings];
  const { title, date } = readFrontMatter(source.frontMatter);
  const found = piecesOf(source, warnings);
  const pieces = asAddressList(found) ?? found;
  const repositories = repositoriesOf(pieces);
  const isPost = source.frontMatter.length > 0 || looksLikePost(pieces);
  const scopes: ReadingScope[] = isPost ? ["sections", "labels"] : ["sections", "labels", "items"];
  let tasks: ParsedList["tasks"] = [];
  let leftOut: ParsedList["warnings"] = [];
  for (const scope of scopes) {
    let reader = new ListReader(pieces, repositories.names, scope, isPost);
    reader.read();
    tasks = settleDrafts(reader.context.drafts, pieces, repositories.only);
    if (tasks.length === 0) {
      leftOut = reader.context.warnings.filter((warning) => warning.code === "item_left_out");
      // A list's heading without tasks under it ("see our labels") means that the bullets elsewhere are something else.
      if (scope === "labels" && reader.context.sawSection) break;
      continue;
    }
    // Boxes and tables count anywhere; beside them, plain items under a difficulty are tasks as well.
    if (scope === "sections" && !isPost && !reader.context.sawSection) {
      const wider = new ListReader(pieces, repositories.names, "labels", isPost);
      wider.read();
      const more = settleDrafts(wider.context.drafts, pieces, repositories.only);
      if (more.length > tasks.length) {
        tasks = more;
        reader = wider;
      }
    }
    warnLeftOut(reader.context, tasks);
    warnings.push(...reader.context.warnings);
    if (reader.context.isFull) warnings.push({ code: "cut_at_limit", line: tasks.at(limits.tasks - 1)?.line ?? 1 });
    break;
  }
  if (tasks.length === 0) warnings.push({ code: "no_list_found", line: 1 }, ...leftOut);
  const heading = pieces.find((piece) => piece.kind === "heading" && piece.level === 1)?.text ?? null;
  return { tasks, date, title: title ?? heading, warnings };
}
