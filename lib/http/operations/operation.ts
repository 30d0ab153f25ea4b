import type { z } from "zod";
import type { ErrorCode } from "../../domain/errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export const groups = ["tasks", "claims", "projects", "people", "lists", "service"] as const;

/** One thing the API does. The route obeys it, and the document and the page at /docs/api are made from it. */
export interface Operation {
  method: Method;
  /** With parameters in braces. */
  path: string;
  group: (typeof groups)[number];
  /** Who may: the verb checks it, the document says it. */
  who:
    | "everyone"
    | "person"
    | "session"
    | "holder"
    | "holder_or_maintainer"
    | "author"
    | "answerer"
    | "asker_or_maintainer"
    | "author_or_maintainer"
    | "maintainer"
    | "admin";
  /** A read: `shared` is the same for everyone; `personal` depends on who asks; `unkept` has no version to ask by. */
  keeps?: "shared" | "personal" | "unkept";
  /** The parts of the path in braces. */
  params: z.ZodRawShape;
  query?: z.ZodRawShape;
  /** What the verb takes: the body, and the path's parts under the names in `fromPath` (`{ part: field }`). */
  input?: z.ZodType;
  fromPath?: Record<string, string>;
  /** Bytes of a body, where it may be larger than usual. */
  bodyLimit?: number;
  answer: z.ZodType;
  /** 200 when absent. */
  status?: 201;
  /** Codes beyond those that any operation of its kind may answer with. */
  errors: readonly ErrorCode[];
  /** A body (of a write) or a query (of a read) that shows what it is for; `$note` stands for a text of `docs.examples`. */
  example?: Record<string, unknown>;
}

/** The codes an operation may answer with, in the order of the table of codes. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>(operation.errors);
  const isWrite = operation.method !== "GET";
  if (isWrite || Object.keys(operation.params).length > 0 || operation.query) codes.add("invalid");
  if (isWrite) for (const code of ["cross_site", "rate_limited", "too_large", "busy"] as const) codes.add(code);
  if (operation.who !== "everyone") codes.add("unauthenticated");
  if (!["everyone", "person", "session"].includes(operation.who)) codes.add("forbidden");
  codes.add("internal");
  return [...codes];
}
