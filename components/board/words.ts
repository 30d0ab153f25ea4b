import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";

/** Says sentences of an area: `useTranslations(area)` in the browser, `translator(locale, area)` on the server. */
export type Translator = (key: never, values?: never) => string;

type Say = (key: string, values?: Record<string, string | number>) => string;

export interface BoardTranslators {
  board: Translator;
  common: Translator;
}

/** The filters that hide tasks, in the order in which a reader would name them. */
export const narrowingFilters = ["project", "difficulty", "status", "tag", "hasMentor", "q"] as const;
export type NarrowingFilter = (typeof narrowingFilters)[number];

/** One filter that is on, in words: "Layotto", "Easy tasks", "In review", "“test”". */
export function filterWords(
  filter: NarrowingFilter,
  filters: BoardFilters,
  counts: BoardCounts,
  locale: Locale,
  translators: BoardTranslators,
): string | null {
  const board = translators.board as unknown as Say;
  const common = translators.common as unknown as Say;
  switch (filter) {
    case "project":
      if (!filters.project) return null;
      return counts.project.find((facet) => facet.value === filters.project)?.project?.name ?? filters.project;
    case "difficulty":
      return filters.difficulty && board("part.difficulty", { name: common(`difficulty.${filters.difficulty}`) });
    case "status":
      if (filters.status === "open") return null;
      return filters.status === "all" ? board("part.allStatuses") : common(`status.${filters.status}`);
    case "tag": {
      if (!filters.tag) return null;
      const tag = counts.tag.find((facet) => facet.value === filters.tag)?.tag;
      return tag ? inLocale(tag.names, locale).text || tag.slug : filters.tag;
    }
    case "hasMentor":
      return filters.hasMentor ? board("part.mentor") : null;
    case "q":
      return filters.q ? board("part.search", { q: filters.q }) : null;
  }
}

/** What the filters show, as a title: "Layotto · Easy tasks · “test”"; null without filters. */
export function boardTitle(
  filters: BoardFilters,
  counts: BoardCounts,
  locale: Locale,
  translators: BoardTranslators,
): string | null {
  const parts = narrowingFilters.flatMap((filter) => filterWords(filter, filters, counts, locale, translators) ?? []);
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** A number as the reader writes it, with a sign that it is only a lower bound. */
export function countText(count: number, locale: Locale, isCapped = false): string {
  const text = count < 1000 ? String(count) : new Intl.NumberFormat(locale).format(count);
  return isCapped ? `${text}+` : text;
}
