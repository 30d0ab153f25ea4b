"use client";

import { useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";
import { type SlotRow, sameRows, slotRows } from "../../lib/client/slot-draft";
import type { TaskView } from "../../lib/domain/views";

/** What is kept of an edit: the rows, what they started from, and a list that was pasted and not added yet. */
interface KeptSlots {
  rows: SlotRow[];
  base: SlotRow[];
  revision: number;
  paste: string;
}

function isUntouched({ rows, base, paste }: KeptSlots): boolean {
  return paste.trim() === "" && sameRows(rows, base);
}

/** The state of a slot editor, kept in this browser while it differs from what it started from. */
export function useSlotsDraft(task: Pick<TaskView, "number" | "revision" | "slotList">) {
  const name = `slots.${task.number}`;
  const [start] = useState(() => {
    const base = slotRows(task.slotList);
    const fresh: KeptSlots = { rows: base, base, revision: task.revision, paste: "" };
    const kept = readDraft<KeptSlots>(name);
    return { fresh, kept: kept && !isUntouched(kept.value) ? kept : null };
  });
  const [state, setState] = useState(start.kept?.value ?? start.fresh);
  const [restoredAt, setRestoredAt] = useState(start.kept?.savedAt ?? null);

  const set = (next: KeptSlots) => {
    setState(next);
    if (isUntouched(next)) dropDraft(name);
    else keepDraft(name, next);
  };
  return {
    ...state,
    /** When the draft that came back was kept; null when none did. */
    restoredAt,
    setRows: (rows: SlotRow[], paste = state.paste) => set({ ...state, rows, paste }),
    setPaste: (paste: string) => set({ ...state, paste }),
    /** Others changed the slots: `base` is what they are now, `rows` the same with mine on top. */
    startFrom(base: SlotRow[], rows: SlotRow[], revision: number) {
      set({ ...state, base, rows, revision });
      setRestoredAt(null);
    },
    /** Throws away what was typed. */
    discard() {
      set(start.fresh);
      setRestoredAt(null);
    },
    /** What was typed has been sent: nothing is kept any more. */
    finish: () => dropDraft(name),
  };
}
