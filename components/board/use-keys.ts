"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "../../lib/client/address";

const arrows = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
} as const;

/** A rectangle on the screen. */
export type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/**
 * The index of the nearest box in a direction: up and down the next one in the same column, left and right the one at
 * about the same height in the next column. -1 when there is none.
 */
export function nearestAhead(from: Box, boxes: readonly Box[], { x, y }: { x: number; y: number }): number {
  const middle = (box: Box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
  const start = middle(from);
  let best = -1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, box] of boxes.entries()) {
    const end = middle(box);
    const along = x !== 0 ? (end.x - start.x) * x : (end.y - start.y) * y;
    const isInColumn = box.left < from.right && box.right > from.left;
    if (along <= 1 || isInColumn !== (x === 0)) continue;
    // Columns are much farther apart in this measure than cards of one column.
    const distance = x === 0 ? along : along * 1000 + Math.abs(end.y - start.y);
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The board's keys: `j` and `k` go to the next and the previous card, arrows from a card to its neighbours, `?` shows
 * the keys. Not while one types, and never with a modifier: those belong to the browser.
 */
export function useBoardKeys(board: RefObject<HTMLElement | null>, showHelp: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === "?") {
        event.preventDefault();
        showHelp();
        return;
      }
      const target = board.current && targetOf(event.key, board.current);
      if (!target) return;
      event.preventDefault();
      target.focus({ preventScroll: true });
      target.closest("article")?.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [board, showHelp]);
}

function targetOf(key: string, board: HTMLElement): HTMLElement | undefined {
  const isStep = key === "j" || key === "k";
  if (!isStep && !(key in arrows)) return undefined;
  // Columns that a phone hides have no size.
  const cards = [...board.querySelectorAll<HTMLElement>("[data-task-link]")].filter(
    (link) => link.getClientRects().length > 0,
  );
  const at = cards.indexOf(document.activeElement as HTMLElement);
  if (isStep) return at < 0 ? cards[key === "j" ? 0 : cards.length - 1] : cards[at + (key === "j" ? 1 : -1)];
  const current = cards[at];
  // Without a card in focus the arrows scroll the page, as everywhere.
  if (!current) return undefined;
  const boxOf = (link: HTMLElement) => (link.closest("article") ?? link).getBoundingClientRect();
  return cards[nearestAhead(boxOf(current), cards.map(boxOf), arrows[key as keyof typeof arrows])];
}
