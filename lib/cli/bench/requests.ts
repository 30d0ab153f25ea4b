import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "../../../db/database";
import { ask, headerOf } from "./ask";
import type { Filled } from "./fill";
import { compareLoad, type Load, type LoadTool } from "./load";
import { median, quantile } from "./numbers";
import { commonWord, rareWord } from "./words";
import type { BareServer } from "./workspace";

/** A kind of request under load, beside the bare server that sends the same bytes. */
export interface RequestFigures {
  name: string;
  path: string;
  /** Bytes of the body as sent. */
  bytes: number;
  app: Load;
  bare: Load;
  /** Requests a second of the app by those of the bare server. */
  ratio: number;
}

interface Servers {
  app: string;
  bare: BareServer;
  tool: LoadTool;
  seconds: number;
}

const asBrowser = { "Accept-Encoding": "br, gzip", "Accept-Language": "zh-CN" };

/** The requests that are measured; `isKnown`: the client has the answer and asks whether it changed. */
function requestKinds({ project, commonTag }: Filled) {
  const filtered = new URLSearchParams({ difficulty: "easy", project, tag: commonTag });
  const common = new URLSearchParams({ q: commonWord });
  const rare = new URLSearchParams({ q: rareWord.zh });
  return [
    { name: "board page", path: "/", isKnown: false },
    { name: "filtered board page", path: `/?${filtered}`, isKnown: false },
    { name: "`GET /api/v1/tasks`", path: "/api/v1/tasks", isKnown: false },
    { name: "`GET /api/v1/tasks`, unchanged (304)", path: "/api/v1/tasks", isKnown: true },
    { name: "search in the API, common word", path: `/api/v1/tasks?${common}`, isKnown: false },
    { name: "search in the API, rare word", path: `/api/v1/tasks?${rare}`, isKnown: false },
  ];
}

/** Requests a second of each kind. @throws Error when an answer is not the expected one */
export async function measureRequests(servers: Servers, filled: Filled): Promise<RequestFigures[]> {
  const figures: RequestFigures[] = [];
  for (const { name, path, isKnown } of requestKinds(filled)) {
    const first = await ask(servers.app, path, { headers: asBrowser });
    if (first.status !== 200) throw new Error(`${path} answered ${first.status}.`);
    const headers = isKnown ? { ...asBrowser, "If-None-Match": headerOf(first, "etag") } : asBrowser;
    const answer = isKnown ? await ask(servers.app, path, { headers }) : first;
    if (isKnown && answer.status !== 304) throw new Error(`${path} answered ${answer.status} to its own ETag.`);
    await servers.bare.replay(path, answer);
    const urls = { app: servers.app + path, bare: servers.bare.address + path };
    const compared = await compareLoad(servers.tool, urls, headers, servers.seconds);
    figures.push({ name, path, bytes: answer.body.length, ...compared });
  }
  return figures;
}

/** How long the board page takes when it is in no cache, in milliseconds. */
export interface FirstRendering {
  median: number;
  p95: number;
}

/** A new version each time makes every page a first rendering. One request at a time. */
export async function measureFirstRendering(
  address: string,
  database: Database,
  path: string,
  times = 25,
): Promise<FirstRendering> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await database.transaction(async () => undefined);
    // The server sees writes of other processes up to 100 ms late.
    await wait(130);
    const answer = await ask(address, path, { headers: asBrowser });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    took.push(answer.took);
  }
  return { median: median(took), p95: quantile(took, 0.95) };
}
