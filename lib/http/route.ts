import { sharedDatabase } from "../../db/database";
import { AppError } from "../domain/errors";
import { settings } from "../env";
import { actorOf } from "../server/auth";
import type { Actor, Context } from "../server/context";
import type { Fields } from "./body";
import type { Bound } from "./call";
import { entityTag, isKnown } from "./etag";
import type { Method, OperationId } from "./operations";
import { invalid, problemResponse } from "./problem";
import { limitRequests } from "./rate-limit";
import { requestIdOf } from "./request-id";
import { refuseCrossSite } from "./same-origin";

export { operation } from "./call";

/** A route handler as Next calls it; `operations` are those of its address. */
export interface Handler {
  (request: Request, given: { params: Promise<Fields> }): Promise<Response>;
  operations: readonly OperationId[];
}

/**
 * The handlers of one address: `export const { GET, POST, … } = endpoint(operation("listTasks", …), …)`. A route
 * exports all of them, so that a method that is not offered is refused by us; without operations nothing is there.
 */
export function endpoint(...bound: Bound[]): Record<Method | "HEAD" | "OPTIONS", Handler> {
  const allow = [...bound.map((one) => one.operation.method), "OPTIONS"].join(", ").replace("GET", "GET, HEAD");
  const answerAny = async (request: Request, given: { params: Promise<Fields> }) => {
    const requestId = requestIdOf(request.headers.get("x-request-id"));
    const headers = new Headers({ "X-Request-Id": requestId });
    try {
      if (bound.length === 0) throw new AppError("not_found", { what: "page" });
      const method = request.method === "HEAD" ? "GET" : request.method;
      const one = bound.find(({ operation }) => operation.method === method);
      if (one) return await answer(one, { request, requestId, headers, parts: await given.params });
      headers.set("Allow", allow);
      if (method === "OPTIONS") return new Response(null, { status: 204, headers });
      throw invalid("method_not_allowed");
    } catch (error) {
      return problemResponse(error, { request, requestId, headers });
    }
  };
  const handle: Handler = Object.assign(answerAny, { operations: bound.map((one) => one.id) });
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle };
}

interface Incoming {
  request: Request;
  requestId: string;
  headers: Headers;
  /** The parts of the path in braces, as they came. */
  parts: Fields;
}

async function answer({ operation, read, work }: Bound, { request, requestId, headers, parts }: Incoming) {
  const { LINK_HOSTS, SIGN_UP, BASE_URL } = settings();
  const { keeps } = operation;
  if (!keeps) refuseCrossSite(request, BASE_URL);
  // What is the same for everyone cannot depend on who asks when nobody looks.
  const actor: Actor = keeps === "shared" ? { kind: "visitor" } : await actorOf(request);
  if (!keeps) limitRequests("writes", request, actor, headers);
  const database = await sharedDatabase();
  headers.set("Cache-Control", keeps === "shared" ? "public, max-age=0, must-revalidate" : "private, no-store");
  if (keeps === "shared" || keeps === "personal") {
    const { pathname, search } = new URL(request.url);
    // Asked before anything is read: the answer may be newer than its tag, never older.
    const tag = entityTag(await database.version(), [pathname, search, JSON.stringify(actor)]);
    headers.set("ETag", tag);
    if (isKnown(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  }
  const given = await read(request, parts ?? {});
  const context: Context = {
    // Asked again where a body came: it may take two minutes, and who sends it may have left or signed out meanwhile.
    actor: keeps ? actor : await actorOf(request),
    now: () => new Date(),
    requestId,
    database,
    linkHosts: LINK_HOSTS,
    signUp: SIGN_UP,
  };
  const result = await work(given, { context, request, headers });
  headers.set("Content-Type", "application/json");
  const body = request.method === "HEAD" ? null : JSON.stringify(result);
  return new Response(body, { status: operation.status ?? 200, headers });
}
