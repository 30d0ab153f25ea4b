import jsQR from "jsqr";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { qrPng, qrSvg } from "./qr";

const ADDRESSES = [
  "https://foothold.example/t/42",
  "https://任务.example/t/42?lang=zh&from=微信#认领",
  `https://foothold.example/tasks?q=${"a".repeat(400)}`,
];

function decode(bytes: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes));
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

/** Draws the rectangles of the path, eight pixels a module, as a renderer would. */
function rasterise(svg: string): { data: Uint8ClampedArray; side: number; dark: Set<string> } {
  const modules = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const dark = new Set<string>();
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step},${y}`);
  }
  const side = modules * 8;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (dark.has(`${x >> 3},${y >> 3}`)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, side, dark };
}

describe("qrPng", () => {
  test.each(ADDRESSES)("is read back: %s", async (address) => {
    expect(decode(await qrPng(address, 480))).toBe(address);
  });

  test.each([240, 333, 1024])("is exactly %i pixels wide", async (size) => {
    const png = await qrPng("https://foothold.example/t/42", size);
    const { width, height } = PNG.sync.read(Buffer.from(png));
    expect([width, height]).toEqual([size, size]);
    expect(decode(png)).toBe("https://foothold.example/t/42");
  });

  test("gives every module the same number of pixels", async () => {
    const { data, width } = PNG.sync.read(Buffer.from(await qrPng("https://foothold.example/t/42", 333)));
    // 29 modules and 8 quiet ones: nine pixels each, none left. The outer ring of a finder is seven modules.
    const first = data.findIndex((value, index) => index % 4 === 0 && value === 0) / 4;
    const row = Math.floor(first / width);
    let run = 0;
    while (data[(row * width + (first % width) + run) * 4] === 0) run++;
    expect(run).toBe(7 * 9);
    expect(first % width).toBe(4 * 9);
  });

  test("stays readable when less than one pixel a module is asked for", async () => {
    const { width } = PNG.sync.read(Buffer.from(await qrPng("https://foothold.example/t/42", 10)));
    expect(width).toBe(37);
  });

  test.each([0, -1, 1.5, Number.NaN, 100_000])("refuses the size %d", async (size) => {
    await expect(qrPng("https://foothold.example", size)).rejects.toThrow(RangeError);
  });
});

describe("qrSvg", () => {
  test.each(ADDRESSES)("is read back: %s", (address) => {
    const { data, side } = rasterise(qrSvg(address));
    expect(jsQR(data, side, side)?.data).toBe(address);
  });

  test("has a quiet zone of four modules, a white ground and no size of its own", () => {
    const svg = qrSvg("https://foothold.example/t/42");
    const { side, dark } = rasterise(svg);
    const places = [...dark].flatMap((place) => place.split(",").map(Number));
    expect(Math.min(...places)).toBe(4);
    expect(Math.max(...places)).toBe(side / 8 - 5);
    expect(svg).toContain(`<path fill="#fff" d="M0 0h${side / 8}v${side / 8}H0z"/>`);
    expect(svg).not.toMatch(/ (width|height)=/);
  });

  test("never writes the address into the markup", () => {
    expect(qrSvg('https://foothold.example/"><script>alert(1)</script>')).not.toContain("script");
  });

  test("throws for an address that no code can hold", () => {
    expect(() => qrSvg(`https://foothold.example/${"a".repeat(3000)}`)).toThrow();
  });
});
