/** Says where the next page is (RFC 8288): this address with the cursor, relative to this site. */
export function setNextLink(headers: Headers, request: Request, cursor: string | null): void {
  if (cursor === null) return;
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("cursor", cursor);
  headers.set("Link", `<${pathname}?${searchParams}>; rel="next"`);
}
