/** Where a question or an answer stands on its task's page. Notices lead there. */
export function anchorOf(post: { id: number }, kind: "question" | "answer"): string {
  return `${kind}-${post.id}`;
}
