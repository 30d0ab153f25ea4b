import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { getChromium } from "./chromium";

/** What `npm test` runs, one after the other: everything that proves a change. It goes on after a failure. */
interface Step {
  name: string;
  command: string[];
  /** Where the tool writes its result as JSON, and how to count it. Without: the step counts as one. */
  result?: { file: string; count(report: Report): Count };
  before?(): void;
}

interface Count {
  passed: number;
  failed: number;
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected: number; flaky: number; unexpected: number; skipped: number };
}

const folder = "test-results";
const node = (script: string, ...parameters: string[]) => [process.execPath, `node_modules/${script}`, ...parameters];

const steps: Step[] = [
  { name: "format and lint", command: node("@biomejs/biome/bin/biome", "ci", ".") },
  { name: "route types", command: node("next/dist/bin/next", "typegen") },
  { name: "types", command: node("typescript/bin/tsc", "--noEmit") },
  {
    name: "unit",
    command: node(
      "vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${folder}/unit.json`,
    ),
    result: {
      file: `${folder}/unit.json`,
      count: (report) => ({ passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 }),
    },
  },
  { name: "build", command: node("tsx/dist/cli.mjs", "lib/cli/build.ts") },
  {
    name: "browser",
    before: () => void getChromium(),
    command: node("playwright/cli.js", "test"),
    result: {
      file: `${folder}/browser.json`,
      // A test that passed only at its second try has failed once: it counts as failed.
      count: ({ stats }) => ({
        passed: stats?.expected ?? 0,
        failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0),
      }),
    },
  },
];

function run(step: Step): Count {
  process.stdout.write(`\n=== ${step.name}\n`);
  const started = Date.now();
  try {
    step.before?.();
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
  const [command = "", ...parameters] = step.command;
  const { status } = spawnSync(command, parameters, { stdio: "inherit" });
  const count = countOf(step, status === 0);
  process.stdout.write(
    `=== ${step.name}: ${count.failed === 0 ? "ok" : "failed"}, ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  return count;
}

/** What a tool has written counts, whatever it says by its exit: vitest has said that all is well when tests had failed. */
function countOf({ result }: Step, isWell: boolean): Count {
  if (!result || !existsSync(result.file)) return { passed: isWell ? 1 : 0, failed: isWell ? 0 : 1 };
  const counted = result.count(JSON.parse(readFileSync(result.file, "utf8")) as Report);
  return isWell || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const counts = steps.map(run);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
