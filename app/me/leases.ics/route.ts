import { randomUUID } from "node:crypto";
import { sharedDatabase } from "@/db/database";
import { settings } from "@/lib/env";
import { readerLocale } from "@/lib/http/reader-locale";
import { systemContext } from "@/lib/server/context";
import { found } from "@/lib/server/found";
import { readCalendar } from "@/lib/server/mail/calendar";

/** A person's private calendar: the key in the address stands for them, and nobody else may keep what it says. */
export async function GET(request: Request): Promise<Response> {
  const key = new URL(request.url).searchParams.get("key") ?? "";
  const context = systemContext(await sharedDatabase(), "calendar", settings().LINK_HOSTS);
  const calendar = await found(readCalendar(context, { key, locale: readerLocale(request) }));
  const headers = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "X-Request-Id": randomUUID() };
  if (calendar === null) {
    const text = "There is no calendar at this address. It may have been reset.\n这个地址没有日历，可能已更换。\n";
    return new Response(text, { status: 404, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" } });
  }
  return new Response(calendar, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="leases.ics"',
    },
  });
}
