"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { boardTitle } from "./words";

/** The window's title says what the board shows, also after a filter that did not load a page. */
export function useAnnouncedTitle(filters: BoardFilters, counts: BoardCounts) {
  const boardWords = useTranslations("board");
  const common = useTranslations("common");
  const locale = useReaderLocale();
  const title = boardTitle(filters, counts, locale, { board: boardWords, common });
  const site = common("siteName");
  const whole = `${title ?? common("siteTagline")} · ${site}`;
  useEffect(() => {
    if (document.title !== whole) document.title = whole;
  }, [whole]);
}

/** When a click removed the very link that had the focus, the results get it, so that Tab goes on from there. */
export function useKeptFocus(results: { current: HTMLElement | null }, query: string) {
  const last = useRef(query);
  const hadFocus = useRef(false);
  useEffect(() => {
    const remember = () => {
      hadFocus.current = document.activeElement !== null && document.activeElement !== document.body;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (last.current === query) return;
    last.current = query;
    if (hadFocus.current && document.activeElement === document.body) results.current?.focus({ preventScroll: true });
  }, [query, results]);
}

/** Says `text` politely when `changesWith` has changed, and nothing at first: the page itself has just been read. */
export function LiveText({ text, changesWith, isReady }: { text: string; changesWith: string; isReady: boolean }) {
  const [first] = useState(changesWith);
  const [hasChanged, setChanged] = useState(false);
  if (!hasChanged && changesWith !== first) setChanged(true);
  return (
    <p role="status" className="sr-only">
      {hasChanged && isReady ? text : ""}
    </p>
  );
}
