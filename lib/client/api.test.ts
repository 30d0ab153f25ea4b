import { afterEach, expect, it, vi } from "vitest";
import { ApiError, apiFetch } from "./api";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answering(answer: () => Response | Promise<Response>) {
  const fetched = vi.fn(async (_address: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const json = (body: unknown, status = 200, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });

async function refused(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

it("sends JSON below /api/v1 and returns the answer", async () => {
  const fetched = answering(() => json({ number: 1 }));
  expect(await apiFetch("/tasks", { method: "POST", body: { a: 1 } })).toEqual({ number: 1 });
  const [address, init] = fetched.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/tasks");
  expect(init).toMatchObject({ method: "POST", body: '{"a":1}', headers: { "Content-Type": "application/json" } });
});

it("sends no content type without a body, and takes whole paths as they are", async () => {
  const fetched = answering(() => json({}));
  await apiFetch("/api/v1/me");
  const [address, init] = fetched.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/me");
  expect(init?.headers).not.toHaveProperty("Content-Type");
});

it("gives nothing for 204", async () => {
  answering(() => new Response(null, { status: 204 }));
  expect(await apiFetch("/tasks")).toBeUndefined();
});

it("tells code, data and status of a problem document", async () => {
  const data = { task: 3, holder: "li", leaseEndsAt: null };
  const type = "https://tasks.example.org/docs/api#error-slot_taken";
  answering(() => json({ type, code: "slot_taken", data }, 409, "application/problem+json; charset=utf-8"));
  const error = await refused(apiFetch("/tasks/3/claims", { method: "POST" }));
  expect(error).toMatchObject({ code: "slot_taken", status: 409, data });
  if (error.is("slot_taken")) expect(error.data.holder).toBe("li");
  expect(error.is("conflict")).toBe(false);
});

it.each([
  ["no connection", () => Promise.reject(new TypeError("Failed to fetch")), "offline", 0],
  ["a page of a captive portal", () => new Response("<html>", { status: 200 }), "offline", 200],
  ["a proxy without a server", () => new Response("<html>", { status: 502 }), "offline", 502],
  ["broken JSON", () => new Response("{", { headers: { "Content-Type": "application/json" } }), "offline", 0],
  ["an error page", () => new Response("<html>", { status: 500 }), "internal", 500],
  ["a code that is not ours", () => json({ code: "TEAPOT", type: "about:blank" }, 418), "internal", 418],
  ["null as an error", () => json(null, 500), "internal", 500],
] as const)("understands %s", async (_name, answer, code, status) => {
  answering(answer as () => Response);
  expect(await refused(apiFetch("/tasks"))).toMatchObject({ code, status });
});

function neverAnswering() {
  vi.stubGlobal(
    "fetch",
    (_address: string, init: RequestInit) =>
      new Promise((_, reject) => {
        init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      }),
  );
}

it("gives up after the time limit", async () => {
  neverAnswering();
  expect(await refused(apiFetch("/tasks", { timeout: 5 }))).toMatchObject({ code: "offline", status: 0 });
});

it("ends with the caller's reason when the caller aborts, before or during the request", async () => {
  neverAnswering();
  const stop = new AbortController();
  const waiting = apiFetch("/tasks", { signal: stop.signal });
  stop.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  await expect(apiFetch("/tasks", { signal: stop.signal })).rejects.toThrow("gone");
});
