import type { Locale } from "../domain/words";
import { settings } from "../env";
import { asLocale, LOCALE_COOKIE, LOCALE_HEADER, negotiateLocale } from "../i18n/locale";

/** The language of whoever sent a request: what the server has settled on, else cookie, header and default decide. */
export function readerLocale(request: Request): Locale {
  const { headers } = request;
  const cookie = new RegExp(`(?:^|; *)${LOCALE_COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "")?.[1] ?? null;
  return (
    asLocale(headers.get(LOCALE_HEADER)) ??
    negotiateLocale({
      cookie,
      acceptLanguage: headers.get("accept-language"),
      fallback: settings().DEFAULT_LOCALE,
    })
  );
}
