import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database";
import { readSettings } from "../env";
import { createAuth } from "../server/auth";
import { type AuthDoors, answerAuth } from "./auth";

/** The doors of an instance at `baseUrl`, for tests. */
export function doorsFor(
  database: Database,
  {
    baseUrl = "http://localhost:3000",
    signUp = "open",
    github = {},
    patience,
  }: { baseUrl?: string; signUp?: "open" | "closed"; github?: Record<string, string>; patience?: number } = {},
): AuthDoors {
  const settings = readSettings({ BASE_URL: baseUrl, SIGN_UP: signUp, ...github });
  const secret = "a secret for tests only, 32 characters";
  return {
    service: { database, auth: createAuth(database, settings, secret), secret },
    settings,
    ...(patience === undefined ? {} : { patience }),
  };
}

export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks into
  body: any;
  headers: Headers;
}

/** A browser: it sends what a browser sends from a page of the site, and keeps cookies. */
export function browserAt(
  doors: AuthDoors,
  address = freshAddress(),
  userAgent = "Mozilla/5.0 (X11; Linux) Firefox/140.0",
) {
  const jar = new Map<string, string>();
  async function send(
    method: string,
    path: string,
    body?: unknown,
    changed: Record<string, string | null> = {},
  ): Promise<Answered> {
    const headers = new Headers({
      host: new URL(doors.settings.BASE_URL).host,
      "user-agent": userAgent,
      "x-foothold-address": address,
      "sec-fetch-site": "same-origin",
    });
    if (method !== "GET") headers.set("origin", doors.settings.BASE_URL);
    if (body !== undefined) headers.set("content-type", "application/json");
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    for (const [name, value] of Object.entries(changed)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(new URL(path, doors.settings.BASE_URL), {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
    });
    const response = await answerAuth(request, doors);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /max-age=0\b/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, body: await response.json().catch(() => null), headers: response.headers };
  }
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    send,
    jar,
    cookie,
    address,
    signUp: (login: string, password = "correct horse") =>
      send("POST", "/api/auth/sign-up/username", { login, password }),
    signIn: (login: string, password = "correct horse") =>
      send("POST", "/api/auth/sign-in/username", { login, password }),
  };
}

/** An address nobody else uses, so that limits of one test do not reach another. */
export function freshAddress(): string {
  const groups = randomUUID().replaceAll("-", "").match(/.{4}/g) ?? [];
  return `2001:db8:${groups[0]}:${groups[1]}::1`;
}
