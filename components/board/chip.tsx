"use client";

import type { ReactNode } from "react";
import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { countText } from "./words";

/** What every filter is made from. */
export interface FilterProps {
  filters: BoardFilters;
  counts: BoardCounts;
}

/** The shape of a filter that stands alone. */
export const chip =
  "inline-flex min-h-control shrink-0 items-center gap-2 whitespace-nowrap rounded-full border px-3 text-sm no-underline transition-colors";

/** Its colours; a filter that would give nothing is quiet. */
export function chipLook(isCurrent: boolean, count: number): string {
  if (isCurrent) return "border-accent bg-accent-soft font-semibold text-accent";
  return classNames("border-line bg-surface hover:border-line-strong", count > 0 ? "text-second" : "text-third");
}

/** How many tasks a click would give. */
export function Count({ of, isCapped }: { of: number; isCapped?: boolean }) {
  const locale = useReaderLocale();
  return <span className="font-normal text-xs tabular-nums">{countText(of, locale, isCapped)}</span>;
}

/** A word with the sign that it opens a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Icon name="chevron" size={14} className="shrink-0 transition-transform group-open/menu:rotate-180" />
    </>
  );
}
