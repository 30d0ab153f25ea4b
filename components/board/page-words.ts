import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardView, TaskCardView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { boardTitle } from "./words";

/** So many titles stand in a description. */
const named = 3;

/** Title and description of the board's page, for its head and for link previews. */
export function boardPageWords(
  filters: BoardFilters,
  counts: BoardView["counts"],
  tasks: readonly TaskCardView[],
  locale: Locale,
): { title: string; isFiltered: boolean; description: string } {
  const board = translator(locale, "board");
  const common = translator(locale, "common");
  const title = boardTitle(filters, counts, locale, { board, common });
  const titles = tasks
    .slice(0, named)
    .map((task) => inLocale(task.titles, locale).text)
    .join(locale === "zh" ? "；" : "; ");
  return {
    title: title ?? common("siteTagline"),
    isFiltered: title !== null,
    description: board("description", {
      count: counts.total,
      titles: counts.total > named ? `${titles}…` : titles,
    }),
  };
}
