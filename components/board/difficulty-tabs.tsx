"use client";

import { useTranslations } from "use-intl/react";
import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { TabLinks } from "../ui/tabs";
import { withFilters } from "./links";
import { countText } from "./words";

interface DifficultyTabsProps {
  filters: BoardFilters;
  counts: BoardCounts;
  /** The column a phone shows while no difficulty is chosen. */
  first: NonNullable<BoardFilters["difficulty"]>;
}

/**
 * The choice of a difficulty. A phone shows one column at a time, so there it always stands above it, without "all";
 * wider screens need it for the list and while one difficulty is chosen.
 */
export function DifficultyTabs({ filters, counts, first }: DifficultyTabsProps) {
  const t = useTranslations("board");
  const common = useTranslations("common.difficulty");
  const locale = useReaderLocale();
  const isList = filters.view === "list";
  const isChosen = filters.difficulty !== null;
  const facets = counts.difficulty.filter(
    ({ value, count }) => value !== "unrated" || count > 0 || filters.difficulty === "unrated",
  );
  return (
    <>
      {facets.length > 0 && (
        <TabLinks
          look="calm"
          label={t("filters.difficulty")}
          isWide
          className={classNames("md:w-auto md:self-start", !isList && !isChosen && "md:hidden")}
          items={facets.map(({ value, count }) => {
            const difficulty = value === "all" ? null : value;
            // On a phone the first column is the current tab although the address names none.
            const isShown = filters.difficulty === difficulty || (!isChosen && !isList && value === first);
            return {
              key: value,
              href: withFilters(filters, { difficulty }),
              isCurrent: isShown,
              isQuiet: count === 0,
              className: classNames(
                "max-[24rem]:gap-1 max-[24rem]:px-1 max-[24rem]:text-xs md:px-3.5",
                value === "all" && !isList && "max-md:hidden",
              ),
              label: (
                <>
                  {value === "all" ? (
                    t("allDifficulties")
                  ) : (
                    <DifficultyMark
                      difficulty={value === "unrated" ? null : value}
                      label={common(value)}
                      size={13}
                      className="gap-1.5"
                    />
                  )}
                  <span className="font-normal text-xs tabular-nums">{countText(count, locale, counts.isCapped)}</span>
                </>
              ),
            };
          })}
        />
      )}
    </>
  );
}
