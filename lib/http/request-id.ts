import { randomUUID } from "node:crypto";

/** The id of a request: its own X-Request-Id, where that cannot confuse a log, else a new one. */
export function requestIdOf(asked: string | string[] | null | undefined): string {
  return typeof asked === "string" && /^[\w.:-]{8,80}$/.test(asked) ? asked : randomUUID();
}
