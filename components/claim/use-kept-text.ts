"use client";

import { useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";

/** A text that this browser keeps under `name` until it is sent; nothing is kept of nothing. */
export function useKeptText(name: string): [text: string, type: (next: string) => void] {
  const [text, setText] = useState(() => readDraft<string>(name)?.value ?? "");
  const type = (next: string) => {
    setText(next);
    if (next.trim() === "") dropDraft(name);
    else keepDraft(name, next);
  };
  return [text, type];
}
