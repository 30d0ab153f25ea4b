import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["{app,components,db,e2e,lib}/**/*.test.{ts,tsx}"],
    globalSetup: ["db/testing.setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // The default leaves a core free; with two that doubles the time.
    maxWorkers: "100%",
    env: { NODE_ENV: "test", LOG_LEVEL: "silent", BASE_URL: "" },
  },
});
