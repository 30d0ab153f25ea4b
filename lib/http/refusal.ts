import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorCode, ErrorData, FieldIssue } from "../domain/errors";
import { pathOf } from "./page-cache/address";

/** Why the front door does not let a request in. */
export interface Refusal<Code extends ErrorCode = ErrorCode> {
  status: number;
  code: Code;
  title: string;
  data: ErrorData[Code];
}

/** Answers a request at the front door. With `isOpen` the caller ends the answer. */
export type Refuse = (
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  options?: { isOpen?: boolean },
) => void;

/**
 * Sends refusals that no route has seen in the shape that routes give them (`problem.ts`): `application/problem+json`
 * (RFC 9457), with a code of the closed set, and with the headers of every answer.
 */
export function createRefuse(origin: string, securityHeaders: readonly string[]): Refuse {
  return (request, response, { status, code, title, data }, { isOpen = false } = {}) => {
    const type = `${origin}/docs/api#error-${code}`;
    const instance = pathOf(request.url ?? "");
    const body = Buffer.from(JSON.stringify({ type, title, status, code, data, instance }));
    response.setHeader("Content-Type", "application/problem+json");
    response.setHeader("Content-Length", body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Request-Id", "requestId" in data ? data.requestId : randomUUID());
    for (let index = 0; index < securityHeaders.length; index += 2) {
      response.setHeader(securityHeaders[index] ?? "", securityHeaders[index + 1] ?? "");
    }
    response.statusCode = status;
    if (request.method !== "HEAD") response.write(body);
    if (!isOpen) response.end();
  };
}

/** A refusal of the request as a whole. */
export function invalidRequest(status: number, title: string, issue: Omit<FieldIssue, "path">): Refusal<"invalid"> {
  return { status, code: "invalid", title, data: { issues: [{ path: "", ...issue }] } };
}
