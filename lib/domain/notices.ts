import type { NoticeKind } from "./words";

/** What the address of a notice depends on. */
export interface NoticePlace {
  kind: NoticeKind;
  /** The task's number; null when it has none, or none any more. */
  task: number | null;
  /** The question it is about, or that the answer it is about belongs to. */
  question?: number | null;
}

/** Where on a task's page one acts: the card that claims, renews, waits and shows who holds it. */
const onCard: ReadonlySet<NoticeKind> = new Set([
  "claim.started",
  "claim.expired",
  "claim.revoked",
  "claim.extended",
  "claim.restored",
  "review.started",
  "task.closed",
  "offer.made",
  "offer.lapsed",
  "offer.withdrawn",
  "exception.granted",
]);

/** The path of the place where one acts on a notice. The inbox and mails lead to the same one. */
export function hrefOf({ kind, task, question }: NoticePlace): string {
  if (kind === "task.confirm") return "/desk";
  // A task that was deleted: what is left to do is to find another one.
  if (task === null) return "/";
  const page = `/t/${task}`;
  if (question) return `${page}#question-${question}`;
  if (kind === "claim.reminder") return `${page}?do=renew`;
  return onCard.has(kind) ? `${page}#act` : page;
}
