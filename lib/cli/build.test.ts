import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BuildError, ensureBuild, isBuildStale } from "./build";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "foothold-build-"));
  mkdirSync(join(root, "app/board"), { recursive: true });
  writeFileSync(join(root, "app/board/page.tsx"), "one");
  writeFileSync(join(root, "package-lock.json"), "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A build that takes a moment and counts itself. */
const script = `
const fs = require("node:fs");
fs.appendFileSync("count", "x");
fs.writeFileSync("tsconfig.json", "completed");
setTimeout(() => fs.writeFileSync(".next/BUILD_ID", String(Math.random())), 200);
`;
const command = [process.execPath, "-e", script];
const report = (): void => undefined;
const built = (): number => readFileSync(join(root, "count"), "utf8").length;

it("builds once, and again when a source changes, but not for a test", async () => {
  expect(isBuildStale(root)).toBe(true);
  expect(await ensureBuild({ root, report, command })).toBe(true);
  expect(isBuildStale(root)).toBe(false);
  expect(await ensureBuild({ root, report, command })).toBe(false);
  writeFileSync(join(root, "app/board/page.test.tsx"), "a test");
  expect(isBuildStale(root)).toBe(false);
  writeFileSync(join(root, "app/board/page.tsx"), "two");
  expect(isBuildStale(root)).toBe(true);
  await ensureBuild({ root, report, command });
  expect(built()).toBe(2);
  // Someone built by hand: nobody knows from which sources.
  writeFileSync(join(root, ".next/BUILD_ID"), "other");
  expect(isBuildStale(root)).toBe(true);
});

it("builds once for several starts at the same time", async () => {
  const results = await Promise.all([1, 2, 3].map(() => ensureBuild({ root, report, command })));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(built()).toBe(1);
});

it("takes over the lock of a process that is gone", async () => {
  mkdirSync(join(root, ".next/cache"), { recursive: true });
  writeFileSync(join(root, ".next/cache/foothold-build.lock"), "4194304");
  expect(await ensureBuild({ root, report, command })).toBe(true);
});

it("says what a failed build printed, and builds again the next time", async () => {
  const failing = [process.execPath, "-e", "process.stdout.write('why it failed'); process.exit(3)"];
  const failure = await ensureBuild({ root, report, command: failing }).catch((error) => error);
  expect(failure).toBeInstanceOf(BuildError);
  expect(failure.output).toContain("why it failed");
  expect(await ensureBuild({ root, report, command })).toBe(true);
});
