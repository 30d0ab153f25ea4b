"use client";

import type { ComponentType, ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { Locale } from "../../lib/domain/words";
import type { Messages } from "../../lib/i18n/messages";
import { ClientMessages, useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { late, NotOpened, type Retry } from "../ui/late";

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
function NotLoaded({ onRetry, onClose }: Retry & { onClose?(): void }) {
  const t = useTranslations("common");
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card bg-warn-soft px-4 py-2.5 text-sm"
    >
      <p>{t("failure.part")}</p>
      <div className="flex gap-2">
        <Button size="small" onClick={onRetry}>
          {t("action.retry")}
        </Button>
        {onClose && (
          <Button size="small" look="quiet" onClick={onClose}>
            {t("action.close")}
          </Button>
        )}
      </div>
    </div>
  );
}

/**
 * A part that is loaded when it is first shown, with its messages in the reader's language. Until then, `fallback`
 * stands in its place; when it could not be loaded, `Failed` does, which says so and tries again.
 */
export function withMessages<Props extends object>(
  areas: readonly LateArea[],
  load: () => Promise<ComponentType<Props>>,
  fallback?: ReactNode,
  Failed: ComponentType<Props & Retry> = NotLoaded,
): ComponentType<Props> {
  const inLocale = (locale: Locale) =>
    late<Props>(
      async () => {
        const [Inner, ...loaded] = await Promise.all([load(), ...areas.map((area) => loaders[area][locale]())]);
        const messages: Partial<Messages> = Object.assign({}, ...loaded.map((one) => ({ ...one })));
        return (props) => (
          <ClientMessages locale={locale} messages={messages}>
            <Inner {...props} />
          </ClientMessages>
        );
      },
      Failed,
      fallback,
    );
  const byLocale: Record<Locale, ComponentType<Props>> = { zh: inLocale("zh"), en: inLocale("en") };
  return function WithMessages(props: Props) {
    const Inner = byLocale[useReaderLocale()];
    return <Inner {...props} />;
  };
}

/** The same for a dialog: it has no place on the page, so what failed is said in the corner. */
export function dialogWithMessages<Props extends { onClose(): void }>(
  areas: readonly LateArea[],
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return withMessages(areas, load, null, NotOpened);
}
