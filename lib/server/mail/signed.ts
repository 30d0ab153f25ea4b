import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What a signed link may do; a link for one of them does nothing else. */
export type Purpose = "unsubscribe" | "confirm" | "calendar";

/**
 * A token that names a person and can be made by this instance alone: `ID.SIGNATURE`. `about` is what else it stands
 * for; a token about something else is another one.
 */
export function signedToken(secret: string, purpose: Purpose, personId: string, about = ""): string {
  return `${personId}.${signature(secret, purpose, personId, about)}`;
}

/** Whose token it would be; null when it is none at all. Says nothing about the signature. */
export function personOf(token: string): string | null {
  return /^([\w-]{1,64})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

/** Whether two tokens are the same, in the same time however much of them is. */
export function isSameToken(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** By what a token is known where it must not be kept itself. */
export function tokenHash(token: string): string {
  return digest(token).toString("base64url");
}

/** By what an address is known where it must not be kept. Its spellings, with a part after a plus sign, are one address. */
export function addressKey(secret: string, email: string): string {
  return signature(secret, "address", email.toLowerCase().replace(/\+[^@]*(?=@)/, ""));
}

function signature(secret: string, ...parts: string[]): string {
  return createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
