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
  TRUST_PROXY: flag.default(false),
  SEED: flag.default(true),
  JOBS: flag.default(true),
  PAGE_CACHE: flag.default(true),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export interface Settings extends Omit<z.infer<typeof schema>, "BASE_URL"> {
  /** Scheme, host and port that people open, without a trailing slash. */
  BASE_URL: string;
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
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}: ${issue.message} (it is ${secret(name) ? "set" : JSON.stringify(given[name])})`;
    });
    throw new SettingsError(`Set these environment variables right and start again. ${faults.join("; ")}.`);
  }
  const settings = parsed.data;
  return { ...settings, BASE_URL: settings.BASE_URL ?? `http://localhost:${settings.PORT}` };
}

function secret(name: string): boolean {
  return name === "AUTH_SECRET" || name === "DATABASE_URL";
}

let current: Settings | undefined;

/** The settings of this process, read once. @throws SettingsError */
export function settings(): Settings {
  current ??= readSettings(process.env);
  return current;
}
