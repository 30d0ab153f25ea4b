"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";

/** What is kept of a form: what was typed, and what it started from. */
interface Kept<Draft> {
  draft: Draft;
  base: Draft;
  revision: number;
}

interface Start<Draft> {
  /** Under which the draft is kept: `task.12`. */
  name: string;
  /** What the form starts from. */
  base: Draft;
  revision: number;
  /** Whether something was typed: two drafts differ. */
  differs(a: Draft, b: Draft): boolean;
}

/** Milliseconds of silence after which what was typed is kept. */
const pause = 300;

/**
 * The state of a form, kept in this browser while it differs from what it started from. A draft that was kept before
 * comes back together with what it started from, so that a conflict is noticed even days later.
 */
export function useKeptDraft<Draft>({ name, base: startBase, revision: startRevision, differs }: Start<Draft>) {
  const [start] = useState(() => {
    const kept = readDraft<Kept<Draft>>(name);
    return { name, differs, kept: kept && differs(kept.value.base, kept.value.draft) ? kept : null };
  });
  const [draft, setDraft] = useState(start.kept?.value.draft ?? startBase);
  const [base, setBase] = useState(start.kept?.value.base ?? startBase);
  const [revision, setRevision] = useState(start.kept?.value.revision ?? startRevision);
  const [restoredAt, setRestoredAt] = useState(start.kept?.savedAt ?? null);
  const latest = useRef({ draft, base, revision, isDone: false });
  latest.current = { ...latest.current, draft, base, revision };

  const keep = useCallback(() => {
    const { isDone, ...now } = latest.current;
    if (isDone) return;
    if (start.differs(now.base, now.draft)) keepDraft<Kept<Draft>>(start.name, now);
    else dropDraft(start.name);
  }, [start]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the draft's change that is waited for
  useEffect(() => {
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  }, [draft, keep]);
  useEffect(() => {
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [keep]);

  return {
    draft,
    setDraft,
    base,
    revision,
    /** When the draft that came back was kept; null when none did. */
    restoredAt,
    isOld: start.kept !== null && start.kept.value.revision !== startRevision,
    /** Starts again from `next`. */
    startFrom(next: Draft, nextRevision: number) {
      latest.current.isDone = false;
      setBase(next);
      setRevision(nextRevision);
      setRestoredAt(null);
    },
    /** Throws away what was typed. */
    discard() {
      dropDraft(start.name);
      setDraft(startBase);
      setBase(startBase);
      setRevision(startRevision);
      setRestoredAt(null);
    },
    /** What was typed has been sent: nothing is kept any more. */
    finish() {
      latest.current.isDone = true;
      dropDraft(start.name);
    },
  };
}
