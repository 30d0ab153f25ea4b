import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Where systems keep a Chromium or Chrome that Playwright can drive. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Options for `chromium.launch`: no sandbox where the user is root, and nothing that calls home. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of an installed Chromium: Playwright's own, or the system's; null if there is none. */
export function findChromium(): string | null {
  return [chromium.executablePath(), ...usualPlaces].find((path) => existsSync(path)) ?? null;
}

/**
 * The path of a Chromium, installed first if there is none: with `apt-get` where that is allowed (and a Chinese font with
 * it), else Playwright's own download.
 * @throws Error when it cannot be had
 */
export function getChromium(): string {
  const found = findChromium();
  if (found) return found;
  const hasAptGet = spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  if (hasAptGet && process.getuid?.() === 0) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "inherit" });
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"], {
      stdio: "inherit",
      env: environment,
    });
  } else {
    execFileSync(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"], { stdio: "inherit" });
  }
  const installed = findChromium();
  if (!installed) throw new Error("No Chromium could be installed. Install one and run the tests again.");
  return installed;
}
