"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";
import { isPlainClick } from "../../lib/client/address";
import { goToFilters } from "../../lib/client/board-address";

/** Milliseconds for which a pointer rests on a card before its page is fetched. */
const restBeforeFetch = 80;

/** One listener for all links: a filter changes the address, a card opens its page without loading a new document. */
export function useLinks() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const linkOf = (target: EventTarget) => {
    const link = target instanceof Element ? target.closest("a") : null;
    return link && link.origin === window.location.origin && !link.target && !link.hash ? link : null;
  };

  return {
    click(event: MouseEvent) {
      const link = isPlainClick(event) ? linkOf(event.target) : null;
      if (!link) return;
      if (link.pathname === "/") {
        event.preventDefault();
        if (link.search !== window.location.search) goToFilters(`/${link.search}`, "push");
      } else if (link.matches("[data-task-link]")) {
        event.preventDefault();
        router.push(link.pathname as "/");
      }
    },
    point(event: PointerEvent) {
      clearTimeout(timer.current);
      const link = event.pointerType === "mouse" ? linkOf(event.target) : null;
      if (!link?.matches("[data-task-link]")) return;
      timer.current = setTimeout(() => router.prefetch(link.pathname as "/"), restBeforeFetch);
    },
  };
}
