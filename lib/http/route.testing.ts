import { expect } from "vitest";
import type { Database } from "../../db/database";
import { systemContext } from "../server/context";
import { createPerson } from "../server/people/create";
import { createTokenFor } from "../server/people/tokens";
import { createProject } from "../server/projects/create";
import { createTask } from "../server/tasks/create";
import type { Fields } from "./body";
import type { Handler } from "./route";

/** The handlers that a route file exports. */
export type Route = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

const shared = globalThis as Record<symbol, unknown>;

/** Makes `database` the one of this process, as far as routes and sign-in are concerned. */
export function useDatabase(database: Database): void {
  process.env.AUTH_SECRET ??= "a secret of the tests, long enough for any purpose";
  shared[Symbol.for("foothold.database")] = Promise.resolve(database);
  shared[Symbol.for("foothold.sign-in")] = undefined;
  shared[Symbol.for("foothold.limits")] = undefined;
}

export interface Asking {
  method?: keyof Route;
  /** The parts of the path in braces. */
  params?: Record<string, string>;
  query?: string;
  /** An object is sent as JSON. */
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** Asks a route as a program would; without a token as a page of this site. */
export async function ask(route: Route, path: string, asking: Asking = {}) {
  const { method = "GET", params = {}, query = "", body, token, headers = {} } = asking;
  const origin: Record<string, string> = token
    ? { authorization: `Bearer ${token}` }
    : { origin: "http://localhost:3000" };
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const request = new Request(`http://localhost:3000${path}${query}`, {
    method,
    headers: {
      host: "localhost:3000",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...origin,
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const response = await route[method](request, { params: Promise.resolve(params as Fields) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : null };
}

export type Answer = Awaited<ReturnType<typeof ask>>;

/** Expects a whole problem document with this status and code; gives its data. */
export function expectProblem(answer: Answer, status: number, code: string): Record<string, unknown> {
  expect({ status: answer.status, code: answer.json?.code }).toEqual({ status, code });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("etag")).toBeNull();
  expect(answer.headers.get("x-request-id")).toMatch(/^[\w.:-]{8,80}$/);
  expect(answer.json).toEqual({
    type: expect.stringMatching(new RegExp(`^http.*/docs/api#error-${code}$`)),
    title: expect.any(String),
    status,
    code,
    data: expect.any(Object),
    instance: expect.stringMatching(/^\/api\//),
  });
  return answer.json.data;
}

/** The paths and codes of an `invalid` refusal. */
export function expectInvalid(answer: Answer, status = 400): [string, string][] {
  const { issues } = expectProblem(answer, status, "invalid") as { issues: { path: string; code: string }[] };
  return issues.map(({ path, code }) => [path, code]);
}

/** A project, an open task, and an administrator and a contributor with their tokens. */
export async function furnish(database: Database) {
  const system = systemContext(database, "test");
  const person = async (login: string, isAdmin: boolean) => {
    await createPerson(system, { login, password: "a password for tests", isAdmin });
    return (await createTokenFor(system, { login, name: "test" })).token;
  };
  const admin = await person("ada", true);
  const contributor = await person("lin", false);
  await createProject(system, { slug: "layotto", name: "Layotto", languages: ["Go"] });
  const { task } = await createTask(system, {
    project: "layotto",
    difficulty: "easy",
    texts: { zh: { title: "为 actuator 模块添加单元测试", why: "没有测试" }, en: { title: "Add unit tests" } },
    tags: ["tests"],
    links: ["https://github.com/mosn/layotto/issues/108"],
  });
  return { admin, contributor, number: task.number };
}
