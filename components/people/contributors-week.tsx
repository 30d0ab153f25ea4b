"use client";

import type { ReactNode } from "react";
import { useNow } from "../ui/now";

/**
 * What is news until an instant (ISO 8601). The page is kept for as long as nothing changes, so the browser takes it
 * away when it has become old.
 */
export function WhileNew({ until, children }: { until: string; children: ReactNode }) {
  return useNow() < Date.parse(until) ? children : null;
}
