import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** The request header in which a verb finds the client's address. server.ts sets it; what a client sends is removed. */
export const ADDRESS_HEADER = "x-foothold-address";

/**
 * The address of the client, for rate limits.
 *
 * The rule: it is the address of the socket. With TRUST_PROXY=on it is the LAST entry of X-Forwarded-For: the one that
 * the nearest proxy wrote about whoever connected to it. Earlier entries came with the request and can be invented.
 * So TRUST_PROXY=on is right behind exactly one proxy that appends to (or sets) the header; behind two, the limits
 * count the outer proxy. An entry that is no IP address counts as absent.
 *
 * @returns an IP address without port or zone; IPv4 in its own notation also when the socket is IPv6; "" when unknown.
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  if (trustProxy) {
    const header = request.headers["x-forwarded-for"];
    const last = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").at(-1) ?? "";
    const forwarded = plain(last.trim());
    if (isIP(forwarded) !== 0) return forwarded;
  }
  return plain(request.socket.remoteAddress ?? "");
}

/** Strips brackets, port, zone and the IPv4-in-IPv6 prefix. */
function plain(address: string): string {
  const bare = address
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").toLowerCase();
}
