"use client";

import { useSearchParams } from "next/navigation";
import { useLayoutEffect, useSyncExternalStore } from "react";
import { readFilters, writeFilters } from "../domain/filters";
import { pushAddress, replaceAddress } from "./address";

/**
 * The board's filters as they stand in the address, known at once. Next's own `useSearchParams` follows a change of the
 * address in a transition, some frames later: too late for a filter that has to answer before the next paint.
 */
const listeners = new Set<() => void>();
let known: string | null = null;

function read(): string {
  return writeFilters(readFilters(new URLSearchParams(window.location.search)));
}

function refresh() {
  const before = known;
  known = read();
  if (known !== before) for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    known = read();
    window.addEventListener("popstate", refresh);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      known = null;
      window.removeEventListener("popstate", refresh);
    }
  };
}

/** The canonical query of the board's filters. @param rendered the one for which the server rendered the page. */
export function useBoardQuery(rendered: string): string {
  const search = useSearchParams();
  // A link of Next's changes the address without telling the browser's own listeners.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `search` says when, the address says what
  useLayoutEffect(refresh, [search]);
  return useSyncExternalStore(
    subscribe,
    () => known ?? read(),
    () => rendered,
  );
}

/** Goes to other filters: `push` makes a step back possible, `replace` is for what changes while one types. */
export function goToFilters(address: string, how: "push" | "replace"): void {
  if (how === "push") pushAddress(address);
  else replaceAddress(address);
  refresh();
}
