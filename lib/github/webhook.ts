import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a delivery was signed with one of the secrets: HMAC-SHA256 over the bytes as they came, compared in constant
 * time. @param signature the header `X-Hub-Signature-256`
 */
export function isSigned(body: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? "")?.[1];
  if (!given) return false;
  const bytes = Buffer.from(given, "hex");
  // All are tried: which one it was must not show in the time.
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), bytes))
    .some(Boolean);
}
