import { busyError, isBusy } from "../../db/database";
import { AppError, type ErrorCode, isAppError } from "../domain/errors";
import { settings } from "../env";
import { log } from "../server/log";

/** The one table from code to HTTP status and title. A title is the same for every problem of its kind (RFC 9457). */
export const problems: Record<ErrorCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: "Sign in first." },
  forbidden: { status: 403, title: "You may not do this." },
  not_found: { status: 404, title: "There is no such thing." },
  invalid: { status: 400, title: "Something in the request is wrong." },
  conflict: { status: 409, title: "Someone else changed this in the meantime." },
  slot_taken: { status: 409, title: "Someone else holds this task." },
  slot_offered: { status: 409, title: "What is free is held for the next in line." },
  slot_free: { status: 409, title: "A slot is free: it can be claimed." },
  slot_held: { status: 409, title: "Someone holds this slot." },
  slot_used: { status: 409, title: "Someone has worked on this slot." },
  cap_reached: { status: 409, title: "You hold as many tasks as you may at once." },
  level_locked: { status: 409, title: "More tasks must be finished before one of this difficulty." },
  github_fault: { status: 502, title: "GitHub could not be asked." },
  plan_required: { status: 409, title: "This project asks how you will start." },
  already_holding: { status: 409, title: "You hold a slot of this task already." },
  task_not_open: { status: 409, title: "This task is done or closed." },
  claim_ended: { status: 409, title: "This claim has ended." },
  renewals_used: { status: 409, title: "All renewals are used." },
  link_invalid: { status: 400, title: "This address cannot be linked." },
  login_taken: { status: 409, title: "This user name is taken." },
  sign_up_closed: { status: 403, title: "New accounts are not open here." },
  github_taken: { status: 409, title: "This GitHub account belongs to someone else here." },
  cross_site: { status: 403, title: "This request came from another site, or does not say where it came from." },
  rate_limited: { status: 429, title: "Too many requests." },
  too_large: { status: 413, title: "This is too large." },
  busy: { status: 503, title: "The database is busy." },
  undo_too_late: { status: 409, title: "This can no longer be undone." },
  internal: { status: 500, title: "Something went wrong on the server." },
};

/** Faults of the request itself have a status of their own in HTTP; their code is `invalid` all the same. */
const statusOfIssue: Record<string, number> = { method_not_allowed: 405, content_type: 415 };

/** A fault of the request as a whole, or of one field when `path` is given. */
export function invalid(code: string, path = ""): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path, code }] });
}

/** The service cannot work now, though nothing is wrong with it: 503, with the code `internal`. */
export class UnavailableError extends Error {
  override name = "UnavailableError";
}

/**
 * The answer to a request that failed: `application/problem+json` with code and data. What is no AppError is logged
 * with the request id and shown without its message.
 */
export function problemResponse(
  cause: unknown,
  { request, requestId, headers = new Headers() }: { request: Request; requestId: string; headers?: Headers },
): Response {
  const { pathname } = new URL(request.url);
  // A query's own error stands around it where no transaction was needed.
  const thrown = isBusy(cause) ? busyError() : cause;
  if (!isAppError(thrown)) {
    log().error({ err: thrown, requestId, method: request.method, path: pathname }, "A request failed.");
  }
  const error: AppError = isAppError(thrown) ? thrown : new AppError("internal", { requestId });
  const { title } = problems[error.code];
  const status = thrown instanceof UnavailableError ? 503 : statusOf(error);
  headers.delete("ETag");
  headers.set("Content-Type", "application/problem+json");
  headers.set("Cache-Control", "no-store");
  headers.set("X-Request-Id", requestId);
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (isA(error, "rate_limited") || isA(error, "busy"))
    headers.set("Retry-After", String(error.data.retryAfterSeconds));
  const type = `${settings().BASE_URL}/docs/api#error-${error.code}`;
  const body = { type, title, status, code: error.code, data: error.data, instance: pathname };
  return new Response(request.method === "HEAD" ? null : JSON.stringify(body), { status, headers });
}

function statusOf(error: AppError): number {
  const issue = isA(error, "invalid") ? error.data.issues[0]?.code : undefined;
  return (issue && statusOfIssue[issue]) || problems[error.code].status;
}

function isA<Code extends ErrorCode>(error: AppError, code: Code): error is AppError<Code> {
  return error.code === code;
}
