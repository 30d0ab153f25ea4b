import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { type Answer, ask, headerOf } from "./ask";

/** Bytes that the board's scripts have at most, with gzip. */
export const heaviestScripts = 170_000;

/** What a first visit to the board loads, in bytes. */
export interface Weight {
  /** All scripts that the page names, with gzip. */
  scripts: number;
  scriptFiles: number;
  html: { br: number; gzip: number };
  /** Style sheets with gzip: those inside the page, and those it names. */
  css: number;
}

/** The text of an answer. */
export function textOf(answer: Answer): string {
  const encoding = headerOf(answer, "content-encoding");
  if (encoding === "br") return brotliDecompressSync(answer.body).toString();
  return encoding === "gzip" ? gunzipSync(answer.body).toString() : answer.body.toString();
}

/** Weighs the board as a browser that knows nothing yet loads it. @throws Error when a file is missing */
export async function measureWeight(address: string, path = "/"): Promise<Weight> {
  const get = async (at: string, encoding: string) => {
    const answer = await ask(address, at, { headers: { "Accept-Encoding": encoding } });
    if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}.`);
    return answer;
  };
  const [br, gzip] = [await get(path, "br"), await get(path, "gzip")];
  const html = textOf(br);
  // Old browsers alone load what is marked `nomodule`; what is preloaded, or named for later, counts.
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/nomodule/i.test(tag));
  const named = (pattern: RegExp) => [
    ...new Set(tags.flatMap((tag) => pattern.exec(tag)?.[1]?.replaceAll("&amp;", "&").split(" ") ?? [])),
  ];
  const scripts = named(/(?:src|href|data-scripts)="(\/[^"]+\.js[^"]*)"/);
  const sheets = named(/href="(\/[^"]+\.css[^"]*)"/);
  const weigh = async (files: string[]) => {
    let bytes = 0;
    for (const file of files) bytes += (await get(file, "gzip")).body.length;
    return bytes;
  };
  const inside = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "").join("");
  return {
    scripts: await weigh(scripts),
    scriptFiles: scripts.length,
    html: { br: br.body.length, gzip: gzip.body.length },
    css: gzipSync(inside, { level: 9 }).length + (await weigh(sheets)),
  };
}
