import { createTranslator } from "use-intl/core";
import type { Locale } from "../domain/words";
import { languageTag } from "./locale";
import { type Area, type Messages, messagesOf } from "./messages";

/**
 * Sentences of one area in one language, for the server: `translator("zh", "task")("claim")`. In the browser the same
 * function comes from `useTranslations(area)` of `use-intl`.
 */
export function translator<Name extends Area>(locale: Locale, area: Name) {
  return createTranslator<Messages, Name>({
    locale: languageTag[locale],
    messages: messagesOf(locale),
    namespace: area as never,
    timeZone: "UTC",
  });
}
