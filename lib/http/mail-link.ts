import { randomUUID } from "node:crypto";
import { sharedDatabase } from "../../db/database";
import { settings } from "../env";
import type { Context } from "../server/context";
import { found } from "../server/found";
import { problemResponse } from "./problem";
import { limitRequests } from "./rate-limit";
import { refuseCrossSite } from "./same-origin";

/** What a link in a mail asks for. */
export interface MailLink {
  /** The page with the button, and with how it went. */
  page: "/confirm-email" | "/unsubscribe";
  /** @throws AppError not_found when the link does not work */
  work(context: Context, token: string): Promise<void>;
  /** Whether a mail program may ask as well (RFC 8058): it sends no cookie, and does not say where it comes from. */
  isOneClick: boolean;
}

/**
 * Does what the token in the address stands for, whoever brings it: being signed in is neither needed nor looked at.
 * The page's button (`&from=page`) is led back to the page; a mail program reads one line.
 */
export async function answerMailLink(request: Request, { page, work, isOneClick }: MailLink): Promise<Response> {
  const requestId = randomUUID();
  const headers = new Headers({ "Cache-Control": "no-store", "X-Request-Id": requestId, "X-Robots-Tag": "noindex" });
  try {
    const { BASE_URL, LINK_HOSTS, SIGN_UP } = settings();
    const search = new URL(request.url).searchParams;
    const isOfPage = !isOneClick || search.get("from") === "page";
    if (isOfPage) refuseCrossSite(request, BASE_URL);
    const actor = { kind: "visitor" } as const;
    limitRequests("writes", request, actor, headers);
    const context: Context = {
      actor,
      now: () => new Date(),
      requestId,
      database: await sharedDatabase(),
      linkHosts: LINK_HOSTS,
      signUp: SIGN_UP,
    };
    const isDone = (await found(work(context, search.get("token") ?? "").then(() => true))) ?? false;
    if (isOfPage) return lead(`${page}?done=${isDone ? "yes" : "no"}`, headers);
    headers.set("Content-Type", "text/plain; charset=utf-8");
    const line = isDone
      ? "You will get no more mails.\n不会再给你发邮件了。\n"
      : "This link does not work.\n这个链接无效。\n";
    return new Response(line, { status: isDone ? 200 : 404, headers });
  } catch (error) {
    return problemResponse(error, { request, requestId, headers });
  }
}

/** Who opens the address instead of sending to it gets the page with the button: opening a link changes nothing. */
export function showMailLink(request: Request, page: MailLink["page"]): Response {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const headers = new Headers({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  return lead(`${page}?token=${encodeURIComponent(token)}`, headers);
}

function lead(to: string, headers: Headers): Response {
  headers.set("Location", to);
  return new Response(null, { status: 303, headers });
}
