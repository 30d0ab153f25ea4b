"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick } from "../../lib/client/address";
import { fetchMore } from "../../lib/client/board";
import { type BoardFilters, writeFilters } from "../../lib/domain/filters";
import type { TaskCardView } from "../../lib/domain/views";
import { LinkButton } from "../ui/button";

/** A list that is shown page by page. */
export interface More {
  /** All that is shown now. */
  tasks: readonly TaskCardView[];
  hasMore: boolean;
  isLoading: boolean;
  hasFailed: boolean;
  show(): void;
}

interface MoreInput {
  filters: BoardFilters;
  /** What is there at first. */
  first: readonly TaskCardView[];
  /** Where the server goes on; null when `first` is all there is. */
  cursor: string | null;
  /** How many are shown at once. */
  step: number;
}

interface Added {
  /** Filters to which the pages belong; with others they are forgotten. */
  key: string;
  shown: number;
  tasks: TaskCardView[];
  cursor: string | null;
  state: "resting" | "loading" | "failed";
}

/** The pages of a list after the first: from memory while there is more of it, else from the server. */
export function useMore({ filters, first, cursor, step }: MoreInput): More {
  const client = useQueryClient();
  const key = writeFilters(filters);
  const start: Added = { key, shown: step, tasks: [], cursor, state: "resting" };
  const [kept, setAdded] = useState(start);
  const added = kept.key === key ? kept : start;
  // Without a cursor everything is in memory, also what the server had added before.
  const isServed = cursor !== null;
  const known = isServed && added.tasks.length > 0 ? withoutDoubles(first, added.tasks) : first;
  const tasks = isServed || known.length <= added.shown ? known : known.slice(0, added.shown);

  async function show() {
    if (!isServed) {
      setAdded({ ...added, shown: added.shown + step });
      return;
    }
    const from = added.tasks.length > 0 ? added.cursor : cursor;
    if (from === null || added.state === "loading") return;
    setAdded({ ...added, state: "loading" });
    try {
      const page = await client.fetchQuery({
        queryKey: ["tasks", "more", key, from],
        queryFn: () => fetchMore(filters, from, step),
      });
      setAdded({
        key,
        shown: added.shown + page.tasks.length,
        tasks: [...added.tasks, ...page.tasks],
        cursor: page.nextCursor,
        state: "resting",
      });
    } catch {
      setAdded({ ...added, state: "failed" });
    }
  }

  return {
    tasks,
    hasMore: isServed ? added.tasks.length === 0 || added.cursor !== null : known.length > tasks.length,
    isLoading: added.state === "loading",
    hasFailed: added.state === "failed",
    show,
  };
}

/** A task that moved between two pages is shown once. */
function withoutDoubles(first: readonly TaskCardView[], more: readonly TaskCardView[]): TaskCardView[] {
  return [...new Map([...first, ...more].map((task) => [task.number, task])).values()];
}

interface ShowMoreProps {
  more: More;
  /** How many are not shown yet. */
  left: number;
  /** Where the rest is without JavaScript. */
  href: string;
  isCapped: boolean;
}

/** "Show 30 more": a link to the rest, which with JavaScript appends it here. */
export function ShowMore({ more, left, href, isCapped }: ShowMoreProps) {
  const t = useTranslations("board");
  if (!more.hasMore) return null;
  return (
    <div className="mt-3 flex flex-col items-center gap-2">
      {more.hasFailed && (
        <p role="alert" className="text-danger text-sm">
          {t("showFailed")}
        </p>
      )}
      <LinkButton
        href={href}
        look="quiet"
        isWide
        aria-busy={more.isLoading || undefined}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          more.show();
        }}
      >
        {isCapped || left <= 0 ? t("showMoreUnknown") : t("showMore", { count: left })}
      </LinkButton>
    </div>
  );
}
