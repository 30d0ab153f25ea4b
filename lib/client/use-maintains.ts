"use client";

import { useMemo } from "react";
import { useMe } from "./session";

/** Slugs of the projects that the reader maintains; empty until that is known. */
export function useMaintains(): ReadonlySet<string> {
  const maintains = useMe().data?.maintains;
  return useMemo(() => new Set(maintains), [maintains]);
}
