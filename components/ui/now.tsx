"use client";

import { createContext, type ReactNode, use, useSyncExternalStore } from "react";

/** When the page was rendered: what the first render in the browser has to repeat. */
const RenderedAt = createContext(0);

/** Gives everything below the instant at which the page was rendered (ISO 8601). */
export function NowProvider({ renderedAt, children }: { renderedAt: string; children: ReactNode }) {
  return <RenderedAt value={Date.parse(renderedAt)}>{children}</RenderedAt>;
}

const step = 60_000;
const listeners = new Set<() => void>();
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  current = Math.floor(Date.now() / 1000) * 1000;
  for (const listener of listeners) listener();
}

function tickWhenSeen() {
  if (document.visibilityState === "visible") tick();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    timer = setInterval(tickWhenSeen, step);
    document.addEventListener("visibilitychange", tickWhenSeen);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tickWhenSeen);
  };
}

function now() {
  // Steady between two ticks, as React asks; fresh again when a tick is late, so that it is never more than one behind.
  if (Date.now() - current > step) current = Math.floor(Date.now() / 1000) * 1000;
  return current;
}

/**
 * The time, in milliseconds since the epoch, once a minute. While a page comes alive it is the time at which the page
 * was rendered, so that the HTML fits; right after, the reader's own.
 */
export function useNow(): number {
  const renderedAt = use(RenderedAt);
  return useSyncExternalStore(subscribe, now, () => renderedAt);
}

const never = () => () => {};

/** The reader's time zone as an IANA name; UTC in the server's HTML. */
export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    () => "UTC",
  );
}
