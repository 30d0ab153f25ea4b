import { createHash } from "node:crypto";
import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast";
import rehypeSanitize, { type Options as Schema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype, { defaultHandlers, type Options as RehypeOptions } from "remark-rehype";
import { unified } from "unified";
import { parseLink } from "../domain/links";
import { isTooIntricate } from "./markdown-limits";

export interface MarkdownOptions {
  /** Hosts that are GitHub: a bare address of an issue or a pull request there is shown as `owner/repo#12`. */
  linkHosts?: string[];
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/**
 * Turns what a user wrote into HTML that is safe to put into a page below an `h2`. Raw HTML is shown as text, pictures
 * become links (a reader's browser loads nothing from elsewhere), links lead to http, https and mailto only, and what
 * may be too wide (`pre`, and tables within `div.markdown-scroll`) can be scrolled by keyboard.
 * A text too intricate to be parsed quickly is shown as it was written. It never throws.
 */
export function renderMarkdown(source: string, { linkHosts = [] }: MarkdownOptions = {}): string {
  const text = withoutControls(source);
  if (isTooIntricate(text)) return asWritten(text);
  try {
    const tree = parser.parse(text);
    shiftHeadings(tree);
    rewrite(tree, { linkHosts, isInLink: false });
    // Several texts stand on one page, and footnotes are numbered in each: the text itself tells their ids apart.
    const clobberPrefix = `note-${createHash("sha256").update(text).digest("hex").slice(0, 8)}-`;
    const renderer = unified()
      .use(remarkRehype, { ...REHYPE, clobberPrefix })
      .use(finish)
      .use(rehypeSanitize, SCHEMA)
      .use(rehypeStringify);
    return renderer.stringify(renderer.runSync(tree));
  } catch {
    // Deep recursion is the only known reason, and the limits should have found it. The words matter more than the look.
    return asWritten(text);
  }
}

/** The words of a Markdown text on one line, without marks: for descriptions, search and chat. It never throws. */
export function markdownToText(source: string): string {
  const text = withoutControls(source);
  let words = text;
  if (!isTooIntricate(text)) {
    try {
      words = wordsOf(parser.parse(text));
    } catch {
      // As above: then the marks stay in.
    }
  }
  return words.replace(/\s+/g, " ").trim();
}

/**
 * The beginning of a text, at most `limit` characters (code points) with its ellipsis, ended after a word or a Chinese
 * character and never within an emoji.
 */
export function excerpt(text: string, limit: number): string {
  const graphemes: string[] = [];
  let length = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text)) {
    graphemes.push(segment);
    length += [...segment].length;
    if (length <= limit - 1) end = graphemes.length;
    if (length > limit) break;
  }
  if (length <= limit) return text;
  let wordStart = end;
  while (isInWord(graphemes[wordStart - 1]) && isInWord(graphemes[wordStart])) wordStart--;
  // An endless word is broken rather than left out.
  const kept = graphemes.slice(0, wordStart > end / 2 ? wordStart : end).join("");
  return limit < 1 ? "" : `${kept.replace(/[\s\p{P}]+$/u, "")}…`;
}

/** Whether a character belongs to a word that is written without a space, and not in Chinese or Japanese. */
function isInWord(grapheme: string | undefined): boolean {
  return /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}_'’-]/u.test(grapheme ?? "");
}

/** Control and direction characters could show a text, or an address, other than it is. */
function withoutControls(source: string): string {
  return source.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "");
}

function asWritten(text: string): string {
  const escaped = text.trim().replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return escaped
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, "<br>\n")}</p>`)
    .join("\n");
}

/**
 * The first heading becomes an `h3`, below the page's `h2`, and one below another goes one level down: no level is left
 * out, whatever was written.
 */
function shiftHeadings(tree: Root): void {
  const above: number[] = [];
  const visit = (node: Nodes) => {
    if (node.type === "heading") {
      while ((above.at(-1) ?? 0) >= node.depth) above.pop();
      above.push(node.depth);
      node.depth = ([3, 4, 5, 6] as const)[above.length - 1] ?? 6;
    } else if ("children" in node) {
      for (const child of node.children) visit(child);
    }
  };
  visit(tree);
}

interface Place {
  linkHosts: string[];
  /** Links cannot stand in links. */
  isInLink: boolean;
}

/** Replaces, in place, what may not be shown as it is. */
function rewrite(parent: Parents, place: Place): void {
  const inside = { ...place, isInLink: place.isInLink || parent.type === "link" || parent.type === "linkReference" };
  const children = parent.children.flatMap((child): RootContent[] => {
    const replaced = replace(child, inside);
    for (const node of replaced) if ("children" in node) rewrite(node, inside);
    return replaced;
  });
  // Every replacement is of the same kind of content, block or inline, as what it replaces.
  (parent as { children: RootContent[] }).children = children;
}

function replace(node: RootContent, { linkHosts, isInLink }: Place): RootContent[] {
  switch (node.type) {
    case "link": {
      if (isSafe(node.url)) return [{ ...node, title: null, children: shortened(node.url, node.children, linkHosts) }];
      return node.children;
    }
    // A reference without its definition is shown as it was written.
    case "definition":
      return isSafe(node.url) ? [{ ...node, title: null }] : [];
    case "image": {
      const children: PhrasingContent[] = [{ type: "text", value: node.alt || node.url }];
      return !isInLink && isSafe(node.url) ? [{ type: "link", url: node.url, children }] : children;
    }
    case "imageReference": {
      const { identifier, label, referenceType } = node;
      const children: PhrasingContent[] = [{ type: "text", value: node.alt || identifier }];
      return isInLink ? children : [{ type: "linkReference", identifier, label, referenceType, children }];
    }
    case "listItem": {
      if (typeof node.checked !== "boolean") return [node];
      const [first, ...rest] = node.children;
      const box = { type: "text" as const, value: node.checked ? "☑ " : "☐ " };
      const start = first?.type === "paragraph" ? first.children : [];
      const paragraph = { type: "paragraph" as const, children: [box, ...start] };
      const others = first?.type === "paragraph" ? rest : node.children;
      const data = { hProperties: { className: ["markdown-task"] } };
      return [{ ...node, checked: null, data, children: [paragraph, ...others] }];
    }
    default:
      return [node];
  }
}

function isSafe(address: string): boolean {
  if (/^mailto:[^\s]+$/i.test(address)) return true;
  if (!/^https?:\/\//i.test(address)) return false;
  try {
    // "https://github.com@evil.example" leads to evil.example.
    const { username, password } = new URL(address);
    return !username && !password;
  } catch {
    return false;
  }
}

/** An address written out is shown by its label, when it is that of an issue or a pull request. */
function shortened(url: string, children: PhrasingContent[], hosts: string[]): PhrasingContent[] {
  const [only] = children;
  if (children.length !== 1 || only?.type !== "text" || only.value !== url) return children;
  try {
    const link = parseLink(url, hosts);
    return link.kind === "reference" ? children : [{ type: "text", value: link.label }];
  } catch {
    return children;
  }
}

const REHYPE: RehypeOptions = {
  // The interface has two languages and a text may have any, so the way back is a sign and a number.
  footnoteBackLabel: (reference, again) => `↩ ${reference + 1}${again > 1 ? `-${again}` : ""}`,
  handlers: {
    // Templates of issues are full of comments, and line breaks are meant. The rest is shown as it was written.
    html(_state, node: { value: string }, parent: Parents | undefined) {
      const value = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();
      if (value === "") return undefined;
      if (/^<br\s*\/?>$/i.test(value)) return { type: "element", tagName: "br", properties: {}, children: [] };
      const text = { type: "text" as const, value };
      if (parent && INLINE_PARENTS.has(parent.type)) return text;
      return { type: "element", tagName: "p", properties: {}, children: [text] };
    },
    code(state, node) {
      const isLanguage = LANGUAGE.test(`language-${node.lang?.split(/\s/, 1)[0] ?? ""}`);
      const pre = defaultHandlers.code(state, isLanguage ? node : { ...node, lang: null });
      pre.properties.tabIndex = 0;
      return pre;
    },
    // A focusable group without a name: a named region each would fill the page's list of landmarks.
    table(state, node) {
      const properties = { className: ["markdown-scroll"], tabIndex: 0, role: "group" };
      return { type: "element", tagName: "div", properties, children: [defaultHandlers.table(state, node)] };
    },
  },
};

const LANGUAGE = /^language-[\w+#.-]{1,40}$/;

const INLINE_PARENTS = new Set([
  "delete",
  "emphasis",
  "heading",
  "link",
  "linkReference",
  "paragraph",
  "strong",
  "tableCell",
]);

interface Element {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/**
 * Marks links as a user's, for which the site does not vouch. Takes away the heading that remark-rehype puts above
 * footnotes: it is English, and its id would be on a page twice.
 */
function finish() {
  const visit = (element: Element) => {
    const { tagName, properties, children } = element;
    if (tagName === "a" && properties && !String(properties.href).startsWith("#")) {
      properties.rel = ["nofollow", "noopener", "ugc"];
    }
    if (properties?.dataFootnotes) element.children = children?.filter((child) => child.tagName === "ol");
    element.children?.forEach(visit);
  };
  return visit;
}

const SCHEMA: Schema = {
  tagNames:
    "a blockquote br code del div em h3 h4 h5 h6 hr li ol p pre section strong sup table tbody td th thead tr ul".split(
      " ",
    ),
  attributes: {
    a: ["href", "id", "ariaLabel", ["rel", "nofollow", "noopener", "ugc"]],
    code: [["className", LANGUAGE]],
    div: [["className", "markdown-scroll"], "tabIndex", ["role", "group"]],
    li: ["id", ["className", "markdown-task"]],
    ol: ["start"],
    pre: ["tabIndex"],
    section: [["className", "footnotes"]],
    td: [["align", "left", "center", "right"]],
    th: [["align", "left", "center", "right"]],
  },
  protocols: { href: ["http", "https", "mailto"] },
  // All ids are made above, with their own prefix.
  clobber: [],
  strip: ["script", "style"],
};

/** The words of a node; blocks are set apart by spaces. */
function wordsOf(node: Nodes): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "code":
      return node.value;
    case "image":
    case "imageReference":
      return node.alt ?? "";
    case "break":
      return " ";
    case "html":
      return /^\s*<!--/.test(node.value) ? "" : node.value.replace(/<[^>]*>/g, "");
    case "footnoteReference":
    case "definition":
    case "thematicBreak":
      return "";
  }
  if (!("children" in node)) return "";
  const words = node.children.map(wordsOf);
  return words.join(INLINE_PARENTS.has(node.type) ? "" : " ");
}
