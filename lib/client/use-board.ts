"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type BoardFilters, writeFilters } from "../domain/filters";
import { type BoardData, boardOf, boardQuery, knownOf, narrowed, wholeLimit, wholeQuery } from "./board";
import { useIdle } from "./use-idle";

interface UseBoardInput {
  filters: BoardFilters;
  /** What the server rendered, and for which filters. */
  initial: BoardData;
  initialFilters: BoardFilters;
  /** How many tasks there are, over all projects and statuses. */
  tasks: number;
}

interface UsedBoard {
  board: BoardData;
  /** The server is being asked; what is shown is only what is known by now. */
  isPartial: boolean;
  /** The server could not be reached. */
  hasFailed: boolean;
}

/**
 * The board with these filters. A small instance is fetched as a whole once the browser is idle, and then every filter
 * answers from memory; else, and until then, the server is asked and what is on the page is narrowed meanwhile.
 */
export function useBoard({ filters, initial, initialFilters, tasks }: UseBoardInput): UsedBoard {
  const isSmall = tasks <= wholeLimit;
  const isIdle = useIdle();
  const rendered = useMemo(() => initial.list?.tasks ?? initial.columns.flatMap((column) => column.tasks), [initial]);
  const known = useMemo(() => knownOf(initial.counts), [initial]);
  const whole = useQuery({ ...wholeQuery(rendered), enabled: isSmall && isIdle });
  const isFromMemory = isSmall && whole.data !== undefined;

  const query = writeFilters(filters);
  const isRendered = query === writeFilters(initialFilters);
  const served = useQuery({
    ...boardQuery(filters),
    enabled: !isFromMemory,
    placeholderData: (before) => narrowed(before ?? initial, filters),
    ...(isRendered ? { initialData: initial } : {}),
  });
  // `query` stands for `filters`, which are read anew from the address on every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const computed = useMemo(
    () => (isFromMemory ? boardOf(whole.data, filters, known) : null),
    [isFromMemory, whole.data, query, known],
  );
  return {
    board: computed ?? served.data ?? narrowed(initial, filters),
    isPartial: !computed && served.isPlaceholderData,
    hasFailed: computed ? whole.isError : served.isError,
  };
}
