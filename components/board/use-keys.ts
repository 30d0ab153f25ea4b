"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "../../lib/client/address";

/**
 * The board's keys: `j` and `k` go to the next and the previous card, arrows from a card to its neighbours, `?` shows
 * the keys. Not while one types, and never with a modifier: those belong to the browser. Where a key leads is loaded
 * with the first of them.
 */
export function useBoardKeys(board: RefObject<HTMLElement | null>, showHelp: () => void): void {
  useEffect(() => {
    const press = async (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === "?") {
        event.preventDefault();
        showHelp();
        return;
      }
      const isStep = event.key === "j" || event.key === "k";
      // Without a card in focus the arrows scroll the page, as everywhere.
      const isArrow = event.key.startsWith("Arrow") && document.activeElement?.matches("[data-task-link]");
      if (!isStep && !isArrow) return;
      event.preventDefault();
      const { targetOf } = await import("./card-keys");
      const target = board.current && targetOf(event.key, board.current);
      if (!target) return;
      target.focus({ preventScroll: true });
      target.closest("article")?.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [board, showHelp]);
}
