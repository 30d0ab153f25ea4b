import type { IncomingMessage } from "node:http";
import type { Json } from "./payloads";

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface Question {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}

export const documentation = "https://docs.github.com/rest";

/** A reply that is not a success; whoever answers throws it. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(
    readonly status: number,
    message: string,
    readonly more: { headers?: Record<string, string>; body?: Json } = {},
  ) {
    super(message);
  }

  reply(): Reply {
    const body = {
      message: this.message,
      ...this.more.body,
      documentation_url: documentation,
      status: `${this.status}`,
    };
    return json(this.status, body, this.more.headers);
  }
}

export function invalid(resource: string, field: string, code: string, message?: string): Refusal {
  const error = { resource, field, code, ...(message ? { message } : {}) };
  return new Refusal(422, "Validation Failed", { body: { errors: [error] } });
}

export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

/** GitHub keeps the method: a GET is moved for good, anything else has to be sent again as it was. */
export function moved(method: string, location: string): Refusal {
  const status = method === "GET" || method === "HEAD" ? 301 : 307;
  return new Refusal(status, "Moved Permanently", { headers: { location }, body: { url: location } });
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    text: JSON.stringify(body),
  };
}

export function nothing(status = 204): Reply {
  return { status, headers: {}, text: "" };
}

export function html(status: number, text: string): Reply {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, text };
}

export function redirect(location: string, status = 302): Reply {
  return { status, headers: { location }, text: "" };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** @throws Refusal when the body is not a JSON object. */
export function readJson(text: string): Json {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Json;
    throw new Refusal(400, "Body should be a JSON object");
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, "Problems parsing JSON");
  }
}

/** The `link` header names addresses that nobody would build by hand: by the repository's id. */
export function page<T>(
  all: T[],
  query: URLSearchParams,
  address: string,
): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Math.max(1, Number(query.get("per_page")) || 30));
  const number = Math.max(1, Number(query.get("page")) || 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const at = (target: number, relation: string) => {
    const parameters = new URLSearchParams(query);
    parameters.set("page", String(target));
    return `<${address}?${parameters}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [at(Math.min(number - 1, last), "prev")] : []),
    ...(number < last ? [at(number + 1, "next"), at(last, "last")] : []),
    ...(number > 1 ? [at(1, "first")] : []),
  ];
  return {
    items: all.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(", ") } : {},
  };
}
