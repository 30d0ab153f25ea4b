"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { RepositoryView } from "../../lib/domain/repositories";
import { useNow } from "../ui/now";
import { Spinner } from "../ui/spinner";

/** Milliseconds after which a reading that was asked for should have begun. */
const patience = 60_000;

export interface Reading {
  /** It is being read, or was asked to be and is looked for. */
  isUnderWay: boolean;
  /** How the one that was asked for stands. */
  state: "none" | "waiting" | "held" | "late" | "reading" | "done";
  /** A new reading is asked for. */
  expect(): void;
  /** It was refused. */
  forget(): void;
}

/** Follows a reading that was asked for on this page until it has ended. */
export function useReading(slug: string, { isReading, runs, notBefore }: RepositoryView): Reading {
  const client = useQueryClient();
  const now = useNow();
  /** The newest reading when another was asked for. */
  const [after, setAfter] = useState<number | null>(null);
  const [isLate, setLate] = useState(false);
  const [newest] = runs;
  const isNew = after !== null && newest !== undefined && newest.id > after;
  const isDone = isNew && newest.endedAt !== null;
  const isWaiting = after !== null && !isNew;
  const isHeld = notBefore !== null && Date.parse(notBefore) > now;

  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  useEffect(() => {
    if (!isDone) return;
    // What it brought shows on the pages that were looked at before.
    for (const queryKey of [["board"], ["tasks"], ["task"], ["projects", slug]])
      void client.invalidateQueries({ queryKey });
  }, [isDone, client, slug]);

  return {
    isUnderWay: isReading || (isWaiting && !isLate && !isHeld),
    state: isDone
      ? "done"
      : isWaiting
        ? isHeld
          ? "held"
          : isLate
            ? "late"
            : "waiting"
        : isReading
          ? "reading"
          : "none",
    expect: () => {
      setAfter(newest?.id ?? 0);
      setLate(false);
    },
    forget: () => setAfter(null),
  };
}

/** How a reading goes, read out as it goes on. */
export function SyncProgress({ repository, reading }: { repository: RepositoryView; reading: Reading }) {
  const t = useTranslations("repositories.progress");
  const errors = useTranslations("errors.github_fault");
  const [newest] = repository.runs;
  const { state } = reading;
  return (
    <div role="status" className="flex items-center gap-2 text-second text-sm empty:hidden">
      {(state === "waiting" || state === "reading") && <Spinner />}
      {state === "waiting" && t("waiting")}
      {state === "held" && t("held")}
      {state === "late" && t("late")}
      {state === "reading" && t("reading", counts(newest))}
      {state === "done" &&
        // What is wrong stands above already; it is only read out here.
        (newest?.fault ? <span className="sr-only">{errors(newest.fault)}</span> : t("done", counts(newest)))}
    </div>
  );
}

function counts(run: RepositoryView["runs"][number] | undefined) {
  const { seen = 0, created = 0, changed = 0 } = run ?? {};
  return { seen, created, changed };
}
