import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import { ENCODINGS, type Encoding, negotiateEncoding } from "./page-cache/negotiate";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below this many bytes a compressed answer saves next to nothing. */
const WORTH_COMPRESSING = 400;
const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(.+\+)?(json|xml|javascript|manifest)|image\/svg)/i;

/** `quick` is for a reader who waits (about 1 ms per 50 KB); `best` is for what is sent many times. */
export type Effort = "quick" | "best";

/** Whether a body of this type and length gets smaller by compression. */
export function isCompressible(contentType: string, length: number): boolean {
  return length >= WORTH_COMPRESSING && COMPRESSIBLE.test(contentType);
}

/** Compresses a body outside the main thread. Identity gives the body itself. */
export async function compress(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  if (encoding === 0) return body;
  if (encoding === 1) return zip(body, { level: 9 });
  return brotli(body, { params: brotliParameters(effort === "quick" ? 5 : 11, body.length) });
}

function brotliParameters(quality: number, length?: number): Record<number, number> {
  const parameters: Record<number, number> = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: quality,
  };
  if (length !== undefined) parameters[constants.BROTLI_PARAM_SIZE_HINT] = length;
  return parameters;
}

/**
 * Compresses what a handler will write to `response`, while it writes. For answers that are made for one request (the
 * API). Leaves alone: bodies that are small or begin with a small piece, types that do not shrink, event streams, what is encoded already
 * and what says `no-transform`.
 */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
  const encoding = negotiateEncoding(request.headers["accept-encoding"]);
  if (request.method === "HEAD") return;
  const { write, end, flushHeaders } = response;

  /** Decides at the first bytes, when the handler has set its headers. */
  const begin = (chunk: unknown): void => {
    Object.assign(response, { write, end, flushHeaders });
    const type = response.getHeader("content-type");
    if (response.headersSent || typeof type !== "string" || !COMPRESSIBLE.test(type)) return;
    const vary = response.getHeader("vary");
    response.setHeader("Vary", vary === undefined ? "Accept-Encoding" : `${String(vary)}, Accept-Encoding`);
    const length = Number(response.getHeader("content-length") ?? lengthOf(chunk));
    if (encoding === 0 || length < WORTH_COMPRESSING || response.hasHeader("content-encoding")) return;
    if (response.statusCode === 204 || response.statusCode === 206 || response.statusCode === 304) return;
    if (/no-transform/.test(String(response.getHeader("cache-control") ?? ""))) return;
    response.removeHeader("content-length");
    response.setHeader("Content-Encoding", ENCODINGS[encoding]);
    const entityTag = response.getHeader("etag");
    if (typeof entityTag === "string" && !entityTag.startsWith("W/")) response.setHeader("ETag", `W/${entityTag}`);

    const stream = encoding === 2 ? createBrotliCompress({ params: brotliParameters(4) }) : createGzip({ level: 5 });
    stream.on("data", (chunk: Buffer) => {
      if (!write.call(response, chunk, "utf8")) stream.pause();
    });
    response.on("drain", () => stream.resume());
    stream.on("end", () => end.call(response, undefined, "utf8"));
    stream.on("error", () => response.destroy());
    response.on("close", () => stream.destroy());
    response.write = stream.write.bind(stream) as typeof response.write;
    response.end = ((...given: Parameters<typeof stream.end>) => {
      stream.end(...given);
      return response;
    }) as typeof response.end;
    stream.on("drain", () => response.emit("drain"));
  };

  // Next flushes the headers of every answer before it writes; those that may be compressed have to wait for a byte.
  response.flushHeaders = () => {
    if (!COMPRESSIBLE.test(String(response.getHeader("content-type") ?? ""))) flushHeaders.call(response);
  };

  response.write = ((...given: Parameters<typeof write>) => {
    begin(given[0]);
    return response.write(...given);
  }) as typeof write;
  response.end = ((...given: Parameters<typeof end>) => {
    begin(given[0]);
    return response.end(...given);
  }) as typeof end;
}

function lengthOf(chunk: unknown): number {
  return typeof chunk === "string" || chunk instanceof Uint8Array ? Buffer.byteLength(chunk) : 0;
}
