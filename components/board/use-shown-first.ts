"use client";

import { useDeferredValue } from "react";
import type { TaskCardView } from "../../lib/domain/views";

/**
 * `tasks`, in two steps: before the next paint those that were there already and the first `atOnce`, right after that
 * all. So a filter answers at once however many cards it brings.
 */
export function useShownFirst(tasks: readonly TaskCardView[], atOnce: number): readonly TaskCardView[] {
  const settled = useDeferredValue(tasks);
  if (settled === tasks) return tasks;
  const before = new Set(settled);
  return tasks.filter((task, index) => index < atOnce || before.has(task));
}
