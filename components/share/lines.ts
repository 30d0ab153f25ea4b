/**
 * Breaks a title into lines of similar length, because satori's own `text-wrap: balance` and `line-clamp` do not work
 * together and neither knows Chinese words or punctuation.
 */
export interface Lines {
  lines: string[];
  /** Something was left out and the last line ends in an ellipsis. */
  isCut: boolean;
  /** A word without a place to break had to be broken somewhere. */
  isForced: boolean;
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const NOT_FIRST = /[」』】》〉）〕｝、。，．；：！？…—～·•%‰℃’”)\]},.;:!?]/u;
const NOT_LAST = /[「『【《〈（〔｛‘“([{]/u;

/**
 * What a break costs, beside lines of unlike length: nothing after a space or punctuation, more between and most inside
 * Chinese words; in a word that has no place to break, it is the last resort.
 */
const BETWEEN_SCRIPTS = 0.02;
const BETWEEN_WORDS = 0.06;
const INSIDE_WORD = 0.16;
const AFTER_JOINT = 0.2;
const FORCED = 10;

/**
 * Gives the fewest lines that hold `text`, as even as can be; cut with an ellipsis where `most` lines do not hold it.
 * @param text one line, already cleaned.
 * @param measure the width of a text in pixels.
 */
export function breakLines(text: string, measure: (text: string) => number, width: number, most: number): Lines {
  const characters = [...text];
  const widths = [0];
  for (const character of characters) widths.push((widths.at(-1) ?? 0) + measure(character));
  const prices = breakPrices(characters);
  const paragraph: Paragraph = { characters, widths, prices, width };
  let forced: Lines | undefined;
  for (let count = 1; count <= most; count++) {
    const found = even(paragraph, count);
    if (found && !found.isForced) return found;
    forced ??= found;
  }
  return forced ?? cut(paragraph, measure, most);
}

/** The text if it fits on one line, else its beginning with an ellipsis. */
export function fitLine(text: string, measure: (text: string) => number, width: number): string {
  return breakLines(text, measure, width, 1).lines[0] ?? "";
}

interface Paragraph {
  characters: string[];
  /** `widths[i]`: the width of the first `i` characters. */
  widths: number[];
  /** `prices[i]`: what a break before character `i` costs; Infinity where there may be none. */
  prices: number[];
  width: number;
}

function breakPrices(characters: string[]): number[] {
  const words = wordEdges(characters);
  return characters.map((next, index) => {
    const previous = characters[index - 1];
    if (previous === undefined || next === " ") return Number.POSITIVE_INFINITY;
    if (previous === " ") return 0;
    if (NOT_FIRST.test(next) || NOT_LAST.test(previous)) return FORCED * 2;
    if (WIDE.test(next) !== WIDE.test(previous)) return BETWEEN_SCRIPTS;
    if (WIDE.test(next)) return /\p{P}/u.test(previous + next) ? 0 : words.has(index) ? BETWEEN_WORDS : INSIDE_WORD;
    return /[-/_]/.test(previous) && /[\p{L}\p{N}]/u.test(next) ? AFTER_JOINT : FORCED;
  });
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * The characters before which a word starts. ICU takes many real words apart (模|块, 优|化), so two single characters in
 * a row count as one word.
 */
function wordEdges(characters: string[]): Set<number> {
  const edges = new Set<number>();
  let position = 0;
  let previousLength = 0;
  for (const { segment } of segmenter.segment(characters.join(""))) {
    const length = [...segment].length;
    if (length > 1 || previousLength !== 1) edges.add(position);
    position += length;
    previousLength = length;
  }
  return edges;
}

/** The cheapest way to set everything on exactly `count` lines; undefined when it does not fit. */
function even(paragraph: Paragraph, count: number): Lines | undefined {
  const { characters, prices, width } = paragraph;
  const end = characters.length;
  interface Way {
    price: number;
    breaks: number[];
  }
  let ways = new Map<number, Way>([[0, { price: 0, breaks: [] }]]);
  for (let line = 1; line <= count; line++) {
    const longer = new Map<number, Way>();
    for (const [start, way] of ways) {
      for (let stop = line === count ? end : start + 1; stop <= end; stop++) {
        const used = lineWidth(paragraph, start, stop);
        if (used > width) break;
        const breakPrice = stop === end ? 0 : (prices[stop] ?? 0);
        if (breakPrice === Number.POSITIVE_INFINITY || (stop === end && line < count)) continue;
        const price = way.price + breakPrice + (used / width) ** 2;
        if (price < (longer.get(stop)?.price ?? Number.POSITIVE_INFINITY)) {
          longer.set(stop, { price, breaks: [...way.breaks, stop] });
        }
      }
    }
    ways = longer;
  }
  const best = ways.get(end);
  if (!best) return undefined;
  const lines = best.breaks.map((stop, index) => textOf(paragraph, best.breaks[index - 1] ?? 0, stop));
  return { lines, isCut: false, isForced: best.price >= FORCED };
}

/** Fills every line, then cuts the last one. */
function cut(paragraph: Paragraph, measure: (text: string) => number, most: number): Lines {
  const { characters, prices, width } = paragraph;
  const lines: string[] = [];
  let start = 0;
  while (lines.length < most - 1) {
    let stop = start + 1;
    let anywhere = stop;
    for (let end = start + 1; end < characters.length && lineWidth(paragraph, start, end) <= width; end++) {
      anywhere = end;
      if ((prices[end] ?? FORCED) < FORCED) stop = end;
    }
    // Breaking a word is better than a line that is more than half empty.
    if (lineWidth(paragraph, start, stop) < width / 2) stop = anywhere;
    lines.push(textOf(paragraph, start, stop));
    start = stop;
  }
  // The ellipsis of a Chinese font hangs in the middle of the line, which is right in Chinese only.
  const ellipsis = WIDE.test(characters.slice(start).join("")) ? "…" : "...";
  let end = characters.length;
  const room = width - measure(ellipsis);
  while (end > start && lineWidth(paragraph, start, end) > room) end--;
  const last = textOf(paragraph, start, end).replace(/[\s\p{P}]+$/u, "");
  return { lines: [...lines, `${last}${ellipsis}`], isCut: true, isForced: false };
}

/** Spaces at a line's end take no room. */
function lineWidth({ characters, widths }: Paragraph, start: number, stop: number): number {
  const end = characters[stop - 1] === " " ? stop - 1 : stop;
  return (widths[end] ?? 0) - (widths[start] ?? 0);
}

function textOf({ characters }: Paragraph, start: number, stop: number): string {
  return characters.slice(start, stop).join("").trim();
}
