import { availableParallelism, cpus, totalmem } from "node:os";
import type { BrowserFigures } from "./browser";
import type { ClaimFigures } from "./claims";
import type { LoadTool } from "./load";
import type { QueryFigures } from "./queries";
import type { FirstRendering, RequestFigures } from "./requests";
import { heaviestScripts, type Weight } from "./weight";

/** What was measured with one number of tasks. */
export interface SizeFigures {
  tasks: number;
  /** Seconds that filling the database took. */
  filled: number;
  requests: RequestFigures[];
  firstRendering: FirstRendering;
  claims: ClaimFigures | null;
  /** Bytes of the server's process after all that. */
  memory: number;
  weight: Weight;
  browser: BrowserFigures | null;
}

/** A whole run on one engine. */
export interface Run {
  engine: "SQLite" | "PostgreSQL";
  tool: LoadTool;
  seconds: number;
  sizes: SizeFigures[];
  queries: QueryFigures[];
}

/** A promise that issue 2 makes about speed, and whether this run kept it. */
export interface Target {
  name: string;
  limit: string;
  measured: string;
  isMet: boolean;
}

/** The sizes between which queries may slow by half: the smallest of at least 1,000 tasks, and the largest. */
export function growthSizes(sizes: readonly number[]): { from: number; to: number } | null {
  const real = sizes.map((tasks, index) => ({ tasks, index })).filter(({ tasks }) => tasks >= 1000);
  const [from, to] = [real[0], real.at(-1)];
  return from && to && from.index < to.index ? { from: from.index, to: to.index } : null;
}

/** How many times slower a query got between two sizes. */
function growthOf({ times }: QueryFigures, { from, to }: { from: number; to: number }): number {
  return (times[to]?.median ?? 0) / (times[from]?.median ?? 1);
}

export function targetsOf(run: Run): Target[] {
  const targets: Target[] = [];
  const add = (name: string, limit: string, measured: string, isMet: boolean) =>
    targets.push({ name, limit, measured, isMet });
  for (const { tasks, requests, browser, weight } of run.sizes) {
    const of = `${whole(tasks)} tasks`;
    const board = requests[0];
    if (board) {
      add(`board page from the cache, ${of}`, "≥ 0.5 of bare", board.ratio.toFixed(2), board.ratio >= 0.5);
    }
    add(`JavaScript of the board, ${of}`, "≤ 170 KB", kilobytes(weight.scripts), weight.scripts <= heaviestScripts);
    if (!browser) continue;
    const { firstTask, filter, layoutShift } = browser;
    add(`first task beside a static file, ${of}`, "≤ 1.2", firstTask.ratio.toFixed(2), firstTask.ratio <= 1.2);
    add(`filter, ${of}`, "≤ 50 ms", milliseconds(filter.fast.median), filter.fast.median <= 50);
    add(`filter at 4× CPU, ${of}`, "≤ 150 ms", milliseconds(filter.slow.median), filter.slow.median <= 150);
    add(`layout shift, ${of}`, "0", layoutShift.toFixed(4), layoutShift < 0.0005);
  }
  const growth = growthSizes(run.sizes.map((size) => size.tasks));
  if (growth) {
    for (const query of run.queries) {
      const times = growthOf(query, growth);
      add(query.name, "≤ 1.5 times", times.toFixed(2), times <= 1.5);
    }
  }
  return targets;
}

/** Everything as Markdown. */
export function describeRun(run: Run): string {
  const { sizes } = run;
  const numbers = sizes.map((size) => size.tasks);
  const growth = growthSizes(numbers);
  const parts = [
    `### ${run.engine}`,
    "Under load, beside a bare `node:http` server that sends the same bytes. Milliseconds are the slowest 1 of 100.",
    table(
      ["tasks", "request", "bytes", "requests/s", "p99", "bare requests/s", "bare p99", "ratio"],
      sizes.flatMap(({ tasks, requests }) =>
        requests.map(({ name, bytes, app, bare, ratio }) => [
          whole(tasks),
          name,
          whole(bytes),
          whole(app.rate),
          milliseconds(app.p99),
          whole(bare.rate),
          milliseconds(bare.p99),
          ratio.toFixed(2),
        ]),
      ),
    ),
    "The first rendering of the board page (in no cache), claims of different people 32 at a time, 500 people who claim one slot at once, and what the server's process holds after all that.",
    table(
      ["tasks", "first rendering", "p95", "claims/s", "p99", "500 for one slot", "memory"],
      sizes.map(({ tasks, firstRendering, claims, memory }) => [
        whole(tasks),
        milliseconds(firstRendering.median),
        milliseconds(firstRendering.p95),
        claims ? whole(claims.rate) : "–",
        claims ? milliseconds(claims.p99) : "–",
        claims ? milliseconds(claims.contended.took) : "–",
        `${Math.round(memory / 1e6)} MB`,
      ]),
    ),
    "What happens to claims: renewed, waited for, and given back, which offers the slot to who waits; each by a person of their own, 32 at a time.",
    table(
      ["tasks", "renewals/s", "p99", "joins/s", "p99", "given back/s", "p99"],
      sizes.flatMap(({ tasks, claims }) =>
        claims
          ? [
              [
                whole(tasks),
                ...(["renew", "wait", "giveBack"] as const).flatMap((stage) => [
                  whole(claims.life[stage].rate),
                  milliseconds(claims.life[stage].p99),
                ]),
              ],
            ]
          : [],
      ),
    ),
    "Reads in the process itself, without server and cache; median, and the slowest 1 of 20.",
    table(
      ["read", ...numbers.map((tasks) => `${whole(tasks)} tasks`), ...(growth ? ["ratio"] : [])],
      run.queries.map((query) => [
        query.name,
        ...query.times.map(({ median, p95 }) => `${median.toFixed(2)} / ${milliseconds(p95)}`),
        ...(growth ? [growthOf(query, growth).toFixed(2)] : []),
      ]),
    ),
    "What a first visit to the board loads.",
    table(
      ["tasks", "scripts, gzip", "files", "page, br", "page, gzip", "of it styles, gzip"],
      sizes.map(({ tasks, weight }) => [
        whole(tasks),
        kilobytes(weight.scripts),
        String(weight.scriptFiles),
        kilobytes(weight.html.br),
        kilobytes(weight.html.gzip),
        kilobytes(weight.css),
      ]),
    ),
  ];
  const withBrowser = sizes.flatMap(({ tasks, browser }) => (browser ? [{ tasks, ...browser }] : []));
  if (withBrowser.length > 0) {
    parts.push(
      "On a slow phone (4× CPU, 1.6 Mbps, 150 ms): until the first task is painted, and the same for one static file with the same list; then from a click on a filter until its result is painted.",
      table(
        ["tasks", "first task", "static file", "ratio", "filter, 1× CPU", "filter, 4× CPU", "layout shift"],
        withBrowser.map(({ tasks, firstTask, filter, layoutShift }) => [
          whole(tasks),
          milliseconds(firstTask.app),
          milliseconds(firstTask.staticFile),
          firstTask.ratio.toFixed(2),
          milliseconds(filter.fast.median),
          milliseconds(filter.slow.median),
          layoutShift.toFixed(3),
        ]),
      ),
    );
  }
  return parts.join("\n\n");
}

/** What the figures were taken with; says nothing about whose machine it is. */
export function describeMachine(run: Run, at: Date): string {
  const model = cpus()[0]?.model.replace(/\s+/g, " ").trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  const chip = model ? ` (${model})` : "";
  return (
    `Measured on ${at.toISOString().slice(0, 10)}: ${availableParallelism()} cores${chip}, ${memory} GB, ` +
    `Node ${process.versions.node}, ${run.tool}, ${run.seconds} s for each request and server.`
  );
}

export function describeTargets(targets: readonly Target[]): string {
  const rows = targets.map(({ name, limit, measured, isMet }) => [name, limit, measured, isMet ? "met" : "**missed**"]);
  return table(["target", "limit", "measured", ""], rows);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : whole(value)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
