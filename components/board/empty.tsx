"use client";

import { useTranslations } from "use-intl/react";
import { type BoardFilters, noFilters } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { withFilters, withoutFilters } from "./links";
import { countText, filterWords, type NarrowingFilter, narrowingFilters } from "./words";

interface EmptyBoardProps {
  filters: BoardFilters;
  counts: BoardCounts;
  /** How many tasks there are at all. */
  tasks: number;
}

/** Nothing to show: says which filter to drop and what that gives, or how the first tasks come in. */
export function EmptyBoard({ filters, counts, tasks }: EmptyBoardProps) {
  const t = useTranslations("board");
  const common = useTranslations("common");
  const locale = useReaderLocale();
  if (tasks === 0) {
    return (
      <EmptyState
        title={t("empty.noneTitle")}
        actions={
          <>
            <LinkButton href="/tasks/new" look="primary">
              {t("empty.add")}
            </LinkButton>
            <LinkButton href="/import">{t("empty.import")}</LinkButton>
            <LinkButton href="/projects" look="quiet">
              {t("empty.projects")}
            </LinkButton>
          </>
        }
      >
        {t("empty.noneText")}
      </EmptyState>
    );
  }
  const gains: Partial<Record<NarrowingFilter, number>> = {
    project: allOf(counts.project),
    difficulty: allOf(counts.difficulty),
    status: allOf(counts.status),
    tag: allOf(counts.tag),
  };
  // The board by itself shows open tasks, so "open" is a filter that can be dropped too.
  const drops = narrowingFilters.flatMap((filter) => {
    const words =
      filter === "status" && filters.status === noFilters.status
        ? common("status.open")
        : filterWords(filter, filters, counts, locale, { board: t, common });
    if (words === null || (filter === "status" && filters.status === "all")) return [];
    const gain = gains[filter];
    if (gain === 0) return [];
    const value = filter === "status" ? "all" : filter === "hasMentor" ? false : filter === "q" ? "" : null;
    return { filter, words, gain, href: withFilters(filters, { [filter]: value }) };
  });
  return (
    <EmptyState
      title={t("empty.title")}
      actions={
        <>
          {drops.map(({ filter, words, gain, href }) => (
            <LinkButton key={filter} href={href}>
              {t("empty.drop", { filter: words })}
              {gain !== undefined && (
                <span className="font-normal text-third tabular-nums">{countText(gain, locale, counts.isCapped)}</span>
              )}
            </LinkButton>
          ))}
          <LinkButton href={withoutFilters(filters)} look="primary">
            {t("clear")}
          </LinkButton>
        </>
      }
    >
      {drops.length > 0 && t("empty.text")}
    </EmptyState>
  );
}

function allOf(facets: readonly { value: string; count: number }[]): number {
  return facets.find((facet) => facet.value === "all")?.count ?? 0;
}
