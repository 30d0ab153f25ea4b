import type { Bilingual, Difficulty, SyncFault } from "./words";

/**
 * The closed set of reasons for which a request is refused. Codes and data travel; sentences are made where the
 * reader's language is known (`lib/i18n`).
 */
export const errorCodes = [
  "unauthenticated",
  "forbidden",
  "not_found",
  "invalid",
  "conflict",
  "slot_taken",
  "slot_offered",
  "slot_free",
  "slot_held",
  "slot_used",
  "cap_reached",
  "level_locked",
  "plan_required",
  "already_holding",
  "task_not_open",
  "claim_ended",
  "renewals_used",
  "link_invalid",
  "login_taken",
  "sign_up_closed",
  "github_taken",
  "cross_site",
  "rate_limited",
  "too_large",
  "busy",
  "undo_too_late",
  "github_fault",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What travels with each code. Everything here may be shown to whoever asked. */
export interface ErrorData {
  unauthenticated: Record<string, never>;
  /** `needs` is the right that was missing. */
  forbidden: { needs: "maintainer" | "member" | "admin" | "holder" | "author" };
  not_found: {
    what:
      | "task"
      | "project"
      | "person"
      | "claim"
      | "slot"
      | "event"
      | "link"
      | "tag"
      | "page"
      | "token"
      | "place"
      | "post"
      | "notice"
      | "repository"
      | "issue";
  };
  /** One entry for each wrong field: `path` as in `tags.0`, `code` from zod or a rule's name. */
  invalid: { issues: FieldIssue[] };
  /** Someone changed the same thing meanwhile. `current` is the thing as it is now. */
  conflict: { what: "task" | "project" | "repository"; current: unknown };
  slot_taken: { task: number; holder: string; leaseEndsAt: string | null; instead: FreeTask[] };
  /** Every free slot is held for people in line: for whom the next one is, until when, and how many wait. */
  slot_offered: { task: number; person: string; until: string; waiting: number; instead: FreeTask[] };
  /** One need not wait: a slot is free. */
  slot_free: { task: number };
  /** Someone holds the slot that was to be closed or removed. */
  slot_held: { slot: string; holder: string };
  /** Someone has worked on the slot that was to be removed: it can be closed. */
  slot_used: { slot: string };
  /** `claims` are the claims that use up the cap. */
  cap_reached: {
    cap: number;
    claims: { id: string; task: number; title: { zh: string | null; en: string | null } }[];
    instead: FreeTask[];
  };
  /** The ladder: so many tasks must be finished before one of this difficulty, and so many are. */
  level_locked: { task: number; difficulty: Difficulty; needed: number; completions: number; instead: FreeTask[] };
  /** The project asks how one will start. */
  plan_required: { task: number };
  /** Who waits, or moves, holds something here already. */
  already_holding: { task: number };
  task_not_open: { task: number; status: "done" | "closed"; instead: FreeTask[] };
  claim_ended: { state: "completed" | "released" | "expired" | "revoked"; at: string };
  renewals_used: { limit: number };
  link_invalid: { expected: string };
  login_taken: { login: string };
  sign_up_closed: Record<string, never>;
  /** Someone else here has this GitHub account. */
  github_taken: Record<string, never>;
  cross_site: Record<string, never>;
  rate_limited: { retryAfterSeconds: number };
  too_large: { limitBytes: number };
  /** Something else writes for long; nothing was changed. */
  busy: { retryAfterSeconds: number };
  /** What was to be undone has been changed since, or is too long ago. */
  undo_too_late: Record<string, never>;
  /** GitHub could not be asked, or would not answer; `notBefore` when it has said until when to wait. */
  github_fault: { fault: SyncFault; notBefore: string | null };
  internal: { requestId: string };
}

/** A free task that is offered instead of the one that was refused. */
export interface FreeTask {
  number: number;
  titles: Bilingual;
  difficulty: Difficulty | null;
  project: { slug: string; name: string };
}

export interface FieldIssue {
  path: string;
  code: string;
  /** Limits and the like, for the sentence. */
  params?: Record<string, string | number>;
}

/** A refusal with a code from the closed set and the data its sentence needs. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override name = "AppError";
  readonly code: Code;
  readonly data: ErrorData[Code];

  constructor(code: Code, data: ErrorData[Code]) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

/** Whether `error` is an AppError, also one from another copy of this module (Next bundles its own). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error && "data" in error;
}
