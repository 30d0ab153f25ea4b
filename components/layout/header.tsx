import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { AccountCorner } from "./account-corner";
import { BrandMark } from "./brand";
import { LanguageSwitch } from "./language-switch";
import { MainNav } from "./main-nav";
import { SearchBox } from "./search-box";
import { ThemeSwitch } from "./theme-switch";

/** The head of every page. On a phone it has two rows: who we are and who you are, then where to go. */
export function Header({ locale }: { locale: Locale }) {
  const t = translator(locale, "common");
  return (
    <header className="border-line border-b">
      {/* On wide screens every part has a column of its own, so that none moves while the page is still arriving. */}
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-1 gap-y-2 px-4 py-2.5 sm:gap-x-2 sm:px-6 md:grid md:grid-cols-[auto_minmax(0,1fr)_var(--control)_var(--control)_minmax(5.25rem,auto)]">
        <a
          href="/"
          aria-label={t("nav.home")}
          className="me-auto inline-flex min-h-control min-w-control items-center gap-2 rounded-control font-bold text-ink text-lg no-underline md:me-3"
        >
          <BrandMark />
          <span className="max-[22rem]:hidden">Foothold</span>
        </a>
        <div className="order-last flex w-full items-center gap-2 md:order-none md:w-auto md:flex-1">
          <MainNav />
          <SearchBox />
        </div>
        <LanguageSwitch />
        <ThemeSwitch />
        <AccountCorner />
      </div>
    </header>
  );
}
