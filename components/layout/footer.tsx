import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";

/** The foot of every page. */
export function Footer({ locale }: { locale: Locale }) {
  const t = translator(locale, "common");
  return (
    <footer className="mt-auto border-line border-t">
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-5 text-sm text-third sm:px-6">
        <p>Foothold · {t("siteTagline")}</p>
        <nav aria-label={t("nav.footer")} className="flex flex-wrap items-center gap-x-5">
          <a href="/projects" className="inline-flex min-h-8 items-center hover:text-ink pointer-coarse:min-h-11">
            {t("nav.projects")}
          </a>
          <a href="/contributors" className="inline-flex min-h-8 items-center hover:text-ink pointer-coarse:min-h-11">
            {t("nav.contributors")}
          </a>
          <a href="/docs/api" className="inline-flex min-h-8 items-center hover:text-ink pointer-coarse:min-h-11">
            {t("nav.docs")}
          </a>
          <span>{t("nav.source")}</span>
        </nav>
      </div>
    </footer>
  );
}
