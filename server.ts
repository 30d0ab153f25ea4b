import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { resolve } from "node:path";
import type { Database } from "./db/database";
import { readSettings, type Settings, SettingsError, settings } from "./lib/env";
import type { Schedule } from "./lib/server/jobs/schedule";

/**
 * The process that `npm start` (and, with --dev, `npm run dev`) runs: settings, build, database, page cache, Next,
 * jobs, an orderly stop. What it needs later it loads later: a start is a matter of seconds.
 */
const isDevelopment = process.argv.includes("--dev");
const POLISHING = 1000;
/** Milliseconds that requests in flight have to end when the process is told to stop. */
const PATIENCE = 10_000;

/** A start that cannot go on, for a reason that a sentence explains. */
class StartError extends Error {
  override name = "StartError";
}

async function start(): Promise<void> {
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  const { HOST, PORT } = readSettings(process.env);
  // Before a build that takes a minute, and before BASE_URL is made from the port.
  const port = await freePort(HOST, PORT);
  Object.assign(process.env, {
    NODE_ENV: isDevelopment ? "development" : "production",
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: "1",
  });
  const current = settings();
  const { log } = await import("./lib/server/log");
  process.on("uncaughtException", (error) => log().error(error, "An error that nothing caught."));
  process.on("unhandledRejection", (reason) => log().error(reason, "A rejection that nothing caught."));

  if (!isDevelopment) await build(current);
  const database = await openStorage(current);
  // Before anyone comes in: what time the board was away is given back before it can end a claim.
  const schedule = await keepHouse(database, current);
  const server = await openDoors(current, database, port);
  stopOrderly(server, database, schedule);
  process.stdout.write(`${await welcome(current, database)}\n`);
}

async function build(current: Settings): Promise<void> {
  const { BuildError, ensureBuild } = await import("./lib/cli/build");
  const report = (line: string): boolean => process.stderr.write(`${line}\n`);
  try {
    await ensureBuild({ root: process.cwd(), report, showsOutput: current.LOG_LEVEL === "debug" });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    if (current.LOG_LEVEL !== "debug") report(error.output);
    throw new StartError(error.message);
  }
}

async function openStorage(current: Settings): Promise<Database> {
  const [{ sharedDatabase }, { authSecret }] = await Promise.all([
    import("./db/database"),
    import("./lib/server/setup/secret"),
  ]);
  // Made here, before the app's own copy of the module could make another one.
  authSecret(current);
  const database = await sharedDatabase();
  await database.migrate();
  if (current.SEED) {
    const { seed } = await import("./lib/server/setup/seed");
    await seed(database);
  }
  return database;
}

/** Loads Next, puts the front door before it, and listens. */
async function openDoors(current: Settings, database: Database, port: number): Promise<Server> {
  const [{ default: next }, { createFrontDoor }, { isSharedRead }, locale, { locales }, { log }] = await Promise.all([
    import("next"),
    import("./lib/http/front-door"),
    import("./lib/http/operations"),
    import("./lib/i18n/locale"),
    import("./lib/domain/words"),
    import("./lib/server/log"),
  ]);
  const server = createServer({
    maxHeaderSize: 32 * 1024,
    headersTimeout: 20_000,
    requestTimeout: 120_000,
    // Longer than the minute that proxies keep a connection, so that they and not we close it.
    keepAliveTimeout: 65_000,
  });
  // Next listens for upgrades (its development socket) at the server it is given; in production there are none.
  const httpServer = isDevelopment ? server : createServer();
  const app = next({ dev: isDevelopment, dir: process.cwd(), hostname: current.HOST, port, httpServer });
  await withoutStandardOutput(() => app.prepare());
  const door = createFrontDoor({
    next: app.getRequestHandler(),
    origin: current.BASE_URL,
    trustProxy: current.TRUST_PROXY,
    usesPageCache: current.PAGE_CACHE && !isDevelopment,
    version: () => database.version(),
    isShared: isSharedRead,
    negotiateLocale: (hints) => locale.negotiateLocale({ ...hints, fallback: current.DEFAULT_LOCALE }),
    locales,
    localeCookie: locale.LOCALE_COOKIE,
    localeHeader: locale.LOCALE_HEADER,
    onError: (error, message) => log().error(error, message),
  });
  server.on("request", door.handle);
  setInterval(() => {
    for (const cache of [door.files, door.pages, door.answers]) {
      cache?.polish().catch((error) => log().error(error, "A compression failed."));
    }
  }, POLISHING).unref();
  await listen(server, current.HOST, port);
  return server;
}

/** Starts what happens by itself as time passes; without JOBS only what shows that the board is not away. */
async function keepHouse(database: Database, current: Settings): Promise<Schedule> {
  const [{ startJobs }, { jobs, serverJobs }, { systemContext }] = await Promise.all([
    import("./lib/server/jobs/schedule"),
    import("./lib/server/jobs/list"),
    import("./lib/server/context"),
  ]);
  const context = () => systemContext(database, "clock", current.LINK_HOSTS);
  return startJobs(context, current.JOBS ? jobs : serverJobs);
}

/** The line that says where everything is; with the set-up link while there is no administrator. */
async function welcome(current: Settings, database: Database): Promise<string> {
  const { newSetupLink } = await import("./lib/server/people/setup-link");
  const { systemContext } = await import("./lib/server/context");
  const link = await newSetupLink(systemContext(database, "start", current.LINK_HOSTS));
  const here = `Foothold is at ${current.BASE_URL} (port ${current.PORT}); its data is in ${placeOf(current.DATABASE_URL)}.`;
  return link === null ? here : `${here} Open this link to become its administrator: ${current.BASE_URL}${link}`;
}

/** Where the data is, without user and password. */
function placeOf(databaseUrl: string): string {
  if (!/^postgres(ql)?:/.test(databaseUrl)) return resolve(databaseUrl.replace(/^file:(\/\/)?/, ""));
  if (!URL.canParse(databaseUrl)) return "PostgreSQL";
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL, database ${pathname.slice(1) || "(default)"} at ${host || "(default)"}`;
}

/** Finds out early whether the port can be had. @returns the port; for port 0 a free one. */
async function freePort(host: string, port: number): Promise<number> {
  const probe = createServer();
  await listen(probe, host, port);
  const { port: found } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return found;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((ready, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "EADDRINUSE" ? "it is in use" : error.message;
      reject(new StartError(`Port ${port} on ${host} cannot be had: ${reason}. Set PORT (and HOST) to another.`));
    });
    server.listen(port, host, ready);
  });
}

/** Standard output has one line, ours; what Next says while it starts goes to standard error. */
async function withoutStandardOutput(work: () => Promise<void>): Promise<void> {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
}

/** On the first signal: no new requests, those in flight end, the database closes. On the second: out. */
function stopOrderly(server: Server, database: Database, schedule: Schedule): void {
  // The server's own list has no upgraded connections: the development socket would hold the stop for ever.
  const connections = new Set<Socket>();
  server.on("connection", (connection: Socket) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    // A connection that is kept alive becomes idle only when its last request ends.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const force = setTimeout(
      () => {
        for (const connection of connections) connection.destroy();
      },
      isDevelopment ? 0 : PATIENCE,
    );
    await new Promise((closed) => server.close(closed));
    clearInterval(sweep);
    clearTimeout(force);
    await schedule.stop();
    await database.close().catch(() => undefined);
    process.exit(0);
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
}

/** A message that may quote a setting with a password loses it. */
function withoutSecrets(message: string): string {
  return ["DATABASE_URL", "SMTP_URL"].reduce((text, name) => {
    const value = process.env[name];
    return value ? text.replaceAll(value, name) : text;
  }, message);
}

start().catch((error: unknown) => {
  const message = withoutSecrets(error instanceof Error ? error.message : String(error));
  const isExplained = error instanceof SettingsError || error instanceof StartError;
  process.stderr.write(isExplained ? `${message}\n` : `Foothold could not start: ${message}\n`);
  process.exit(1);
});
