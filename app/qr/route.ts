import { qrPng, qrSvg } from "../../components/share/qr";
import { settings } from "../../lib/env";
import { isSitePath } from "./site-path";

/** Pixels of the PNG: sharp when it is saved and printed small. */
const size = 640;
/** Seconds; the code of an address never changes. */
const age = 604_800;

/** A QR code for an address of this site: `/qr?path=/t/1`, as SVG, or as PNG with `&format=png`. */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const path = search.get("path") ?? "";
  if (!isSitePath(path)) return new Response(null, { status: 400, headers: { "Cache-Control": "no-store" } });
  const address = settings().BASE_URL + path;
  const isPng = search.get("format") === "png";
  const body = isPng ? Uint8Array.from(await qrPng(address, size)) : qrSvg(address);
  return new Response(body, {
    headers: {
      "Content-Type": isPng ? "image/png" : "image/svg+xml",
      "Cache-Control": `public, max-age=${age}`,
    },
  });
}
