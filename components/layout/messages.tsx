import type { ReactNode } from "react";
import type { Locale } from "../../lib/domain/words";
import { type Area, pickMessages } from "../../lib/i18n/messages";
import { ClientMessages } from "./client-messages";

interface MessagesProviderProps {
  locale: Locale;
  /** What the client components inside need beyond what is given further up; `common` always is. */
  areas: readonly Area[];
  children: ReactNode;
}

/**
 * For server components: hands the messages of some areas to the client components inside, which read them with
 * `useTranslations(area)`. Only these areas travel to the browser.
 */
export function MessagesProvider({ locale, areas, children }: MessagesProviderProps) {
  return (
    <ClientMessages locale={locale} messages={pickMessages(locale, areas)}>
      {children}
    </ClientMessages>
  );
}
