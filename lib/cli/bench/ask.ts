import { Agent, request } from "node:http";

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  /** Flat list of names and values, without those that a server sets for each connection. */
  headers: string[];
  /** As it was sent, compressed or not. */
  body: Buffer;
  /** Milliseconds from the request to the last byte. */
  took: number;
}

export interface Asked {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  agent?: Agent;
}

/** Headers that `node:http` sets itself. */
const perConnection = new Set(["connection", "keep-alive", "date", "transfer-encoding"]);
const shared = new Agent({ keepAlive: true });

/** One request; the answer is left as it is. @throws Error when there is none */
export function ask(
  address: string,
  path: string,
  { method = "GET", headers, body, agent }: Asked = {},
): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(address + path, { method, headers, agent: agent ?? shared }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const raw = response.rawHeaders;
        const kept = raw.filter((_, index) => !perConnection.has((raw[index - (index % 2)] ?? "").toLowerCase()));
        resolve({
          status: response.statusCode ?? 0,
          headers: kept,
          body: Buffer.concat(parts),
          took: performance.now() - began,
        });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The value of a header of an answer; "" when absent. */
export function headerOf({ headers }: Answer, name: string): string {
  const index = headers.findIndex((one, at) => at % 2 === 0 && one.toLowerCase() === name);
  return index < 0 ? "" : (headers[index + 1] ?? "");
}
