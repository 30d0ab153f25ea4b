import { proseOf } from "./prose";
import type { Locale } from "./words";

/** Where a page or a person is named rather than something said. */
const names = /https?:\/\/[^\s\p{Script=Han}]+|@[\w-]+/gu;

/**
 * The language a Markdown text is written in: Chinese when it has at least as many Chinese characters as words of other
 * scripts, for Chinese texts about software are full of English words. A text without any words counts as English.
 */
export function languageOf(markdown: string): Locale {
  const said = proseOf(markdown).replace(names, " ");
  const characters = said.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = said.match(/(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_'’-])+/gu)?.length ?? 0;
  return characters > 0 && characters >= words ? "zh" : "en";
}
