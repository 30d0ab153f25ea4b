import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "./lib/cli/chromium";

const executablePath = findChromium();

/** The journeys run against the production build (`npm test` makes it first); each worker starts a server of its own. */
export default defineConfig({
  testDir: "e2e",
  // The tests of the fake GitHub beside them are vitest's.
  testMatch: "*.spec.ts",
  outputDir: "test-results/browser",
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArguments },
    // Without a film of every page: taking it costs more than the test.
    trace: { mode: "retain-on-failure", screenshots: false },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  },
});
