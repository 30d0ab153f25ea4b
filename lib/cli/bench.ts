import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { type Database, openDatabase, rawRun } from "../../db/database";
import { measureBrowser } from "./bench/browser";
import { claimantsNeeded, measureClaims } from "./bench/claims";
import { withResult } from "./bench/document";
import { type Filled, fillDatabase } from "./bench/fill";
import { findLoadTool, type LoadTool } from "./bench/load";
import { measureQueries } from "./bench/queries";
import { describeMachine, describeRun, describeTargets, type Run, type SizeFigures, targetsOf } from "./bench/report";
import { measureFirstRendering, measureRequests } from "./bench/requests";
import { measureWeight } from "./bench/weight";
import { Workspace } from "./bench/workspace";
import { ensureBuild } from "./build";
import { runCommand, UsageError } from "./terminal";

const help = `Measures how fast the production server is, beside a bare node:http server that sends the same bytes.

  npm run bench -- [options]

  --tasks N,N,…      how many tasks the databases have (15,1000,100000)
  --seconds S        how long each server is asked for each kind of request (5)
  --postgres URL     measure on PostgreSQL too: postgres://… of a server on which databases may be made,
                     or "embedded" for one that is started for this run
  --no-browser       leave out what needs Chromium
  --write            put the result into docs/performance.md
  --json             print one JSON object with all figures
  --help             this text

Everything happens on this machine, in a temporary folder that is removed. Close other programs first.
Exit code: 0 every target is met, 1 a target is missed (it says which) or something failed, 2 called wrongly.
`;

/** The document into which the result is written. */
const target = "docs/performance.md";
/** Sizes up to this one are opened in a browser; above, its page is the same. */
const browserLimit = 2000;

interface Options {
  tasks: number[];
  seconds: number;
  usesBrowser: boolean;
  tool: LoadTool;
}

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      tasks: { type: "string", default: "15,1000,100000" },
      seconds: { type: "string", default: "5" },
      postgres: { type: "string" },
      "no-browser": { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const options: Options = {
    tasks: values.tasks.split(",").map((one) => wholeNumber("--tasks", one, 15, 1_000_000)),
    seconds: wholeNumber("--seconds", values.seconds, 2, 60),
    usesBrowser: !values["no-browser"],
    tool: findLoadTool(),
  };
  options.tasks.sort((a, b) => a - b);
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  await ensureBuild({ root: process.cwd(), report: say });

  const workspace = new Workspace();
  const runs: Run[] = [];
  try {
    runs.push(
      await runOn("SQLite", async (name) => `file:${join(workspace.folder, `${name}.db`)}`, workspace, options),
    );
    if (values.postgres !== undefined) {
      const server = values.postgres === "embedded" ? await workspace.startPostgres() : values.postgres;
      runs.push(await withPostgres(server, (urlOf) => runOn("PostgreSQL", urlOf, workspace, options)));
    }
  } finally {
    await workspace.close();
  }

  const targets = runs.map((run) => ({ run, targets: targetsOf(run) }));
  const result = [
    ...runs.slice(0, 1).map((run) => describeMachine(run, new Date())),
    ...targets.flatMap(({ run, targets }) => [describeRun(run), describeTargets(targets)]),
  ].join("\n\n");
  process.stdout.write(
    values.json ? `${JSON.stringify({ runs, targets: targets.map((one) => one.targets) })}\n` : `${result}\n`,
  );
  if (values.write) writeFileSync(target, withResult(readFileSync(target, "utf8"), result));
  const missed = targets.flatMap(({ run, targets }) =>
    targets.filter((one) => !one.isMet).map((one) => `  ${run.engine}: ${one.name}: ${one.measured} (${one.limit})`),
  );
  if (missed.length > 0) process.stderr.write(`Missed:\n${missed.join("\n")}\n`);
  return missed.length > 0 ? 1 : 0;
}

function wholeNumber(option: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} takes whole numbers from ${least} to ${most}, not "${given}".`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One engine: all databases are filled, then read in turns, then each is served. */
async function runOn(
  engine: Run["engine"],
  urlOf: (name: string) => Promise<string>,
  workspace: Workspace,
  options: Options,
): Promise<Run> {
  const given: { url: string; tasks: number; database: Database; filled: Filled; took: number }[] = [];
  try {
    for (const tasks of options.tasks) {
      say(`${engine}: writing ${tasks} tasks …`);
      const url = await urlOf(`tasks_${tasks}`);
      const began = performance.now();
      const database = await openDatabase(url);
      await database.migrate();
      const filled = await fillDatabase(database, { tasks, claimants: claimantsNeeded });
      // What PostgreSQL does by itself a minute after such a change; SQLite never does.
      if (engine === "PostgreSQL") await database.transaction((tx) => rawRun(tx, sql`analyze`));
      given.push({ url, tasks, database, filled, took: (performance.now() - began) / 1000 });
    }
    say(`${engine}: reading …`);
    const queries = await measureQueries(given);
    const sizes: SizeFigures[] = [];
    for (const one of given) {
      say(`${engine}: serving ${one.tasks} tasks …`);
      sizes.push(await measureSize(one, workspace, options));
    }
    return { engine, tool: options.tool, seconds: options.seconds, sizes, queries };
  } finally {
    for (const { database } of given) await database.close();
  }
}

async function measureSize(
  {
    url,
    tasks,
    database,
    filled,
    took,
  }: { url: string; tasks: number; database: Database; filled: Filled; took: number },
  workspace: Workspace,
  { seconds, tool, usesBrowser }: Options,
): Promise<SizeFigures> {
  const app = await workspace.startServer({ DATABASE_URL: url, DATA_DIR: workspace.folder });
  const bare = await workspace.startBare();
  try {
    const weight = await measureWeight(app.address);
    const firstRendering = await measureFirstRendering(app.address, database, "/");
    // The page cache compresses a page that is asked for again as small as it gets, once it is some seconds old.
    await wait(100);
    const requests = await measureRequests({ app: app.address, bare, tool, seconds }, filled);
    const browser =
      usesBrowser && tasks <= browserLimit
        ? await measureBrowser({ app: app.address, bare, loads: 9, clicks: 8 })
        : null;
    const claims = await measureClaims(app.address, filled);
    return { tasks, filled: took, requests, firstRendering, claims, memory: memoryOf(app.pid), weight, browser };
  } finally {
    await app.stop();
    await bare.stop();
  }
}

/** Bytes that a process holds in memory. */
function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
}

/** Makes databases on a server for `work`, and removes them. */
async function withPostgres<Result>(
  server: string,
  work: (urlOf: (name: string) => Promise<string>) => Promise<Result>,
): Promise<Result> {
  const { default: pg } = await import("pg");
  const made: string[] = [];
  const address = new URL(server);
  const on = async (statement: string) => {
    const client = new pg.Client({ connectionString: new URL("/postgres", address).href });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  try {
    return await work(async (name) => {
      const database = `foothold_bench_${process.pid}_${name}`;
      await on(`create database ${database}`);
      made.push(database);
      return new URL(`/${database}`, address).href;
    });
  } finally {
    for (const database of made) await on(`drop database if exists ${database} with (force)`);
  }
}

runCommand(main);
