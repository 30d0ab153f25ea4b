"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { LOCALE_COOKIE } from "../../lib/i18n/locale";
import { useReaderLocale } from "./client-messages";

/** The same page in the other language: a plain link, the choice is kept in a cookie by the server. */
export function LanguageSwitch() {
  const t = useTranslations("common.language");
  const other = useReaderLocale() === "zh" ? "en" : "zh";
  const path = usePathname();
  const search = new URLSearchParams(useSearchParams());
  const isAsked = search.has("lang");
  // Taken out first, so that it always stands at the end, as in the server's HTML.
  search.delete("lang");
  search.set("lang", other);

  useEffect(() => {
    // Once the choice is kept, it leaves the address: a link shared from here shows each reader their own language.
    if (!isAsked || !document.cookie.includes(`${LOCALE_COOKIE}=`)) return;
    const address = new URL(window.location.href);
    address.searchParams.delete("lang");
    window.history.replaceState(null, "", address);
  }, [isAsked]);

  return (
    <a
      href={`${path}?${search}`}
      hrefLang={other}
      lang={other}
      aria-label={t("label")}
      title={t("label")}
      className="inline-flex size-control items-center justify-center rounded-control text-second text-sm no-underline hover:bg-soft hover:text-ink"
    >
      {t("other")}
    </a>
  );
}
