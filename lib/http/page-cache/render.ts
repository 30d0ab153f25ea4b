import type { IncomingMessage, ServerResponse } from "node:http";
import inject from "light-my-request";
import { arrange } from "./arrange";

/** Next's request handler, or anything that answers requests. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A whole answer, in memory. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** All that a page may depend on. */
export interface PageRequest {
  /** Path and query, without `lang`. */
  address: string;
  locale: string;
  /** The headers of a navigation payload, or null for HTML. */
  flight: Record<string, string> | null;
}

/** More pages are asked for than can be rendered. */
export class OverloadedError extends Error {
  override name = "OverloadedError";
}

export interface RendererOptions {
  handler: Handler;
  /** Scheme and host that people open; what a page knows of where it is comes from here, never from a request. */
  origin: string;
  /** The request header that tells the app the language. */
  localeHeader: string;
  localeCookie: string;
  /** Milliseconds after which a render counts as failed. */
  timeout?: number;
  /** Renders at the same time; more share the same processor and all get late. */
  atOnce?: number;
  /** Renders that wait for their turn, before new ones are refused. */
  waiting?: number;
}

/**
 * Next sends metadata in the head, and whole content before it streams, only to clients it takes for readers of plain
 * HTML. A cached page is whole in any case and is read by link previews too, so it is always rendered that way.
 */
const USER_AGENT = "foothold-page-cache (like facebookexternalhit)";

/** A page's own word for its status, in its head: Next lets a page answer 404 only without its HTML. */
const STATUS_TAG = /<meta name="answer-status" content="(\d{3})"/;

/** Texts of users cannot say it: in HTML and in scripts their `<` is escaped. */
function statusSaid(body: Buffer): number | null {
  const end = body.indexOf("</head>");
  const said = end < 0 ? null : STATUS_TAG.exec(body.subarray(0, end).toString());
  return said ? Number(said[1]) : null;
}

/** A renderer: gives the answer to a page request, the same for everyone. */
export type Renderer = (page: PageRequest) => Promise<Answer>;

/**
 * Renders pages by handing Next a request that holds nothing of the person who asked: no cookies but the language's,
 * no authorization, no host of their choice. So a page cannot depend on who reads it.
 */
export function createRenderer(options: RendererOptions): Renderer {
  const { handler, origin, localeHeader, localeCookie, timeout = 30_000, atOnce = 16, waiting = 1000 } = options;
  const { host, protocol } = new URL(origin);
  const turns: (() => void)[] = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (turns.length >= waiting) throw new OverloadedError("Too many pages wait to be rendered.");
    await new Promise<void>((resolve) => turns.push(resolve));
  }

  function leave(): void {
    const following = turns.shift();
    if (following) following();
    else running -= 1;
  }

  return async (page) => {
    await turn();
    try {
      return await render(page);
    } finally {
      leave();
    }
  };

  async function render(page: PageRequest): Promise<Answer> {
    const stop = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`The page was not rendered within ${timeout} ms.`));
        stop.abort();
      }, timeout);
      stop.signal.addEventListener("abort", () => reject(stop.signal.reason));
    });
    const answered = inject(
      (request, response) => {
        // light-my-request does not look at what the handler returns; a rejection must end the render.
        Promise.resolve()
          .then(() => handler(request as unknown as IncomingMessage, response as unknown as ServerResponse))
          .catch((error) => stop.abort(error));
      },
      { method: "GET", url: page.address, headers: headersFor(page) },
    );
    // When the time is up first, nobody waits for the render's own failure any more.
    answered.catch(() => undefined);
    try {
      const { statusCode, headers, rawPayload } = await Promise.race([answered, failed]);
      const kept = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, typeof value === "number" ? String(value) : value] as const],
      );
      const status = statusSaid(rawPayload) ?? statusCode;
      return { status, headers: Object.fromEntries(kept), body: arrange(rawPayload) };
    } finally {
      clearTimeout(timer);
    }
  }

  function headersFor(page: PageRequest): Record<string, string> {
    return {
      host,
      "x-forwarded-host": host,
      "x-forwarded-proto": protocol.slice(0, -1),
      accept: page.flight === null ? "text/html" : "*/*",
      "accept-language": page.locale,
      cookie: `${localeCookie}=${page.locale}`,
      "user-agent": USER_AGENT,
      [localeHeader]: page.locale,
      ...page.flight,
    };
  }
}
