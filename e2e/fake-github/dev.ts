import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { appEvents, appPermissions } from "../../lib/domain/github";
import { startFakeGitHub } from "../fake-github";
import { fillWithSample, sampleRepository } from "./sample";

/**
 * `npm run dev:github`: the board as `npm run dev` starts it, with a GitHub of its own beside it that a contributor plays
 * at its control page. Both are told to stop by Ctrl-C. GitHub forgets everything then, so the board of these sessions
 * has a database of its own, too.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    /** Where the board takes webhooks. */
    webhook: { type: "string", default: "/api/github/webhook" },
  },
});

const board = process.env.BASE_URL || `http://localhost:${process.env.PORT || 3000}`;
// Fixed, so that a repository connected yesterday is connected today. They open nothing but this.
const client = { clientId: "fake-github", clientSecret: "fake-github-client-secret" };
const webhookSecret = "fake-github-webhook-secret";
const appId = 1;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const github = await startFakeGitHub({ port: Number(values.port) }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  process.stderr.write(`Port ${values.port} is in use. Take another: npm run dev:github -- --port 4011\n`);
  process.exit(1);
});
fillWithSample(github);
github.registerOAuthApp({ ...client, allowsLoopback: true });
const app = github.registerApp({
  appId,
  slug: "foothold-dev",
  privateKey,
  webhookSecret,
  webhookUrl: new URL(values.webhook, board).href,
  permissions: { ...appPermissions },
  events: [...appEvents],
});
// Installed before the board is there to hear of it.
github.hooks.mode = "held";
github.installApp(app, { account: "mosn" });
github.hooks.drop();
github.hooks.mode = "now";
const token = github.addToken({ login: "zhang-wei", rights: "push", value: "github_pat_fake_github_zhang_wei" });

const environment = {
  GITHUB_URL: github.webUrl,
  GITHUB_API_URL: github.apiUrl,
  GITHUB_CLIENT_ID: client.clientId,
  GITHUB_CLIENT_SECRET: client.clientSecret,
  GITHUB_WEBHOOK_SECRET: webhookSecret,
  GITHUB_APP_ID: String(appId),
  GITHUB_APP_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};

process.stdout.write(`
GitHub, to play    ${github.webUrl}
  repository       ${sampleRepository} (zhang-wei maintains it, newcomer contributes)
  API              ${github.apiUrl}
  token            ${token} (zhang-wei, may write)
  webhooks go to   ${app.hook.url}
Board              ${board}

`);

// In a process group of its own: Ctrl-C comes to it once, from here, and not a second time from the terminal.
const child = spawn(process.execPath, ["--import", "tsx", "server.ts", "--dev"], {
  detached: true,
  stdio: ["ignore", "inherit", "inherit"],
  env: { DATABASE_URL: "file:data/dev-github.db", ...process.env, ...environment },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
const [code] = (await once(child, "exit")) as [number | null];
await github.close();
process.exitCode = code ?? 1;
