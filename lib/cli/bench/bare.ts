import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * The server to compare with: nothing but `node:http` and one answer from memory. A child process; its parent says
 * what to answer, and at which path.
 */
interface Replay {
  path: string;
  status: number;
  /** Flat list of names and values. */
  headers: string[];
  /** Base64. */
  body: string;
}

let path = "/";
let status = 404;
let headers: string[] = [];
let body: Buffer = Buffer.alloc(0);

const server = createServer((request, response) => {
  if (request.url !== path) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(status, headers);
  response.end(body);
});

process.on("message", (given: Replay) => {
  ({ path, status, headers } = given);
  body = Buffer.from(given.body, "base64");
  process.send?.("ready");
});
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
