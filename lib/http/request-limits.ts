import type { IncomingMessage, ServerResponse } from "node:http";
import type { Refusal, Refuse } from "./refusal";

/** Characters of a path with its query. The longest of ours, a filter in Chinese, has a few hundred. */
export const longestAddress = 4096;
/** Bytes of a request body: a list of several thousand tasks has 2 MB. */
export const largestBody = 6 * 1024 * 1024;
/** Milliseconds in which a refused body may still arrive, so that its sender gets to read the answer. */
const LINGER = 2000;

/**
 * Refuses a body over `largestBody` bytes with 413: at once when its length is said, else when that many bytes have come.
 * Returns false when the request is answered.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, refuse: Refuse): boolean {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  if (length !== undefined && Number(length) > largestBody) {
    refuseUnread(request, response, refuse);
    return false;
  }
  if (coding !== undefined) count(request, response, refuse);
  return true;
}

/** Counts what arrives without starting to read it: the app decides when to read. */
function count(request: IncomingMessage, response: ServerResponse, refuse: Refuse): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk, encoding) => {
    if (chunk !== null) received += chunk.length;
    if (received <= largestBody) return push(chunk, encoding);
    request.push = push;
    if (response.headersSent) response.destroy();
    else {
      response.once("finish", () => request.destroy());
      refuse(request, response, tooLarge);
    }
    return false;
  };
}

const tooLarge: Refusal<"too_large"> = {
  status: 413,
  code: "too_large",
  title: `A request body has at most ${largestBody / 1024 / 1024} MB.`,
  data: { limitBytes: largestBody },
};

function refuseUnread(request: IncomingMessage, response: ServerResponse, refuse: Refuse): void {
  response.setHeader("Connection", "close");
  // The answer is whole but not ended: a connection closed on unread bytes is reset, and the answer lost with it.
  refuse(request, response, tooLarge, { isOpen: true });
  const finish = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(finish, LINGER);
  request.on("end", finish).on("error", finish).resume();
}
