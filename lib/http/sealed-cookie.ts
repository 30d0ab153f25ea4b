import { createHmac, timingSafeEqual } from "node:crypto";
import type { z } from "zod";

export interface SealedCookieOptions<Value> {
  name: string;
  schema: z.ZodType<Value>;
  /** Where it is sent. */
  path: string;
  /** How long it is valid; said in the cookie and in what is signed. */
  seconds: number;
}

/** What signs the cookies of this instance, and whether they travel by https alone. */
export interface Seal {
  secret: string;
  isSecure: boolean;
}

/**
 * A cookie of this instance's own making: scripts cannot read it, other sites send it only when they lead here, and one
 * that was made or changed elsewhere, is too old or was made under another name is none. It is signed, not encrypted.
 */
export function sealedCookie<Value>({ name, schema, path, seconds }: SealedCookieOptions<Value>) {
  const attributes = ({ isSecure }: Seal) => `; Path=${path}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return {
    /** The `Set-Cookie` that keeps `value`. */
    set(seal: Seal, value: Value, now = Date.now()): string {
      const content = Buffer.from(JSON.stringify({ until: now + seconds * 1000, value })).toString("base64url");
      return `${name}=${content}.${sign(seal.secret, name, content)}; Max-Age=${seconds}${attributes(seal)}`;
    },
    /** What it holds; null when it is not there, or not ours. */
    read(seal: Seal, headers: Headers, now = Date.now()): Value | null {
      const pattern = new RegExp(`(?:^|; *)${name.replaceAll(".", "\\.")}=([\\w-]+)\\.([\\w-]{43})(?=;|$)`);
      const [, content = "", signature = ""] = pattern.exec(headers.get("cookie") ?? "") ?? [];
      if (!content || !isSame(signature, sign(seal.secret, name, content))) return null;
      const { until, value } = JSON.parse(Buffer.from(content, "base64url").toString("utf8"));
      const parsed = schema.safeParse(value);
      return until > now && parsed.success ? parsed.data : null;
    },
    /** The `Set-Cookie` that forgets it. */
    forget: (seal: Seal): string => `${name}=; Max-Age=0${attributes(seal)}`,
  };
}

/** Whether two texts are the same, in the same time however much of them is. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function sign(secret: string, name: string, content: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["cookie", name, content]))
    .digest("base64url");
}
