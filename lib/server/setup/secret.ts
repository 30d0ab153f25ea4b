import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Settings, SettingsError } from "../../env";

/** Characters that a secret has at least. */
const shortest = 32;

/**
 * The secret that signs session cookies: AUTH_SECRET, else one that is made at the first start and kept at
 * DATA_DIR/auth-secret, readable by its owner alone. Processes that start at once agree on one.
 * @throws SettingsError when the file is there but is no secret, or the folder cannot be written.
 */
export function authSecret(settings: Pick<Settings, "AUTH_SECRET" | "DATA_DIR">): string {
  if (settings.AUTH_SECRET) return settings.AUTH_SECRET;
  const folder = resolve(settings.DATA_DIR);
  const file = join(folder, "auth-secret");
  try {
    return read(file) ?? make(folder, file);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`Set AUTH_SECRET, or a DATA_DIR that can be written: ${reason}.`);
  }
}

function read(file: string): string | null {
  let secret: string;
  try {
    secret = readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  if (secret.length < shortest) {
    throw new SettingsError(`Delete ${file}: it has fewer than ${shortest} characters, so it is no secret.`);
  }
  // A copy or a restore may have made it readable for others.
  chmodSync(file, 0o600);
  return secret;
}

/** Written whole under another name first, then linked: a link is there or not, and never replaces one. */
function make(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A file system without links (exFAT, some network shares): exclusive creation is the next best.
    if (code !== "EEXIST") {
      writeFileSync(file, readFileSync(draft), { mode: 0o600, flag: "wx", flush: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = read(file);
  if (secret === null) throw new Error(`${file} cannot be read`);
  return secret;
}
