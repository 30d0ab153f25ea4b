import type { IncomingMessage, ServerResponse } from "node:http";
import type { Refusal, Refuse } from "./refusal";

/** Characters of a path with its query. The longest of ours, a filter in Chinese, has a few hundred. */
export const longestAddress = 4096;
/** Bytes of a request body: a list of several thousand tasks has 2 MB. */
export const largestBody = 6 * 1024 * 1024;
/** Bytes of what GitHub delivers, as it says itself. */
export const largestDelivery = 25 * 1024 * 1024;
/** Where it is delivered. */
export const deliveryPath = "/api/github/webhook";
/** Milliseconds in which a refused body may still arrive, so that its sender gets to read the answer. */
const LINGER = 2000;

/**
 * Refuses a body that is too large with 413: at once when its length is said, else when that many bytes have come.
 * Returns false when the request is answered.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, refuse: Refuse): boolean {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  const limit = limitOf(request);
  if (length !== undefined && Number(length) > limit) {
    refuseUnread(request, response, refuse, limit);
    return false;
  }
  if (coding !== undefined) count(request, response, refuse, limit);
  return true;
}

function limitOf({ url = "" }: IncomingMessage): number {
  return url.split("?", 1)[0] === deliveryPath ? largestDelivery : largestBody;
}

/** Counts what arrives without starting to read it: the app decides when to read. */
function count(request: IncomingMessage, response: ServerResponse, refuse: Refuse, limit: number): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk, encoding) => {
    if (chunk !== null) received += chunk.length;
    if (received <= limit) return push(chunk, encoding);
    request.push = push;
    if (response.headersSent) response.destroy();
    else {
      response.once("finish", () => request.destroy());
      refuse(request, response, tooLarge(limit));
    }
    return false;
  };
}

function tooLarge(limit: number): Refusal<"too_large"> {
  const title = `A request body has at most ${limit / 1024 / 1024} MB.`;
  return { status: 413, code: "too_large", title, data: { limitBytes: limit } };
}

function refuseUnread(request: IncomingMessage, response: ServerResponse, refuse: Refuse, limit: number): void {
  response.setHeader("Connection", "close");
  // The answer is whole but not ended: a connection closed on unread bytes is reset, and the answer lost with it.
  refuse(request, response, tooLarge(limit), { isOpen: true });
  const finish = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(finish, LINGER);
  request.on("end", finish).on("error", finish).resume();
}
