import type { IncomingMessage, ServerResponse } from "node:http";

/** Characters of a path with its query. The longest of ours, a filter in Chinese, has a few hundred. */
export const longestAddress = 4096;
/** Bytes of a request body: a list of several thousand tasks has 2 MB. */
export const largestBody = 6 * 1024 * 1024;
/** Milliseconds in which a refused body may still arrive, so that its sender gets to read the answer. */
const LINGER = 2000;

/** Sends an error that no verb has seen, as `application/problem+json` (RFC 9457). */
export function problem(response: ServerResponse, status: number, code: string, title: string): void {
  response.writeHead(status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(JSON.stringify({ type: "about:blank", title, status, code }));
}

/**
 * Refuses a body over `limit` bytes with 413: at once when its length is said, else when that many bytes have come.
 * Returns false when the request is answered.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, limit = largestBody): boolean {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  if (length !== undefined && Number(length) > limit) {
    refuse(request, response);
    return false;
  }
  if (coding !== undefined) count(request, response, limit);
  return true;
}

/** Counts what arrives without starting to read it: the app decides when to read. */
function count(request: IncomingMessage, response: ServerResponse, limit: number): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk, encoding) => {
    if (chunk !== null) received += chunk.length;
    if (received <= limit) return push(chunk, encoding);
    request.push = push;
    if (response.headersSent) response.destroy();
    else {
      response.once("finish", () => request.destroy());
      problem(response, 413, "too_large", TOO_LARGE);
    }
    return false;
  };
}

const TOO_LARGE = `A request body has at most ${largestBody / 1024 / 1024} MB.`;

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify({ type: "about:blank", title: TOO_LARGE, status: 413, code: "too_large" });
  response.writeHead(413, {
    "Content-Type": "application/problem+json",
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  });
  // The answer is whole but not ended: a connection closed on unread bytes is reset, and the answer lost with it.
  response.write(body);
  const finish = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(finish, LINGER);
  request.on("end", finish).on("error", finish).resume();
}
