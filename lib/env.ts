import { createPrivateKey } from "node:crypto";
import { z } from "zod";

/**
 * The settings of an instance. This file is the only reader of `process.env`; everything else takes a `Settings`.
 * A wrong value ends the start with one sentence that says what to set (`SettingsError`).
 */
const origin = z
  .url({ protocol: /^https?$/, error: "must have a scheme and a host, as in https://tasks.example.org" })
  .transform((address) => new URL(address))
  .refine(({ href, origin }) => /^\/*$/.test(href.slice(origin.length)), "must be scheme, host and port alone")
  .transform((address) => address.origin);

/** A setting that is one of a few words. */
function oneOf<Word extends string>(words: readonly [Word, ...Word[]]) {
  return z.enum(words, { error: `must be ${words.join(", ").replace(/, ([^,]*)$/, " or $1")}` });
}

const flag = oneOf(["on", "off"]).transform((value) => value === "on");

const notAPort = "must be a whole number from 0 to 65535";
const host = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d+)?$/;

/** Says nothing of what it was given: there may be a password in it. */
const smtpAddress = z
  .string()
  .refine(isSmtpAddress, "must be smtp:// or smtps:// and a host, as in smtps://user:password@mail.example.org:465")
  .optional();

/** `user@host`, alone or after a name in one line. */
const sender = z
  .string()
  .regex(
    /^(?:[^<>"@,;:\\\p{Cc}]+<([^\s<>@",;]+@[^\s<>@",;]+)>|[^\s<>@",;]+@[^\s<>@",;]+)$/u,
    "must be an address, as in Foothold <tasks@example.org>",
  )
  .optional();

/** A REST address may have a path, as GitHub Enterprise Server's has (`/api/v3`). */
const restAddress = z
  .url({ protocol: /^https?$/, error: "must have a scheme and a host, as in https://git.example.org/api/v3" })
  .transform((address) => new URL(address))
  .refine(
    ({ username, password, search, hash }) => `${username}${password}${search}${hash}` === "",
    "must be scheme, host and path alone",
  )
  .transform(({ origin, pathname }) => `${origin}${pathname.replace(/\/+$/, "")}`);

/** A line without spaces, such as an id or a secret that another system has made. */
const issued = z.string().regex(/^[\x21-\x7e]{1,200}$/, "must be one word, as it was issued");

/**
 * An RSA key in PEM: as it is, with `\n` for its line breaks (one line of an .env file), or in base64. Read as PKCS#8,
 * whichever of the two forms it came in.
 */
const privateKey = z.string().transform((text, context) => {
  const pem = text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    // Said below; what OpenSSL says of it may quote the key.
  }
  context.addIssue({ code: "custom", message: "must be an RSA private key in PEM, or that in base64" });
  return z.NEVER;
});

function isSmtpAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname } = new URL(address);
  return /^smtps?:$/.test(protocol) && hostname !== "" && /^\/?$/.test(pathname);
}

const schema = z.object({
  NODE_ENV: oneOf(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number(notAPort).int(notAPort).min(0, notAPort).max(65535, notAPort).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  BASE_URL: origin.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|file:(?!\/\/$).|[^:]+$)/, "must be a path, file:PATH or postgres://…")
    .default("file:data/foothold.db"),
  DATA_DIR: z.string().min(1).default("data"),
  AUTH_SECRET: z.string().trim().min(32, "must have at least 32 characters").optional(),
  DEFAULT_LOCALE: oneOf(["zh", "en"]).default("zh"),
  SIGN_UP: oneOf(["open", "closed"]).default("open"),
  LINK_HOSTS: z
    .string()
    .default("")
    .transform((hosts) => hosts.split(",").map((host) => host.trim().toLowerCase()))
    .transform((hosts) => ["github.com", ...hosts.filter((one) => one && one !== "github.com")])
    .refine((hosts) => hosts.every((one) => host.test(one)), "must be hosts without a scheme, separated by commas"),
  SMTP_URL: smtpAddress,
  MAIL_FROM: sender,
  GITHUB_URL: origin.default("https://github.com"),
  GITHUB_API_URL: restAddress.optional(),
  GITHUB_CLIENT_ID: issued.optional(),
  GITHUB_CLIENT_SECRET: issued.optional(),
  GITHUB_WEBHOOK_SECRET: z.string().trim().min(16, "must have at least 16 characters").optional(),
  GITHUB_APP_ID: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, "must be the number of a GitHub App")
    .optional(),
  GITHUB_APP_PRIVATE_KEY: privateKey.optional(),
  TRUST_PROXY: flag.default(false),
  SEED: flag.default(true),
  JOBS: flag.default(true),
  PAGE_CACHE: flag.default(true),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export interface Settings extends Omit<z.infer<typeof schema>, "BASE_URL" | "MAIL_FROM" | "GITHUB_API_URL"> {
  /** Scheme, host and port that people open, without a trailing slash. */
  BASE_URL: string;
  /** Who mails are from. */
  MAIL_FROM: string;
  /** GitHub's REST API, without a trailing slash. */
  GITHUB_API_URL: string;
}

/** A setting has a wrong value. The message names the variable and what it expects. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/**
 * Reads the settings from an environment; empty values count as absent.
 * @throws SettingsError naming every variable whose value is wrong.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const issues = parsed.success ? missingPartners(given) : parsed.error.issues;
  const faults = issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${issue.message} (it is ${secret(name) ? "set" : JSON.stringify(given[name])})`;
  });
  if (!parsed.success || faults.length > 0) {
    throw new SettingsError(`Set these environment variables right and start again. ${faults.join("; ")}.`);
  }
  const settings = parsed.data;
  const BASE_URL = settings.BASE_URL ?? `http://localhost:${settings.PORT}`;
  const MAIL_FROM = settings.MAIL_FROM ?? `Foothold <foothold@${new URL(BASE_URL).hostname}>`;
  const GITHUB_API_URL =
    settings.GITHUB_API_URL ??
    (settings.GITHUB_URL === "https://github.com" ? "https://api.github.com" : `${settings.GITHUB_URL}/api/v3`);
  // Issues at the GitHub of this instance are meant by `owner/repo#12`.
  const LINK_HOSTS = [...new Set([new URL(settings.GITHUB_URL).host, ...settings.LINK_HOSTS])];
  return { ...settings, BASE_URL, MAIL_FROM, GITHUB_API_URL, LINK_HOSTS };
}

/** Settings that mean nothing without another one. */
const partners = [
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_ID"],
  ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY"],
  ["GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_ID"],
] as const;

function missingPartners(given: Record<string, string | undefined>): { path: string[]; message: string }[] {
  return partners
    .filter(([name, other]) => given[name] !== undefined && given[other] === undefined)
    .map(([name, other]) => ({ path: [name], message: `must be set together with ${other}` }));
}

const secrets = [
  "AUTH_SECRET",
  "DATABASE_URL",
  "SMTP_URL",
  "GITHUB_CLIENT_SECRET",
  "GITHUB_WEBHOOK_SECRET",
  "GITHUB_APP_PRIVATE_KEY",
];

function secret(name: string): boolean {
  return secrets.includes(name);
}

let current: Settings | undefined;

/** The settings of this process, read once. @throws SettingsError */
export function settings(): Settings {
  current ??= readSettings(process.env);
  return current;
}
