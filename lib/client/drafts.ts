/** What someone has typed and not yet sent, kept in this browser so that a closed tab or a lost connection loses nothing. */
export interface KeptDraft<Value> {
  value: Value;
  /** ISO 8601. */
  savedAt: string;
}

const prefix = "foothold.draft.";

/** The draft kept under `name`; null when there is none, or the browser keeps nothing. */
export function readDraft<Value>(name: string): KeptDraft<Value> | null {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(prefix + name) ?? "null");
    const isDraft = typeof kept === "object" && kept !== null && "value" in kept && "savedAt" in kept;
    return isDraft ? (kept as KeptDraft<Value>) : null;
  } catch {
    return null;
  }
}

/** Keeps a draft. Without storage, or when it is full, nothing happens: the text is still on the screen. */
export function keepDraft<Value>(name: string, value: Value): void {
  try {
    const kept: KeptDraft<Value> = { value, savedAt: new Date().toISOString() };
    window.localStorage.setItem(prefix + name, JSON.stringify(kept));
  } catch {
    // See above.
  }
}

/** Forgets a draft that was sent or is not wanted. */
export function dropDraft(name: string): void {
  try {
    window.localStorage.removeItem(prefix + name);
  } catch {
    // There was none.
  }
}
