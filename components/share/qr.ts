import { deflateSync } from "node:zlib";
import QRCode from "qrcode";

/** The quiet zone that ISO/IEC 18004 asks for, in modules. Scanners fail on dark pages without it. */
const QUIET = 4;

/**
 * Draws an address as a QR code (level M), dark on white in every theme. The string has a `viewBox` and no size, so
 * whoever places it says how large it is: 240 px or more on a screen. It is hidden from assistive technology; put the
 * address or a name beside it.
 * @throws when the address is too long for a QR code (2,331 bytes).
 */
export function qrSvg(address: string): string {
  const { side, isDark } = modules(address);
  let path = "";
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!isDark(x, y)) continue;
      const start = x;
      while (isDark(x + 1, y)) x++;
      path += `M${start} ${y}h${x + 1 - start}v1H${start}z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" aria-hidden="true">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}

/**
 * The same code as a PNG in black and white. Every module has the same whole number of pixels, so it stays sharp; what
 * is left of `size` becomes a wider quiet zone.
 * @param size width and height in pixels; raised to one pixel a module when smaller.
 * @throws when the address is too long for a QR code (2,331 bytes), or `size` is not a whole number from 1 to 4,096.
 */
export async function qrPng(address: string, size: number): Promise<Uint8Array> {
  if (!Number.isInteger(size) || size < 1 || size > 4096) throw new RangeError("size must be 1 to 4096 pixels");
  const { side, isDark } = modules(address);
  const scale = Math.max(1, Math.floor(size / side));
  const pixels = Math.max(size, side);
  const offset = Math.floor((pixels - side * scale) / 2);
  // One bit a pixel, 1 is white; each row starts with its filter type, 0.
  const rowBytes = Math.ceil(pixels / 8) + 1;
  const image = Buffer.alloc(rowBytes * pixels, 0xff);
  for (let row = 0; row < pixels; row++) {
    image[row * rowBytes] = 0;
    const y = Math.floor((row - offset) / scale);
    for (let column = 0; column < pixels; column++) {
      if (!isDark(Math.floor((column - offset) / scale), y)) continue;
      const byte = row * rowBytes + 1 + (column >> 3);
      image[byte] = (image[byte] ?? 0) & ~(0x80 >> (column & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header[8] = 1;
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(image)),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

/** The code with its quiet zone: `side` modules wide; outside of it everything is light. */
function modules(address: string): { side: number; isDark: (x: number, y: number) => boolean } {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: "M" }).modules;
  const isDark = (x: number, y: number) => {
    const column = x - QUIET;
    const row = y - QUIET;
    if (column < 0 || row < 0 || column >= size || row >= size) return false;
    return data[row * size + column] === 1;
  };
  return { side: size + QUIET * 2, isDark };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** `zlib.crc32` came with Node 20.15, and the project runs from 20.9. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
