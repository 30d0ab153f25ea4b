import { type Locale, locales } from "../domain/words";

/** The cookie in which a reader's choice of language is kept. */
export const LOCALE_COOKIE = "lang";
/** The header by which `server.ts` tells pages the language it has settled on. */
export const LOCALE_HEADER = "x-foothold-locale";

/** What a request says about its reader's language. */
export interface LocaleHints {
  /** The value of `?lang=`. */
  query?: string | null;
  /** The value of the cookie `lang`. */
  cookie?: string | null;
  /** The Accept-Language header. */
  acceptLanguage?: string | null;
  fallback: Locale;
}

/** A reader's language: what the address says, then the cookie, then Accept-Language, then the instance's default. */
export function negotiateLocale({ query, cookie, acceptLanguage, fallback }: LocaleHints): Locale {
  return asLocale(query) ?? asLocale(cookie) ?? fromAcceptLanguage(acceptLanguage) ?? fallback;
}

/** The locale that `value` names exactly; null for anything else. */
export function asLocale(value: string | null | undefined): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}

/** The language tag for `lang` attributes and `Intl`. */
export const languageTag: Record<Locale, string> = { zh: "zh-CN", en: "en" };

function fromAcceptLanguage(header: string | null | undefined): Locale | null {
  if (!header || header.length > 500) return null;
  const wishes = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((one) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(one)?.[1]).find(Boolean);
      return { locale: asLocale(tag.split("-")[0]), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.locale && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes[0]?.locale ?? null;
}
