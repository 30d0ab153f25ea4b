import type { Nodes, PhrasingContent, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { isWrapped, makePiece, takeBox } from "./pieces";
import { piecesOfLines } from "./plain";
import { collapse, type InlineRun, textOfRuns } from "./text";
import type { ListPiece, ListText } from "./types";

interface Look {
  url: string | null;
  isBold: boolean;
  isStruck: boolean;
}

/** The visible lines of inline content, each with its source line. A soft or hard break and <br> begin a new line. */
function linesOfInline(
  nodes: readonly PhrasingContent[],
  definitions: ReadonlyMap<string, string>,
  firstLine: number,
): { runs: InlineRun[]; line: number }[] {
  const lines: { runs: InlineRun[]; line: number }[] = [{ runs: [], line: firstLine }];
  let htmlUrl: string | null = null;
  let htmlStruck = 0;
  let htmlBold = 0;
  const push = (text: string, look: Look, isCode: boolean, line: number) => {
    const style = {
      url: look.url ?? htmlUrl,
      isBold: look.isBold || htmlBold > 0,
      isStruck: look.isStruck || htmlStruck > 0,
      isCode,
    };
    const parts = text.split("\n");
    parts.forEach((part, index) => {
      if (index > 0) lines.push({ runs: [], line: line + index });
      lines.at(-1)?.runs.push({ text: part, ...style });
    });
  };
  const walk = (children: readonly PhrasingContent[], look: Look) => {
    for (const node of children) {
      const line = node.position?.start.line ?? firstLine;
      switch (node.type) {
        case "text":
          push(node.value, look, false, line);
          break;
        case "inlineCode":
          push(collapse(node.value), look, true, line);
          break;
        case "break":
          lines.push({ runs: [], line: line + 1 });
          break;
        case "strong":
          walk(node.children, { ...look, isBold: true });
          break;
        case "emphasis":
          walk(node.children, look);
          break;
        case "delete":
          walk(node.children, { ...look, isStruck: true });
          break;
        case "link":
          walk(node.children, { ...look, url: node.url });
          break;
        case "linkReference": {
          const url = definitions.get(node.identifier.toLowerCase());
          walk(node.children, url === undefined ? look : { ...look, url });
          break;
        }
        case "html": {
          const tag = /^<(\/?)([a-z]+)/iu.exec(node.value);
          const opens = tag?.[1] === "";
          const name = tag?.[2]?.toLowerCase();
          if (name === "br") lines.push({ runs: [], line });
          else if (name === "del" || name === "s" || name === "strike")
            htmlStruck = Math.max(0, htmlStruck + (opens ? 1 : -1));
          else if (name === "b" || name === "strong") htmlBold = Math.max(0, htmlBold + (opens ? 1 : -1));
          else if (name === "a")
            htmlUrl = opens ? (/\bhref\s*=\s*["']?([^"'\s>]+)/iu.exec(node.value)?.[1] ?? null) : null;
          break;
        }
        default:
          break;
      }
    }
  };
  walk(nodes, { url: null, isBold: false, isStruck: false });
  return lines;
}

class PieceBuilder {
  readonly pieces: ListPiece[] = [];
  private readonly definitions = new Map<string, string>();
  private readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  read(root: Root): void {
    for (const node of root.children) {
      if (node.type === "definition") this.definitions.set(node.identifier.toLowerCase(), node.url);
    }
    this.blocks(root.children, 0, -1);
  }

  private paragraph(children: readonly PhrasingContent[], firstLine: number, base: Partial<ListPiece>): void {
    const texts: { text: ListText; line: number }[] = [];
    for (const { runs, line } of linesOfInline(children, this.definitions, firstLine)) {
      const text = textOfRuns(runs);
      const last = texts.at(-1);
      if (text.text === "" && text.links.length === 0) continue;
      if (last && isWrapped(last.text.text, text.text, base.kind === "item")) {
        last.text = {
          ...last.text,
          text: collapse(`${last.text.text} ${text.text}`),
          links: [...last.text.links, ...text.links],
          codes: [...last.text.codes, ...text.codes],
        };
      } else texts.push({ text, line });
    }
    if (texts.length === 0 && base.kind === "item") this.pieces.push(makePiece({ ...base, line: firstLine }));
    texts.forEach(({ text, line }, index) => {
      const isItem = base.kind === "item" && index === 0;
      const taken = isItem && base.box === null ? takeBox(text.text) : { text: text.text, box: base.box ?? null };
      const owner = base.kind === "item" && index > 0 ? this.pieces.length - index : (base.owner ?? -1);
      this.pieces.push(
        makePiece({
          ...base,
          ...text,
          text: taken.text,
          box: isItem ? taken.box : null,
          kind: isItem ? "item" : base.kind === "heading" ? "heading" : "line",
          line,
          owner,
          isAlone: texts.length === 1,
          isUnindented: base.kind === "item" && index > 0 && !/^\s/u.test(this.lines[line - 1] ?? ""),
        }),
      );
    });
  }

  private blocks(nodes: readonly Nodes[], depth: number, owner: number): void {
    for (const node of nodes) {
      const line = node.position?.start.line ?? 1;
      switch (node.type) {
        case "heading": {
          const isUnderlined = !/^[\s>]*#/u.test(this.lines[line - 1] ?? "") && depth === 0;
          const isLong = isUnderlined && (node.position?.end.line ?? line) - line > 1;
          this.paragraph(node.children, line, {
            kind: isLong ? "line" : "heading",
            level: isLong ? 0 : node.depth,
            depth,
            owner,
            isUnderlined,
          });
          break;
        }
        case "paragraph":
          this.paragraph(node.children, line, { kind: "line", depth, owner });
          break;
        case "list":
          for (const item of node.children) {
            const [head, ...others] = item.children;
            const lists = item.children.filter((child) => child.type === "list");
            const index = this.pieces.length;
            const base: Partial<ListPiece> = {
              kind: "item",
              depth: depth + 1,
              owner,
              box: item.checked ?? null,
              hasChildren: lists.length > 0,
              hasBoxedChildren: lists.some(
                (list) => list.type === "list" && list.children.some((child) => typeof child.checked === "boolean"),
              ),
            };
            const itemLine = item.position?.start.line ?? line;
            if (head?.type === "paragraph") this.paragraph(head.children, head.position?.start.line ?? itemLine, base);
            else if (head?.type === "heading") this.paragraph(head.children, itemLine, base);
            else this.pieces.push(makePiece({ ...base, line: itemLine }));
            const rest = head?.type === "paragraph" || head?.type === "heading" ? others : item.children;
            this.blocks(rest, depth + 1, index);
          }
          break;
        case "table": {
          const rows = node.children.map((row) =>
            row.children.map((cell) =>
              textOfRuns(
                linesOfInline(cell.children, this.definitions, line).flatMap((part, at) =>
                  at > 0
                    ? [{ text: " ", url: null, isBold: false, isStruck: false, isCode: false }, ...part.runs]
                    : part.runs,
                ),
              ),
            ),
          );
          this.pieces.push(makePiece({ kind: "table", line, depth, owner, rows }));
          break;
        }
        case "code": {
          const source = this.lines[line - 1] ?? "";
          if (/^[\s>\-*+\d.)]*(?:```|~~~)/u.test(source) || /[{};=$]\s*$|^\s*[$#]|=>|\(\)/mu.test(node.value)) break;
          node.value.split("\n").forEach((text, index) => {
            if (text.trim() === "") return;
            const isItem = /^\s*(?:[-*+·•]|\d+[.、)])\s*/u.exec(text);
            const runs: InlineRun[] = [
              {
                text: isItem ? text.slice(isItem[0].length) : text,
                url: null,
                isBold: false,
                isStruck: false,
                isCode: false,
              },
            ];
            this.pieces.push(
              makePiece({
                ...textOfRuns(runs),
                kind: "line",
                line: line + index,
                depth,
                owner,
                isAlone: false,
              }),
            );
          });
          break;
        }
        case "html":
          if (/^\s*<(?:!--|script|style|pre|svg|img|picture)/iu.test(node.value)) break;
          for (const piece of piecesOfLines(node.value.split("\n"), line)) {
            this.pieces.push({ ...piece, depth: piece.depth + depth, owner: piece.owner >= 0 ? -1 : owner });
          }
          break;
        default:
          break;
      }
    }
  }
}

/** Reads clean lines with the Markdown parser (GitHub's flavour) into pieces in reading order. Quotes, code, images and comments give none. */
export function piecesOfTree(lines: readonly string[]): ListPiece[] {
  const root = fromMarkdown(lines.join("\n"), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const builder = new PieceBuilder(lines);
  builder.read(root);
  return builder.pieces;
}
