import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const version = "v1";

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "foothold github tokens", 32));
}

/** Encrypts a token for the database, with a key from AUTH_SECRET; bound to the row it belongs to. */
export function seal(text: string, secret: string, row: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce).setAAD(Buffer.from(row));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [version, nonce, sealed, cipher.getAuthTag()]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** What was sealed; null when it cannot be read, because AUTH_SECRET is another one now or the row was tampered with. */
export function unseal(sealed: string, secret: string, row: string): string | null {
  const [given, nonce = "", text = "", tag = ""] = sealed.split(".");
  if (given !== version) return null;
  try {
    const decipher = createDecipheriv(algorithm, keyOf(secret), Buffer.from(nonce, "base64url"))
      .setAAD(Buffer.from(row))
      .setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
