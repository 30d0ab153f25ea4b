"use client";

import { useEffect, useState } from "react";

/** False until the page has loaded and the browser has nothing better to do. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const ready = () => setIdle(true);
    // Safari has no requestIdleCallback.
    if (typeof window.requestIdleCallback !== "function") {
      const timer = setTimeout(ready, 300);
      return () => clearTimeout(timer);
    }
    const handle = window.requestIdleCallback(ready, { timeout: 2_000 });
    return () => window.cancelIdleCallback(handle);
  }, []);
  return isIdle;
}
