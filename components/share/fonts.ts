import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readMetrics } from "./font-metrics";

/**
 * The fonts of the share pictures, from the package @fontsource/noto-sans-sc. Nothing is ever fetched: `next/og` asks a
 * CDN for every emoji and Google for every character that no font has, so only characters with a glyph may reach it.
 * `fontsFor` says which those are, `PictureFonts.clean` leaves out the rest.
 */
const FILES = join(process.cwd(), "node_modules/@fontsource/noto-sans-sc");
const ALWAYS = ["latin", "chinese-simplified"];
/** What stands for a character that none of the fonts has. */
const UNKNOWN = "□";
/** A guard for callers without a limit of their own; nothing longer fits a picture anyway. */
const LONGEST = 600;

export type Weight = 400 | 700;

interface Face {
  name: string;
  weight: Weight;
  style: "normal";
  data: Buffer;
}

interface Subset {
  /** Regular and bold. They have the same characters. */
  faces: Face[];
  /** Advance widths by code point, in thousandths of the font size. */
  advances: Record<Weight, Map<number, number>>;
}

/** A set of fonts for one picture. */
export interface PictureFonts {
  /** For `ImageResponse`. The same array for the same subsets: satori keeps its parsed fonts by the identity of it. */
  faces: Face[];
  /** The CSS `font-family` that names all of them. */
  family: string;
  /**
   * The text as it can be drawn: on one line, without emoji, control and direction characters, and with □ for a letter
   * that no font has.
   */
  clean(text: string): string;
  /** The width of cleaned text in pixels, without kerning. */
  width(text: string, size: number, weight: Weight): number;
}

const subsets = new Map<string, Promise<Subset>>();
const sets = new Map<string, PictureFonts>();
let ranges: Promise<{ subset: string; from: number; to: number }[]> | undefined;

/**
 * The fonts that draw these texts: always Latin and simplified Chinese, and for traditional Chinese, arrows, Cyrillic
 * and the like the few small files that have them. Read from the disk once per process.
 * @throws when the font package is not installed under the current directory.
 */
export async function fontsFor(texts: readonly string[]): Promise<PictureFonts> {
  const loaded = await Promise.all(ALWAYS.map(load));
  const has = (code: number) => loaded.some(({ advances }) => advances[400].has(code));
  const missing = new Set<number>();
  for (const text of texts) {
    for (const character of visible(text)) {
      const code = character.codePointAt(0) ?? 0;
      if (!has(code)) missing.add(code);
    }
  }
  const names = [...ALWAYS];
  if (missing.size > 0) {
    missing.add(UNKNOWN.codePointAt(0) ?? 0);
    const all = await (ranges ?? readRanges());
    for (const code of missing) {
      const found = all.find((range) => range.from <= code && code <= range.to);
      if (found && !names.includes(found.subset)) names.push(found.subset);
    }
  }
  return fontSet(names);
}

async function fontSet(names: string[]): Promise<PictureFonts> {
  const key = names.join();
  const known = sets.get(key);
  if (known) return known;
  const loaded = await Promise.all(names.map(load));
  const advance = (code: number, weight: Weight) => {
    for (const { advances } of loaded) {
      const width = advances[weight].get(code);
      if (width !== undefined) return width;
    }
    return undefined;
  };
  const draws = (text: string) =>
    text !== "" && [...text].every((character) => advance(character.codePointAt(0) ?? 0, 400) !== undefined);
  const set: PictureFonts = {
    faces: loaded.flatMap(({ faces }) => faces),
    family: loaded.map(({ faces }) => faces[0]?.name).join(", "),
    clean(text) {
      let cleaned = "";
      for (const character of visible(text)) {
        if (draws(character)) cleaned += character;
        else if (!PICTOGRAPH.test(character)) cleaned += draws(plain(character)) ? plain(character) : UNKNOWN;
      }
      return cleaned.replace(/ {2,}/g, " ").trim();
    },
    width(text, size, weight) {
      let total = 0;
      for (const character of text) total += advance(character.codePointAt(0) ?? 0, weight) ?? 1000;
      return (total * size) / 1000;
    },
  };
  // Texts from outside choose the combination of files, so the number of kept combinations must end somewhere.
  if (sets.size >= 50) sets.clear();
  sets.set(key, set);
  return set;
}

const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/u;
const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * Composed characters without what is not seen. Marks that did not compose go: satori looks a whole grapheme up in one
 * font. An emoji made of several parts goes as a whole, its parts would be two pictures.
 */
function visible(text: string): string[] {
  const characters: string[] = [];
  const oneLine = text.slice(0, LONGEST).toWellFormed().normalize("NFC").replace(/\s+/g, " ");
  for (const { segment } of graphemes.segment(oneLine)) {
    if (segment.includes("\u200d") && PICTOGRAPH.test(segment)) continue;
    for (const character of segment) if (!/[\p{C}\p{M}]/u.test(character)) characters.push(character);
  }
  return characters;
}

/** The letter without its accent, III for the Roman numeral Ⅲ. */
function plain(character: string): string {
  return character.normalize("NFKD").replace(/\p{M}/gu, "");
}

function load(subset: string): Promise<Subset> {
  const known = subsets.get(subset);
  if (known) return known;
  const reading = read(subset);
  subsets.set(subset, reading);
  // A failed read (a full file table, say) must not stay for the life of the process.
  reading.catch(() => subsets.delete(subset));
  return reading;
}

async function read(subset: string): Promise<Subset> {
  const name = fontName(subset);
  const [regular, bold] = await Promise.all(
    ([400, 700] as const).map((weight) =>
      readFile(join(FILES, `files/noto-sans-sc-${subset.replace(/[[\]]/g, "")}-${weight}-normal.woff`)),
    ),
  );
  if (!regular || !bold) throw new Error(`No font files for ${subset}`);
  return {
    faces: [
      { name, weight: 400, style: "normal", data: regular },
      { name, weight: 700, style: "normal", data: bold },
    ],
    advances: { 400: readMetrics(regular), 700: readMetrics(bold) },
  };
}

/** Each font needs its own name: two fonts under one name give boxes for all Chinese. */
function fontName(subset: string): string {
  if (subset === "latin") return "NotoLatin";
  if (subset === "chinese-simplified") return "NotoSC";
  return `Noto${subset.replace(/[^a-z0-9]/g, "")}`;
}

/** Which file has which characters, as the package says; alphabets before the numbered files of rare characters. */
async function readRanges() {
  ranges = (async () => {
    const table: Record<string, string> = JSON.parse(await readFile(join(FILES, "unicode.json"), "utf8"));
    const entries = Object.entries(table).sort(([a], [b]) => Number(a.startsWith("[")) - Number(b.startsWith("[")));
    return entries.flatMap(([subset, list]) =>
      list.split(",").map((range) => {
        const [from = 0, to = from] = range
          .replace("U+", "")
          .split("-")
          .map((hex) => Number.parseInt(hex, 16));
        return { subset, from, to };
      }),
    );
  })();
  ranges.catch(() => {
    ranges = undefined;
  });
  return ranges;
}
