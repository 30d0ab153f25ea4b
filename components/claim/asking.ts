"use client";

import { useCallback, useEffect, useState } from "react";
import { replaceAddress } from "../../lib/client/address";

export const askable = ["renew", "release"] as const;
export type Asked = (typeof askable)[number];

/** What an address asks to be done: `?do=renew`, `?do=release`. */
export function askedIn(search: string): Asked | null {
  const asked = new URLSearchParams(search).get("do");
  return askable.find((one) => one === asked) ?? null;
}

/** The address without that, for when it is done or not wanted. */
export function withoutAsking({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">): string {
  const query = new URLSearchParams(search);
  query.delete("do");
  return `${pathname}${query.size > 0 ? `?${query}` : ""}${hash}`;
}

/** What the page's address asks for. Read in the browser alone: the page is the same for everyone. */
export function useAsked(): { asked: Asked | null; forget(): void } {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => setAsked(askedIn(window.location.search)), []);
  const forget = useCallback(() => {
    setAsked(null);
    replaceAddress(withoutAsking(window.location));
  }, []);
  return { asked, forget };
}
