import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { sum } from "./numbers";

/** How a server did under load. */
export interface Load {
  /** Requests a second. */
  rate: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  p99: number;
}

/** The program that asks: `wrk` is fast enough for a bare server; autocannon needs no installation. */
export type LoadTool = "wrk" | "autocannon";

/** Connections that ask at the same time. */
const connections = 32;

export function findLoadTool(): LoadTool {
  return spawnSync("wrk", ["-v"], { stdio: "ignore" }).error ? "autocannon" : "wrk";
}

/**
 * Asks as often as the server answers.
 * @throws Error when a request failed or was answered with an error: such a rate would say nothing.
 */
async function measureLoad(
  tool: LoadTool,
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<Load> {
  return tool === "wrk" ? withWrk(url, headers, seconds) : withAutocannon(url, headers, seconds);
}

/** Both servers in turns, so that whatever else the machine does meets both. */
export async function compareLoad(
  tool: LoadTool,
  urls: { app: string; bare: string },
  headers: Record<string, string>,
  seconds: number,
): Promise<{ app: Load; bare: Load; ratio: number }> {
  const rounds: { app: Load; bare: Load }[] = [];
  const part = Math.floor(seconds / 2);
  for (const length of [seconds - part, part]) {
    rounds.push({
      app: await measureLoad(tool, urls.app, headers, length),
      bare: await measureLoad(tool, urls.bare, headers, part),
    });
  }
  const joined = (loads: Load[]): Load => ({
    rate: sum(loads.map((load) => load.rate)) / loads.length,
    p99: Math.max(...loads.map((load) => load.p99)),
  });
  const [app, bare] = [joined(rounds.map((round) => round.app)), joined(rounds.map((round) => round.bare))];
  return { app, bare, ratio: app.rate / bare.rate };
}

async function withWrk(url: string, headers: Record<string, string>, seconds: number): Promise<Load> {
  const lines = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)("wrk", [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "--latency",
    ...lines,
    url,
  ]);
  return readWrk(stdout);
}

/** Reads what `wrk --latency` prints. @throws Error when requests failed, or it is something else */
export function readWrk(output: string): Load {
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(output) ?? /Socket errors: (.*)/.exec(output);
  if (failed) throw new Error(`Requests failed under load: ${failed[1]}`);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
  const latency = /^\s+99%\s+([\d.]+)(us|ms|s|m)\s*$/m.exec(output);
  if (rate === undefined || !latency) throw new Error(`wrk said what is not understood: ${output}`);
  const unit = { us: 0.001, ms: 1, s: 1000, m: 60_000 }[latency[2] ?? "ms"] ?? 1;
  return { rate: Number(rate), p99: Number(latency[1]) * unit };
}

async function withAutocannon(url: string, headers: Record<string, string>, seconds: number): Promise<Load> {
  const { default: autocannon } = await import("autocannon");
  const result = await autocannon({ url, headers, connections, duration: seconds });
  const failed = result.errors + result.timeouts + result["4xx"] + result["5xx"];
  if (failed > 0) throw new Error(`Requests failed under load: ${failed}`);
  return { rate: result.requests.average, p99: result.latency.p99 };
}
