"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { IntlProvider, useLocale } from "use-intl/react";
import type { Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import type { Messages } from "../../lib/i18n/messages";

const Known = createContext<Partial<Messages>>({});

interface ClientMessagesProps {
  locale: Locale;
  messages: Partial<Messages>;
  children: ReactNode;
}

/** The browser's half of `MessagesProvider`: adds these areas to those that are known further up. */
export function ClientMessages({ locale, messages, children }: ClientMessagesProps) {
  const known = use(Known);
  const all = useMemo(() => ({ ...known, ...messages }), [known, messages]);
  return (
    <Known value={all}>
      <IntlProvider locale={languageTag[locale]} messages={all} timeZone="UTC">
        {children}
      </IntlProvider>
    </Known>
  );
}

/** The reader's language. */
export function useReaderLocale(): Locale {
  return useLocale() === languageTag.zh ? "zh" : "en";
}
