import type { ErrorCode, ErrorData } from "../domain/errors";

/** `offline`: no answer of ours came, because of the connection, a proxy or the time limit. */
export type ApiErrorCode = ErrorCode | "offline";

interface ApiErrorData extends ErrorData {
  offline: Record<string, never>;
}

/** A refused request: a code from the closed set and the data its sentence needs (`lib/i18n`, area `errors`). */
export class ApiError<Code extends ApiErrorCode = ApiErrorCode> extends Error {
  override name = "ApiError";
  readonly code: Code;
  readonly data: ApiErrorData[Code];
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(code: Code, data: ApiErrorData[Code], status: number) {
    super(code);
    this.code = code;
    this.data = data;
    this.status = status;
  }

  /** Narrows `data`: `if (error.is("slot_taken")) error.data.holder`. */
  is<Known extends ApiErrorCode>(code: Known): this is ApiError<Known> {
    return (this.code as ApiErrorCode) === code;
  }
}

export interface ApiOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** When it aborts, the request ends with the signal's reason and not with an ApiError. */
  signal?: AbortSignal | undefined;
  /** Milliseconds to wait for the whole answer. */
  timeout?: number;
}

const BASE = "/api/v1";
const TIMEOUT = 15_000;

/**
 * Calls the API of this site: `apiFetch<ChangeView>("/tasks/12/claims", { method: "POST" })`. The path is below
 * `/api/v1`, or a whole one that begins with `/api/`.
 * @throws ApiError with the answer's code, or `offline`.
 */
export async function apiFetch<Answer>(path: string, options: ApiOptions = {}): Promise<Answer> {
  const { body, signal, timeout = TIMEOUT } = options;
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeout);
  signal?.addEventListener("abort", abort);
  try {
    signal?.throwIfAborted();
    const response = await fetch(path.startsWith("/api/") ? path : BASE + path, {
      method: options.method ?? "GET",
      headers: {
        Accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: stop.signal,
    });
    if (response.status === 204) return undefined as Answer;
    const answer = isJson(response) ? await response.json() : null;
    if (!response.ok || answer === null) throw refusal(response.status, answer);
    return answer as Answer;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    signal?.throwIfAborted();
    // No connection, the time limit, or an answer that broke off.
    throw new ApiError("offline", {}, 0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function isJson(response: Response): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "");
}

/** What is no problem document of ours comes from something between: a proxy, a sign-in page of a hotel. */
function refusal(status: number, answer: unknown): ApiError {
  const { type, code, data } = (answer ?? {}) as { type?: unknown; code?: unknown; data?: unknown };
  // A newer server may know more codes than this page; what has no sentence here is told as an error of the server.
  if (typeof code === "string" && String(type).endsWith(`/docs/api#error-${code}`)) {
    return new ApiError(code as ErrorCode, (data ?? {}) as ErrorData[ErrorCode], status);
  }
  if (status < 400 || status >= 502) return new ApiError("offline", {}, status);
  return new ApiError("internal", { requestId: "" }, status);
}
