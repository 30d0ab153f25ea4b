/** Moves the focus to an element that is about to be drawn, so that the keyboard goes on where something appeared. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()));
}

/** Where a question or an answer stands on its task's page. Notices lead there. */
export function anchorOf(post: { id: number }, kind: "question" | "answer"): string {
  return `${kind}-${post.id}`;
}
