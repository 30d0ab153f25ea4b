import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/**
 * Makes sure that the production build in `.next` is of the sources at hand: `npm start` builds when it must and only
 * then. Also a command, `tsx lib/cli/build.ts`, for images that are built before they run.
 */
const SOURCES = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "next.config.js",
  "package-lock.json",
  "postcss.config.js",
];
/** `next build` itself completes this file. */
const REWRITTEN = "tsconfig.json";
const NOT_BUILT = /\.(test|testing)\.tsx?$|\.tsbuildinfo$/;
const RECORD = ".next/foothold-build.json";
/** In the one folder that `next build` leaves alone when it empties `.next`. */
const LOCK = ".next/cache/foothold-build.lock";
/** Milliseconds after which a lock is taken for forgotten, whatever its process does. */
const LONGEST_BUILD = 15 * 60_000;
const LOOK_AGAIN = 300;

/** The build failed; `output` is what it printed. */
export class BuildError extends Error {
  override name = "BuildError";
  constructor(
    message: string,
    readonly output: string,
  ) {
    super(message);
  }
}

export interface BuildOptions {
  /** The folder of the app. */
  root: string;
  /** Gets one line when a build begins and one when it has ended. */
  report: (line: string) => void;
  /** Prints what the build prints while it runs, not only when it fails. */
  showsOutput?: boolean;
  /** The command that builds; the default is Next's. */
  command?: readonly string[];
}

/** A digest of every file that goes into the build: names and contents, tests left out. */
export function sourcesDigest(root: string): string {
  return digestOf(root, [...SOURCES, REWRITTEN]);
}

function digestOf(root: string, sources: readonly string[]): string {
  const digest = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(join(root, source))).sort()) {
    digest.update(`${relative(root, file)}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return digest.digest("base64url");
}

function filesIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return NOT_BUILT.test(path) ? [] : [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return filesIn(inside);
    return entry.isFile() && !NOT_BUILT.test(entry.name) ? [inside] : [];
  });
}

/**
 * Whether `.next` must be built again: the sources changed since, or it holds no whole build, or another one than was
 * recorded (someone ran `next build`, perhaps on other sources).
 */
export function isBuildStale(root: string): boolean {
  const buildId = readText(join(root, ".next/BUILD_ID"));
  const record = readText(join(root, RECORD));
  return buildId === null || record !== recordOf(sourcesDigest(root), buildId);
}

function recordOf(sources: string, buildId: string): string {
  return JSON.stringify({ sources, buildId });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * Builds if the build is stale. Of several starts at once one builds, and the others wait for it.
 * @returns whether this call built. @throws BuildError
 */
export async function ensureBuild(options: BuildOptions): Promise<boolean> {
  const { root, report } = options;
  if (!isBuildStale(root)) return false;
  const release = await takeLock(join(root, LOCK), report);
  try {
    if (!isBuildStale(root)) return false;
    const sources = digestOf(root, SOURCES);
    report("Building Foothold for production; this takes a minute or two, once …");
    const began = Date.now();
    rmSync(join(root, RECORD), { force: true });
    await runBuild(options);
    const buildId = readText(join(root, ".next/BUILD_ID"));
    if (buildId === null) throw new BuildError("The build ended without a result in .next.", "");
    // Without a record the next start builds again: what changed meanwhile may or may not be in this build.
    if (digestOf(root, SOURCES) === sources) writeFileSync(join(root, RECORD), recordOf(sourcesDigest(root), buildId));
    report(`Built in ${Math.round((Date.now() - began) / 1000)} s.`);
    return true;
  } finally {
    release();
  }
}

/** Waits for the lock file to be this process's own. A lock whose process is gone counts as free. */
async function takeLock(path: string, report: (line: string) => void): Promise<() => void> {
  mkdirSync(join(path, ".."), { recursive: true });
  let hasReported = false;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error) || error.code !== "EEXIST") throw error;
    }
    if (isForgotten(path)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!hasReported) report("Another start is building; waiting for it …");
    hasReported = true;
    await wait(LOOK_AGAIN);
  }
}

function isForgotten(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  if (Date.now() - found.mtimeMs > LONGEST_BUILD) return true;
  const owner = Number(readText(path));
  // An empty file is one that its owner is just writing.
  if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function runBuild(options: BuildOptions): Promise<void> {
  const { root, showsOutput = false } = options;
  const [program = "", ...words] = options.command ?? [process.execPath, "node_modules/next/dist/bin/next", "build"];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    const collect = (chunk: Buffer): void => {
      output.push(chunk);
      if (showsOutput) process.stderr.write(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const stop = (): void => {
      child.kill("SIGTERM");
    };
    // A build must not go on without the start that wanted it.
    process.once("SIGTERM", stop).once("SIGINT", stop);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", stop).off("SIGINT", stop);
      if (code === 0) resolve();
      else
        reject(
          new BuildError(`The build failed (${signal ?? `exit code ${code}`}).`, Buffer.concat(output).toString()),
        );
    });
  });
}

async function main(): Promise<void> {
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const report = (line: string): boolean => process.stdout.write(`${line}\n`);
  try {
    const built = await ensureBuild({ root: process.cwd(), report, showsOutput: true });
    if (!built) report("The build is up to date.");
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
