import { AppError } from "../domain/errors";

/** Whether the request brings a token: a page of another site cannot make a browser send one. */
function hasToken(request: Request): boolean {
  return /^Bearer /i.test(request.headers.get("authorization") ?? "");
}

/**
 * Lets only requests pass that a page of this site sent, or that bring a token. What the browser says (Origin,
 * Sec-Fetch-Site) must all agree, and one of the two must be there: a form of another site has the reader's cookie.
 * @throws AppError cross_site
 */
export function refuseCrossSite(request: Request, baseUrl: string): void {
  if (hasToken(request)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isSame = (site ?? "same-origin") === "same-origin" && (origin === null || isOwn(origin, request, baseUrl));
  if (!isSame || (site === null && origin === null)) throw new AppError("cross_site", {});
}

/**
 * Whether a page of this site led here: what one opens from a chat or another site does not count. Browsers say it in
 * Sec-Fetch-Site, on plain http in Referer alone.
 */
export function isLedFromHere(request: Request, baseUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === null ? isOwn(request.headers.get("referer") ?? "", request, baseUrl) : site === "same-origin";
}

/** The front door removes X-Forwarded-Host unless there is a proxy to trust. */
function isOwn(origin: string, request: Request, baseUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const own = [request.headers.get("host"), request.headers.get("x-forwarded-host"), new URL(baseUrl).host];
  return host !== "" && own.includes(host);
}
