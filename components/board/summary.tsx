"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { BoardView } from "../../lib/domain/views";

/** "7 tasks are free · 3 people at work · 2 projects". */
export function Summary({ summary }: { summary: BoardView["summary"] }) {
  const t = useTranslations("board");
  const { open, people, projects } = summary;
  const b = (chunks: ReactNode) => <b className="font-semibold text-ink text-lg">{chunks}</b>;
  return t.rich("summary", { open, people, projects, b });
}
