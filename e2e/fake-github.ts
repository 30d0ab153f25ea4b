import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { isAuthenticated, Limits, limitKey } from "./fake-github/access";
import { createActions } from "./fake-github/actions";
import { answerPages } from "./fake-github/control-page";
import { type Fault, Faults } from "./fake-github/faults";
import { Hooks } from "./fake-github/hooks";
import { notFound, type Question, type Reply, readBody } from "./fake-github/http";
import { answerOAuth } from "./fake-github/oauth";
import { Payloads } from "./fake-github/payloads";
import { createSettings } from "./fake-github/repositories";
import { type Api, answerApi } from "./fake-github/rest";
import { State } from "./fake-github/state";

export { signature } from "./fake-github/hooks";

/** A request that came in, in the order of the replies. */
export interface Recorded {
  method: string;
  /** With the query. */
  path: string;
  /** 0: the connection was broken off. */
  status: number;
  isAuthenticated: boolean;
  /** Whose limit it counted against. */
  caller: string;
}

export type FakeGitHub = Awaited<ReturnType<typeof startFakeGitHub>>;

/**
 * A GitHub of one's own on this machine, laid out as GitHub Enterprise Server: pages at the root, REST below `/api/v3`,
 * GraphQL at `/api/graphql`. It starts empty; its state is in memory and changes by what people do (`openIssue`, …).
 * @param clock What it takes for the present.
 */
export async function startFakeGitHub({
  port = 0,
  clock = () => new Date(),
}: {
  port?: number;
  clock?: () => Date;
} = {}) {
  const state = new State(clock);
  const payloads = new Payloads(() => ({ web: url, api: apiUrl }));
  const hooks = new Hooks(state, payloads);
  const actions = createActions({ state, hooks, payloads });
  const settings = createSettings({ state, hooks, payloads });
  const limits = new Limits(state);
  const faults = new Faults(state);
  const requests: Recorded[] = [];

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A fault of the fake itself: the test should see it, not a GitHub that is down.
      process.stderr.write(`The fake GitHub failed: ${error instanceof Error ? error.stack : String(error)}\n`);
      response.destroy();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apiUrl = `${url}/api/v3`;
  const api: Api = { state, hooks, payloads, actions, settings, limits, address: apiUrl };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question: Question = {
      method: request.method ?? "GET",
      url: new URL(request.url ?? "/", url),
      headers: request.headers,
      body: await readBody(request),
    };
    const fault = faults.take(question);
    if (fault?.kind === "slow") await wait(fault.ms ?? 1000);
    if (fault?.kind === "reset") {
      record(question, 0, false, "nobody");
      request.socket.destroy();
      return;
    }
    const instead = fault && faults.replyInstead(fault, question, apiUrl);
    response.setHeader("date", clock().toUTCString());
    send(response, instead ? recordedFault(question, instead) : reply(question), fault);
  }

  function recordedFault(question: Question, instead: Reply): Reply {
    record(question, instead.status, question.headers.authorization !== undefined, "unknown");
    return instead;
  }

  function reply(question: Question): Reply {
    const path = apiPath(question.url.pathname);
    if (path !== null) {
      const { reply: given, caller } = answerApi(api, question, path);
      record(question, given.status, isAuthenticated(caller), limitKey(caller));
      return given;
    }
    const given =
      answerOAuth(state, question) ?? answerPages(state, hooks, actions, faults, question) ?? notFound().reply();
    record(question, given.status, false, "anonymous");
    return given;
  }

  function record({ method, url: address }: Question, status: number, isKnown: boolean, caller: string): void {
    requests.push({ method, path: address.pathname + address.search, status, isAuthenticated: isKnown, caller });
  }

  return {
    ...actions,
    ...settings,
    /** The address of the pages; the REST base is `apiUrl`. */
    url,
    webUrl: url,
    apiUrl,
    graphqlUrl: `${url}/api/graphql`,
    state,
    hooks,
    limits,
    requests,
    /** Makes requests go wrong, the oldest fault first. */
    fault: (fault: Fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    async close(): Promise<void> {
      hooks.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The path below the REST base; null for a page. */
function apiPath(pathname: string): string | null {
  if (pathname === "/api/graphql") return "/graphql";
  return pathname.startsWith("/api/v3/") ? pathname.slice("/api/v3".length) : null;
}

function send(response: ServerResponse, { status, headers, text }: Reply, fault: Fault | undefined): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    ...headers,
    ...(status === 204 || status === 304 ? {} : { "content-length": bytes.length }),
    "x-github-request-id": randomUUID(),
  });
  if (fault?.kind !== "truncated") response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
