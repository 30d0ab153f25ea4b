import type { ListLink, ListText } from "./types";

/** Runs of white space (also no-break and full-width ones) become one space; the ends are trimmed. */
export function collapse(text: string): string {
  return text.replace(/[\s\u00A0\u3000]+/gu, " ").trim();
}

/** A title as it is stored: one line, collapsed, without trailing ；;。：: */
export function tidyTitle(text: string): string {
  let title = collapse(text);
  let end = title.length;
  while (end > 0 && "；;。：: ".includes(title[end - 1] ?? "")) end -= 1;
  title = title.slice(0, end);
  return title;
}

/** Invisible characters that editors and chat apps leave in a text: zero-width spaces, byte order marks, soft hyphens, direction marks. */
export const invisibleCharacters = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\u00AD]/gu;

// GitHub's names of the emoji that lists use as marks.
const namedMarks: Record<string, string> = {
  star: "⭐",
  star2: "🌟",
  green_circle: "🟢",
  yellow_circle: "🟡",
  orange_circle: "🟠",
  red_circle: "🔴",
  white_check_mark: "✅",
  heavy_check_mark: "✔",
  ballot_box_with_check: "☑",
  construction: "🚧",
  lock: "🔒",
  hourglass: "⏳",
  hourglass_flowing_sand: "⏳",
};

/** Puts the mark for its GitHub name: ":green_circle:" → 🟢. Other names are left as they are. */
function withMarks(text: string): string {
  return text.includes(":")
    ? text.replace(/:([a-z_\d]{4,24}):/gu, (whole, name: string) => namedMarks[name] ?? whole)
    : text;
}

const addressStart = /(?:https?|ftp|dingtalk):\/\//iu;
const addressEnd = /[\s<>"`，。；、！？：（）【】「」『』《》“”‘’｜]/u;

/** The address at `start` of a text: it ends at white space or at full-width punctuation, and loses unbalanced or trailing ASCII punctuation. */
export function addressAt(text: string, start: number): string {
  const rest = text.slice(start);
  const end = rest.search(addressEnd);
  let address = end < 0 ? rest : rest.slice(0, end);
  // A Chinese sentence may go on right after an address; a path never holds raw Chinese in these lists.
  const chinese = address.search(/\p{Script=Han}/u);
  if (chinese > 8) address = address.slice(0, chinese);
  for (;;) {
    const last = address.at(-1) ?? "";
    if (".,;:!?'*_~|".includes(last) && last !== "") address = address.slice(0, -1);
    else if (last === ")" && address.split("(").length < address.split(")").length) address = address.slice(0, -1);
    else if (last === "]" && address.split("[").length < address.split("]").length) address = address.slice(0, -1);
    else return address;
  }
}

/** A run of characters with one look, as the Markdown tree or the line reader gives it. */
export interface InlineRun {
  text: string;
  url: string | null;
  isBold: boolean;
  isStruck: boolean;
  isCode: boolean;
}

const isMention = (label: string) => /^@[\w-]+$/u.test(label.trim());
const isAddress = (label: string) => /^(?:https?:\/\/|www\.|[a-z]+:\/\/)/iu.test(label.trim());

/** Stands where something was taken out of a text, so that only the brackets around it go too ("parse()" keeps its own). */
export const removed = "\uE000";

/** Drops what was taken out, and brackets that held nothing else. */
export function withoutRemoved(text: string): string {
  if (!text.includes(removed)) return collapse(text);
  return collapse(text.replace(/[(（<[【「{]\s*\uE000[\s\uE000]*[)）>\]】」}]/gu, " ").replaceAll(removed, " "));
}

/** Puts the runs of one line together: visible text without bare addresses, and its links in order. */
export function textOfRuns(runs: readonly InlineRun[]): ListText {
  const links: ListLink[] = [];
  const codes: string[] = [];
  let text = "";
  let visible = 0;
  let bold = 0;
  let struck = 0;
  const add = (part: string, run: InlineRun) => {
    text += part;
    const count = part.replace(/[\s\p{P}]/gu, "").length;
    visible += count;
    if (run.isBold) bold += count;
    if (run.isStruck) struck += count;
  };
  let lastUrl: string | null = null;
  for (const run of runs) {
    if (run.isCode && !isAddress(run.text)) {
      codes.push(collapse(run.text));
    }
    if (run.url !== null && !/^(?:mailto:|#|tel:)/iu.test(run.url) && !isMention(run.text)) {
      if (isAddress(run.text)) {
        // An address recognised by the parser may have swallowed the Chinese text behind it.
        const label = run.text.trim();
        const address = addressAt(label, 0);
        const url = label === run.url || run.url.endsWith(label) ? addressAt(run.url, 0) : run.url;
        if (lastUrl !== run.url) links.push({ url: /^www\./iu.test(url) ? `http://${url}` : url, label: "" });
        add(`${removed}${label.slice(address.length)}`, run);
      } else {
        const label = collapse(run.text);
        const previous = links.at(-1);
        if (lastUrl === run.url && previous) previous.label = collapse(previous.label + run.text);
        else if (label !== "") links.push({ url: run.url, label });
        add(run.text, run);
      }
      lastUrl = run.url;
      continue;
    }
    lastUrl = null;
    let rest = run.isCode ? run.text : withMarks(run.text);
    for (let guard = 0; guard < 200; guard += 1) {
      const start = rest.search(addressStart);
      if (start < 0) break;
      const address = addressAt(rest, start);
      links.push({ url: address, label: "" });
      add(`${rest.slice(0, start)}${removed}`, run);
      rest = rest.slice(start + Math.max(address.length, 3));
    }
    add(rest, run);
  }
  return {
    text: withoutRemoved(text),
    links,
    codes,
    isBold: visible > 0 && bold >= visible,
    isStruck: visible > 0 && struck * 2 > visible,
  };
}

/** A text with nothing in it. */
export const emptyText: ListText = { text: "", links: [], codes: [], isBold: false, isStruck: false };

/** How wide a text is on screen, in Latin letters: a Chinese character counts as two. */
export function displayWidth(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xffef))
      width += 1;
  }
  return width;
}
