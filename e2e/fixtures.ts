import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type APIRequestContext, test as base, expect, type Page, request } from "@playwright/test";

/** A server whose clock the test moves; see `clock.mjs`. */
export interface MovedApp {
  /** Lets time pass, with the clock striking every few minutes as it does while a server runs. In milliseconds. */
  pass(milliseconds: number): Promise<void>;
  /** What the server takes for the present, in milliseconds since the epoch. */
  now(): number;
}

/** A server of the production build with a database of its own. */
export interface App {
  address: string;
  /** The set-up link that the start printed. */
  setupPath: string;
  databaseUrl: string;
  /** A new person's name and password, with an account; the context acts as them. */
  person(name: string): Promise<Person>;
  /** A person who maintains Layotto and SOFARPC, and administers the instance. */
  administrator(): Promise<Person>;
  /** A task of Layotto of this test's own; returns its number. */
  task(title: string): Promise<number>;
}

export interface Person {
  login: string;
  password: string;
  api: APIRequestContext;
  cookies: Awaited<ReturnType<APIRequestContext["storageState"]>>["cookies"];
}

interface Fixtures {
  /** Signs a person in, in this test's browser, without clicking. */
  signIn(page: Page, person: Person): Promise<void>;
  /** Fails when a page has an accessibility violation. */
  expectAccessible(page: Page): Promise<void>;
  /** Writes a picture of the page to `e2e/output`, which git ignores. */
  picture(page: Page, name: string): Promise<void>;
}

export const test = base.extend<Fixtures, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => withApp({}, use),
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ app }, use) => use(app.address),

  // An unexpected error in the console, a hydration warning included, fails the test.
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      // A refusal that the test asks for is shown by the browser as a failed load.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        faults.push(message.text());
    });
    page.on("requestfailed", (failed) => {
      const url = new URL(failed.url());
      if (url.hostname !== "127.0.0.1" && url.hostname !== "localhost")
        faults.push(`left the machine: ${failed.url()}`);
    });
    await use(page);
    expect(faults, "errors in the browser").toEqual([]);
  },

  signIn: async ({ context }, use) => {
    await use(async (_page, person) => {
      await context.addCookies(person.cookies);
    });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      // "Legacy" leaves out what only frames need, which is half of the time; no page of ours has one.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found, page.url()).toEqual([]);
    });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  picture: async ({}, use) => {
    await use(async (page, name) => {
      await page.screenshot({ path: `e2e/output/${name}.png`, fullPage: true });
    });
  },
});

export { expect };

/** A server of the production build with `environment` and a database of its own, for as long as it is used. */
export async function withApp(environment: Record<string, string>, use: (app: App) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "foothold-e2e-"));
  const databaseUrl = `file:${join(folder, "foothold.db")}`;
  const { child, address, setupPath } = await startServer({
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    ...environment,
  });
  const makePerson = personMaker(address);
  let administrator: Promise<Person> | undefined;
  const makeAdministrator = () => {
    administrator ??= (async () => {
      const person = await makePerson("keeper");
      const answer = await person.api.post("/api/v1/set-up", {
        data: { token: new URL(setupPath, address).searchParams.get("token") },
        headers: { origin: address },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
      return person;
    })();
    return administrator;
  };
  await use({
    address,
    setupPath,
    databaseUrl,
    person: makePerson,
    administrator: makeAdministrator,
    async task(title) {
      const { api } = await makeAdministrator();
      const answer = await api.post("/api/v1/tasks", {
        data: { project: "layotto", difficulty: "medium", texts: { zh: { title } } },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
      return (await answer.json()).task.number;
    },
  });
  await stopServer(child);
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the production build with `environment`; `imports` are modules that are loaded before it. */
export async function startServer(environment: Record<string, string>, imports: readonly string[] = []) {
  const loaded = ["tsx", ...imports].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, [...loaded, "server.ts"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "0",
      // Tests come from many addresses, as people do; limits are for each.
      TRUST_PROXY: "on",
      LOG_LEVEL: "warn",
      ...environment,
    },
  });
  let output = "";
  const ready = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      const line = output.split("\n").find((one) => /https?:\/\/\S+/.test(one));
      if (line && output.includes("set-up?token=")) resolve(output);
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("close", (code) => reject(new Error(`the server ended (${code}): ${output}`)));
    setTimeout(() => reject(new Error(`the server did not start: ${output}`)), 90_000).unref();
  });
  const address = /https?:\/\/[^\s/]+/.exec(ready)?.[0] ?? "";
  const setupPath = /\/set-up\?token=\S+/.exec(ready)?.[0]?.replace(/[.,)]+$/, "") ?? "";
  return { child, address, setupPath };
}

export function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("close");
    child.once("close", () => resolve());
    child.kill("SIGTERM");
  });
}

export function personMaker(address: string) {
  return async (name: string): Promise<Person> => {
    const login = `${name}-${randomBytes(3).toString("hex")}`;
    const password = randomBytes(9).toString("base64url");
    const forwarded = [...randomBytes(3)].join(".");
    const api = await request.newContext({
      baseURL: address,
      extraHTTPHeaders: { "x-forwarded-for": `10.${forwarded}`, origin: address },
    });
    const answer = await api.post("/api/auth/sign-up/username", { data: { login, password } });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { cookies } = await api.storageState();
    return { login, password, api, cookies };
  };
}

/** The clock of a server that was started with `clock.mjs` and JOBS=off. */
export function moveClock(child: ChildProcess, databaseUrl: string): MovedApp {
  let offset = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    async pass(milliseconds) {
      const from = now();
      const [start, end] = [from, from + milliseconds].map((instant) => new Date(instant).toISOString());
      const parameters = ["--import", "tsx", "e2e/pass-time.ts", databaseUrl, start ?? "", end ?? ""];
      const env = { ...process.env, LOG_LEVEL: "warn" };
      const job = spawn(process.execPath, parameters, { stdio: ["ignore", "ignore", "pipe"], env });
      let faults = "";
      job.stderr.on("data", (chunk: Buffer) => {
        faults += chunk.toString();
      });
      const [code] = (await once(job, "close")) as [number | null];
      expect({ code, faults }).toEqual({ code: 0, faults: "" });
      offset += milliseconds;
      const moved = once(child, "message");
      child.send({ offset });
      await moved;
    },
  };
}
