import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { chromiumArguments, findChromium } from "../chromium";
import { ask } from "./ask";
import { median, quantile } from "./numbers";
import { probe } from "./probe";
import { textOf } from "./weight";
import type { BareServer } from "./workspace";

/** What a reader with a slow phone meets; milliseconds. */
export interface BrowserFigures {
  /** From the click on the address until the first task is painted, on a slow phone with an empty cache. */
  firstTask: { app: number; staticFile: number; ratio: number };
  /** From a click on a filter until its result is painted: the median, and the slowest of ten. */
  filter: { fast: { median: number; p90: number }; slow: { median: number; p90: number } };
  /** Cumulative layout shift of the page's load; the worst run. */
  layoutShift: number;
  /** Paths of the scripts that the page loaded. */
  scripts: string[];
}

/** A slow phone: the processor so many times slower, bytes a second, milliseconds there and back. */
const slowPhone = { processor: 4, bytes: 1_600_000 / 8, upload: 750_000 / 8, latency: 150 };
const screen = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: "zh-CN" };
const patience = 30_000;

interface Given {
  app: string;
  bare: BareServer;
  /** Cold loads of each page. */
  loads: number;
  /** Clicks on filters at each speed. */
  clicks: number;
}

/**
 * Opens the board in Chromium, in turns with one static file that has the same list and no script.
 * @returns null where no Chromium is installed. @throws Error when no task is painted or a filter changes nothing
 */
export async function measureBrowser({ app, bare, loads, clicks }: Given): Promise<BrowserFigures | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  try {
    // The first page of a new browser is slow, and says which encoding this browser is sent.
    const { encoding } = await load(browser, app);
    await replayStaticFile(app, bare, encoding);
    await load(browser, bare.address);
    const [ofApp, ofStatic]: [Loaded[], Loaded[]] = [[], []];
    for (let run = 0; run < loads; run += 1) {
      ofApp.push(await load(browser, app));
      ofStatic.push(await load(browser, bare.address));
    }
    const [first, other] = [median(ofApp.map((one) => one.firstTask)), median(ofStatic.map((one) => one.firstTask))];
    return {
      firstTask: { app: first, staticFile: other, ratio: first / other },
      filter: { fast: await clickFilters(browser, app, clicks, 1), slow: await clickFilters(browser, app, clicks, 4) },
      layoutShift: Math.max(...ofApp.map((one) => one.layoutShift)),
      scripts: ofApp[0]?.scripts ?? [],
    };
  } finally {
    await browser.close();
  }
}

/**
 * The board as one file: styles inside, no scripts, compressed as well as can be. Its other headers are the app's: one
 * that gives the page a process of its own takes its time with a static file too.
 */
async function replayStaticFile(app: string, bare: BareServer, encoding: string): Promise<void> {
  const answer = await ask(app, "/", { headers: { "Accept-Language": "zh-CN" } });
  const page = textOf(answer);
  const html = page
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*(?:as="script"|rel="(?:manifest|modulepreload)")[^>]*>/g, "");
  const sheets = /<link\b[^>]*rel="stylesheet"/.test(html);
  if (sheets) throw new Error("The board's styles are not inside its page; the static file would wait for them.");
  const body =
    encoding === "br"
      ? brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      : encoding === "gzip"
        ? gzipSync(html, { level: 9 })
        : Buffer.from(html);
  const kept = answer.headers.filter(
    (_, index) => !/^content-(length|encoding)$/i.test(answer.headers[index - (index % 2)] ?? ""),
  );
  const headers = [...kept, "Content-Length", String(body.length)];
  if (encoding) headers.push("Content-Encoding", encoding);
  await bare.replay("/", { status: 200, headers, body, took: 0 });
}

interface Loaded {
  firstTask: number;
  layoutShift: number;
  scripts: string[];
  encoding: string;
}

/** One cold load on a slow phone. */
async function load(browser: Browser, address: string): Promise<Loaded> {
  const { context, page } = await openPage(browser, slowPhone.processor, true);
  try {
    const response = await page.goto(`${address}/`, { waitUntil: "load", timeout: patience });
    await until(page, "bench.firstTask !== null");
    // What shifts the page late shifts it when the scripts have run.
    await page.waitForTimeout(700);
    const seen = (await page.evaluate(
      "({ ...bench, scripts: performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => path.endsWith('.js')) })",
    )) as Omit<Loaded, "encoding">;
    return { ...seen, encoding: (await response?.headerValue("content-encoding")) ?? "" };
  } finally {
    await context.close();
  }
}

/** Clicks one filter after the other, each when the last one has settled. */
async function clickFilters(browser: Browser, address: string, clicks: number, processor: number) {
  const { context, page } = await openPage(browser, processor, false);
  try {
    await page.goto(`${address}/`, { waitUntil: "load", timeout: patience });
    await page.waitForTimeout(2500);
    const took: number[] = [];
    for (let click = 0; click < clicks; click += 1) {
      const filters = page.locator("main nav a[href^='/']:not([aria-current])").filter({ visible: true });
      const count = await filters.count();
      if (count === 0) throw new Error("The board shows no filter to click.");
      await page.evaluate("bench.filter = null");
      await filters.nth(click % Math.min(count, 4)).click({ timeout: patience });
      await until(page, "bench.filter !== null");
      took.push(Number(await page.evaluate("bench.filter")));
      await page.waitForTimeout(400);
    }
    return { median: median(took), p90: quantile(took, 0.9) };
  } finally {
    await context.close();
  }
}

/** Waits for an expression to be true. Playwright's own way to do so is refused by the content security policy. */
async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + patience;
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`In the browser this never became true: ${expression}`);
    await page.waitForTimeout(50);
  }
}

async function openPage(
  browser: Browser,
  processor: number,
  isSlowNetwork: boolean,
): Promise<{ context: BrowserContext; page: Page }> {
  // A context of its own has an empty cache and no connections.
  const context = await browser.newContext(screen);
  await context.addInitScript({ content: probe });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  if (isSlowNetwork) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: slowPhone.latency,
      downloadThroughput: slowPhone.bytes,
      uploadThroughput: slowPhone.upload,
    });
  }
  return { context, page };
}
