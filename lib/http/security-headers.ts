/**
 * The security headers of every answer except the content security policy, as a flat list of names and values.
 * Sharing stays allowed: its default is this origin, and Chromium warns of `web-share` where it does not know it.
 * Strict-Transport-Security only where people reach this instance by https.
 */
export function securityHeaders(origin: string): string[] {
  const headers = [
    "X-Content-Type-Options",
    "nosniff",
    "Referrer-Policy",
    "strict-origin-when-cross-origin",
    "X-Frame-Options",
    "DENY",
    "Permissions-Policy",
    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy",
    "same-origin",
  ];
  if (origin.startsWith("https:")) headers.push("Strict-Transport-Security", "max-age=31536000");
  return headers;
}
