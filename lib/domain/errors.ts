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
  "cap_reached",
  "task_not_open",
  "claim_ended",
  "renewals_used",
  "link_invalid",
  "login_taken",
  "sign_up_closed",
  "cross_site",
  "rate_limited",
  "too_large",
  "undo_too_late",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What travels with each code. Everything here may be shown to whoever asked. */
export interface ErrorData {
  unauthenticated: Record<string, never>;
  /** `needs` is the right that was missing. */
  forbidden: { needs: "maintainer" | "admin" | "holder" };
  not_found: { what: "task" | "project" | "person" | "claim" | "slot" | "event" | "link" | "tag" | "page" | "token" };
  /** One entry for each wrong field: `path` as in `tags.0`, `code` from zod or a rule's name. */
  invalid: { issues: FieldIssue[] };
  /** Someone changed the same thing meanwhile. `current` is the thing as it is now. */
  conflict: { what: "task" | "project"; current: unknown };
  slot_taken: { task: number; holder: string; leaseEndsAt: string | null };
  /** `claims` are the claims that use up the cap. */
  cap_reached: { cap: number; claims: { id: string; task: number; title: { zh: string | null; en: string | null } }[] };
  task_not_open: { task: number; status: "done" | "closed" };
  claim_ended: { state: "completed" | "released" | "expired" | "revoked"; at: string };
  renewals_used: { limit: number };
  link_invalid: { expected: string };
  login_taken: { login: string };
  sign_up_closed: Record<string, never>;
  cross_site: Record<string, never>;
  rate_limited: { retryAfterSeconds: number };
  too_large: { limitBytes: number };
  /** What was to be undone has been changed since, or is too long ago. */
  undo_too_late: Record<string, never>;
  internal: { requestId: string };
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
