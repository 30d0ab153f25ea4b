"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";
import { differences, type TaskDraft } from "../../lib/client/task-draft";

/** What is kept of a form: what was typed, and what it started from. */
interface KeptTask {
  draft: TaskDraft;
  base: TaskDraft;
  revision: number;
}

interface Start {
  /** `new`, or the task's number. */
  name: string;
  /** What the form starts from: an empty draft, or the task as it is. */
  base: TaskDraft;
  revision: number;
}

/** Milliseconds of silence after which what was typed is kept. */
const pause = 300;

/**
 * The state of a task's form, kept in this browser while it differs from what it started from. A draft that was kept
 * before comes back together with what it started from, so that a conflict is noticed even days later.
 */
export function useTaskDraft({ name, base: startBase, revision: startRevision }: Start) {
  const [start] = useState(() => {
    const key = `task.${name}`;
    const kept = readDraft<KeptTask>(key);
    const isUseful = kept && differences(kept.value.base, kept.value.draft).length > 0;
    return { key, kept: isUseful ? kept : null };
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
    if (differences(now.base, now.draft).length > 0) keepDraft<KeptTask>(start.key, now);
    else dropDraft(start.key);
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
    startFrom(next: TaskDraft, nextRevision: number) {
      latest.current.isDone = false;
      setBase(next);
      setRevision(nextRevision);
      setRestoredAt(null);
    },
    /** Throws away what was typed. */
    discard() {
      dropDraft(start.key);
      setDraft(startBase);
      setBase(startBase);
      setRevision(startRevision);
      setRestoredAt(null);
    },
    /** What was typed has been sent: nothing is kept any more. */
    finish() {
      latest.current.isDone = true;
      dropDraft(start.key);
    },
  };
}
