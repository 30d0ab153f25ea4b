"use client";

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Locale } from "../../lib/domain/words";
import type { Messages } from "../../lib/i18n/messages";
import { ClientMessages, useReaderLocale } from "../layout/client-messages";

/** The areas that parts loaded later bring with them, so that a page that does not need them does not carry them. */
const loaders = {
  task: {
    zh: () => import("../../lib/i18n/zh/task"),
    en: () => import("../../lib/i18n/en/task"),
  },
  claiming: {
    zh: () => import("../../lib/i18n/zh/claiming"),
    en: () => import("../../lib/i18n/en/claiming"),
  },
  rules: {
    zh: () => import("../../lib/i18n/zh/rules"),
    en: () => import("../../lib/i18n/en/rules"),
  },
  share: {
    zh: () => import("../../lib/i18n/zh/share"),
    en: () => import("../../lib/i18n/en/share"),
  },
  steps: {
    zh: () => import("../../lib/i18n/zh/steps"),
    en: () => import("../../lib/i18n/en/steps"),
  },
  maintain: {
    zh: () => import("../../lib/i18n/zh/maintain"),
    en: () => import("../../lib/i18n/en/maintain"),
  },
  slotEditor: {
    zh: () => import("../../lib/i18n/zh/slotEditor"),
    en: () => import("../../lib/i18n/en/slotEditor"),
  },
  projects: {
    zh: () => import("../../lib/i18n/zh/projects"),
    en: () => import("../../lib/i18n/en/projects"),
  },
  errors: {
    zh: () => import("../../lib/i18n/zh/errors"),
    en: () => import("../../lib/i18n/en/errors"),
  },
};
export type LateArea = keyof typeof loaders;

/** Stands where a part could not be loaded. */
function NotLoaded() {
  return (
    <p role="alert" className="rounded-card bg-warn-soft px-4 py-2.5 text-sm">
      {useTranslations("common.failure")("part")}
    </p>
  );
}

/**
 * A component that is loaded when it is first shown, with its messages in the reader's language. Until then, `fallback`
 * stands in its place. When it could not be loaded it says so, and the next time it is shown it is tried again.
 */
export function withMessages<Props extends object>(
  areas: readonly LateArea[],
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): ComponentType<Props> {
  const inLocale = (locale: Locale) =>
    lazy(async (): Promise<{ default: ComponentType<Props> }> => {
      const parts = Promise.all([load(), ...areas.map((area) => loaders[area][locale]())]);
      const found = await parts.catch(() => null);
      if (!found) {
        byLocale[locale] = inLocale(locale);
        return { default: NotLoaded };
      }
      const [Inner, ...loaded] = found;
      const messages: Partial<Messages> = Object.assign({}, ...loaded.map((one) => ({ ...one })));
      return {
        default: (props: Props) => (
          <ClientMessages locale={locale} messages={messages}>
            <Inner {...props} />
          </ClientMessages>
        ),
      };
    });
  const byLocale: Record<Locale, ComponentType<Props>> = { zh: inLocale("zh"), en: inLocale("en") };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, at the level of a module
  return function WithMessages(props: Props) {
    const locale = useReaderLocale();
    // The same one for as long as it is shown.
    const [Inner] = useState(() => byLocale[locale]);
    return (
      <Suspense fallback={fallback}>
        <Inner {...props} />
      </Suspense>
    );
  };
}
