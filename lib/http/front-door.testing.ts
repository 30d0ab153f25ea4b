import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createFrontDoor, type FrontDoor, type FrontDoorOptions } from "./front-door";

/** A whole answer as it came over the wire, not decoded. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export type Ask = (
  path: string,
  headers?: Record<string, string>,
  method?: string,
  body?: string | Buffer,
) => Promise<Reply>;

export interface Stand {
  ask: Ask;
  door: FrontDoor;
  /** The requests that reached the app. */
  seen: { url: string; headers: IncomingHttpHeaders }[];
  errors: unknown[];
  close: () => Promise<void>;
}

type App = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A front door with a small app behind it, on a port of its own. */
export async function stand(app: App, options: Partial<FrontDoorOptions> = {}): Promise<Stand> {
  const seen: Stand["seen"] = [];
  const errors: unknown[] = [];
  const door = createFrontDoor({
    next: (received, response) => {
      seen.push({ url: received.url ?? "", headers: { ...received.headers } });
      return app(received, response);
    },
    origin: "https://foothold.example",
    trustProxy: false,
    usesPageCache: true,
    version: () => 1,
    isShared: (path) => path === "/api/shared",
    negotiateLocale: ({ query, cookie, acceptLanguage }) =>
      [query, cookie, acceptLanguage?.slice(0, 2)].find((wish) => wish === "zh" || wish === "en") ?? "zh",
    locales: ["zh", "en"],
    localeCookie: "lang",
    localeHeader: "x-foothold-locale",
    onError: (error) => errors.push(error),
    ...options,
  });
  const server = createServer(door.handle);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const ask: Ask = (path, headers = {}, method = "GET", body = undefined) =>
    new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      asked.on("error", reject);
      asked.end(body);
    });
  return {
    ask,
    door,
    seen,
    errors,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Answers with an HTML page, the way Next does for a dynamic one. */
export function sendHtml(response: ServerResponse, html: string, status = 200): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "private, no-cache, no-store, max-age=0, must-revalidate");
  response.setHeader("Vary", "rsc, next-router-state-tree");
  const middle = Math.floor(html.length / 2);
  response.write(html.slice(0, middle));
  response.end(html.slice(middle));
}
