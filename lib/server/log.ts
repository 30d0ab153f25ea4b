import pino, { type Logger } from "pino";
import { settings } from "../env";

/** Fields that hold what nobody may read in a log, at the top and one level down. */
const SECRET_FIELDS = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "newPassword",
  "currentPassword",
  "token",
  "accessToken",
  "refreshToken",
  "secret",
  "client_secret",
  "clientSecret",
  "access_token",
  "code_verifier",
  "DATABASE_URL",
  "AUTH_SECRET",
  "SMTP_URL",
  "GITHUB_CLIENT_SECRET",
  "GITHUB_WEBHOOK_SECRET",
  "GITHUB_APP_PRIVATE_KEY",
  "email",
];
const paths = SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);

/** What a failed query was given: any field of any table, a session's token among them. */
const VALUES = /\nparams: [\s\S]*?(?=\n {4}at |\ncaused by: |$)/g;
const VALUE_FIELDS = ["params", "detail", "where"];

/** An error with its stack and its causes, without the values that a failed query was given. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message, stack, cause: _, ...rest } = pino.stdSerializers.err(error);
  for (const field of VALUE_FIELDS) delete rest[field];
  return { ...rest, message: message.replace(VALUES, ""), stack: stack?.replace(VALUES, "") };
}

/**
 * A logger that writes JSON lines to `destination`, without the values of fields that are secret by name and without
 * those of failed queries.
 */
export function createLog(level: string, destination: pino.DestinationStream): Logger {
  const serializers = { err: withoutValues };
  return pino({ level, base: null, serializers, redact: { paths, censor: "[removed]" } }, destination);
}

let current: Logger | undefined;

/**
 * The log of this process, at LOG_LEVEL. It goes to standard error: standard output has the one line that says where
 * the server is.
 */
export function log(): Logger {
  current ??= createLog(settings().LOG_LEVEL, pino.destination({ dest: 2, sync: true }));
  return current;
}
