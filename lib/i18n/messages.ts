import type { Locale } from "../domain/words";
import { en } from "./en";
import { zh } from "./zh";

/** The English messages are the type; the Chinese ones must have the same keys (checked by the compiler and a test). */
export type Messages = Texts<typeof en>;
export type Area = keyof Messages;

type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

const byLocale: Record<Locale, Messages> = { en, zh };

/** All messages of a language. */
export function messagesOf(locale: Locale): Messages {
  return byLocale[locale];
}

/** The messages of some areas, for what a page hands to the browser. */
export function pickMessages(locale: Locale, areas: readonly Area[]): Partial<Messages> {
  return Object.fromEntries(areas.map((area) => [area, byLocale[locale][area]]));
}
