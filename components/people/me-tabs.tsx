import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { TabLinks } from "../ui/tabs";

/** Between the reader's own pages. */
export function MeTabs({ locale, current }: { locale: Locale; current: "claims" | "account" }) {
  const t = translator(locale, "people");
  return (
    <TabLinks
      label={t("me.tabs")}
      look="calm"
      items={[
        { key: "claims", href: "/me", isCurrent: current === "claims", label: t("me.claims") },
        { key: "account", href: "/me/account", isCurrent: current === "account", label: t("me.account") },
      ]}
    />
  );
}
