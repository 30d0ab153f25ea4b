import { inflateSync } from "node:zlib";

/**
 * Reads the two facts needed to break lines before drawing: which characters a WOFF 1 font has, and how wide they are.
 * Only the tables `cmap` (format 4, the Basic Multilingual Plane), `hhea`, `hmtx` and `head` are read.
 * @returns advance width by code point, in thousandths of the font size.
 * @throws when the bytes are not such a font.
 */
export function readMetrics(font: Buffer): Map<number, number> {
  const unitsPerEm = table(font, "head").readUInt16BE(18);
  const measured = table(font, "hhea").readUInt16BE(34);
  const metrics = table(font, "hmtx");
  const advances = new Map<number, number>();
  for (const [code, glyph] of glyphs(table(font, "cmap"))) {
    // Glyphs after the last measured one have its width.
    const width = metrics.readUInt16BE(Math.min(glyph, measured - 1) * 4);
    advances.set(code, (width * 1000) / unitsPerEm);
  }
  return advances;
}

function table(font: Buffer, tag: string): Buffer {
  if (font.toString("latin1", 0, 4) !== "wOFF") throw new Error("Not a WOFF font");
  const count = font.readUInt16BE(12);
  for (let index = 0; index < count; index++) {
    const entry = 44 + index * 20;
    if (font.toString("latin1", entry, entry + 4) !== tag) continue;
    const offset = font.readUInt32BE(entry + 4);
    const packed = font.readUInt32BE(entry + 8);
    const bytes = font.subarray(offset, offset + packed);
    return packed < font.readUInt32BE(entry + 12) ? inflateSync(bytes) : bytes;
  }
  throw new Error(`The font has no table ${tag}`);
}

/** https://learn.microsoft.com/typography/opentype/spec/cmap#format-4-segment-mapping-to-delta-values */
function* glyphs(cmap: Buffer): Generator<[code: number, glyph: number]> {
  const start = subtable(cmap);
  const segments = cmap.readUInt16BE(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let segment = 0; segment < segments; segment++) {
    const last = cmap.readUInt16BE(ends + segment * 2);
    const first = cmap.readUInt16BE(starts + segment * 2);
    const delta = cmap.readUInt16BE(deltas + segment * 2);
    const position = offsets + segment * 2;
    const offset = cmap.readUInt16BE(position);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const listed = offset === 0 ? code : cmap.readUInt16BE(position + offset + (code - first) * 2);
      if (listed === 0) continue;
      const glyph = (listed + delta) & 0xffff;
      if (glyph !== 0) yield [code, glyph];
    }
  }
}

function subtable(cmap: Buffer): number {
  const count = cmap.readUInt16BE(2);
  for (let index = 0; index < count; index++) {
    const offset = cmap.readUInt32BE(4 + index * 8 + 4);
    if (cmap.readUInt16BE(offset) === 4) return offset;
  }
  throw new Error("The font has no cmap of format 4");
}
