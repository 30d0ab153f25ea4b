import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { sharedDatabase } from "../../db/database";
import type { Locale } from "../domain/words";
import { settings } from "../env";
import { asLocale, LOCALE_COOKIE, LOCALE_HEADER, negotiateLocale } from "../i18n/locale";
import type { Context } from "./context";

/** What a page renders with. Once per request, however many parts of the page ask. */
export const pageContext = cache(async (): Promise<{ context: Context; locale: Locale }> => {
  // The request's headers come first: a build, which renders without a request, stops there and opens no database.
  const locale = await pageLocale();
  const database = await sharedDatabase();
  const { LINK_HOSTS, SIGN_UP } = settings();
  const renderedAt = new Date();
  return {
    locale,
    context: {
      // A page is the same for everyone, so nobody in particular reads it.
      actor: { kind: "visitor" },
      now: () => renderedAt,
      requestId: randomUUID(),
      database,
      linkHosts: LINK_HOSTS,
      signUp: SIGN_UP,
    },
  };
});

/** The language that the server has settled on; without it (`next start` alone) cookie, header and default decide. */
async function pageLocale(): Promise<Locale> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const settled = asLocale(head.get(LOCALE_HEADER));
  if (settled) return settled;
  return negotiateLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value ?? null,
    acceptLanguage: head.get("accept-language"),
    fallback: settings().DEFAULT_LOCALE,
  });
}
