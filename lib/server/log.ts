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
  "DATABASE_URL",
  "AUTH_SECRET",
  "SMTP_URL",
  "email",
];
const paths = SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);

/** A logger that writes JSON lines to `destination`, without the values of fields that are secret by name. */
export function createLog(level: string, destination: pino.DestinationStream): Logger {
  return pino({ level, base: null, redact: { paths, censor: "[removed]" } }, destination);
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
