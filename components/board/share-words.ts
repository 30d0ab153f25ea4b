import formatMessage from "use-intl/format-message";
import type { BoardFilters } from "../../lib/domain/filters";
import type { BoardCounts, TaskCardView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { board as enBoard } from "../../lib/i18n/en/board";
import { common as enCommon } from "../../lib/i18n/en/common";
import { languageTag } from "../../lib/i18n/locale";
import { board as zhBoard } from "../../lib/i18n/zh/board";
import { common as zhCommon } from "../../lib/i18n/zh/common";
import { boardTitle, type Translator } from "./words";

/** So many tasks are named in the text. */
const named = 5;
const messages = { zh: { board: zhBoard, common: zhCommon }, en: { board: enBoard, common: enCommon } };

type Values = Record<string, string | number>;
type Say = (key: string, values?: Values) => string;

/**
 * Says sentences without `createTranslator`, which would bring all of use-intl's formatting into what every page loads
 * first (its modules are shared, and kept whole).
 */
function sayer(locale: Locale, area: keyof (typeof messages)[Locale]): Say {
  const tag = languageTag[locale];
  const options = {
    locale: tag,
    cache: { message: {} },
    formatters: {
      getNumberFormat: () => new Intl.NumberFormat(tag),
      getPluralRules: (_: string, kind: Intl.PluralRulesOptions) => new Intl.PluralRules(tag, kind),
    },
  };
  const format = formatMessage as unknown as (key: string, message: unknown, values: Values, given: object) => unknown;
  return (key, values = {}) => {
    const message = key
      .split(".")
      .reduce<unknown>((tree, part) => (tree as Record<string, unknown>)[part], messages[locale][area]);
    return String(format(key, message, values, options));
  };
}

/**
 * Title and ready text of a filtered board in both languages. It knows the messages of both, so it is loaded only when
 * someone shares.
 */
export function shareWords(filters: BoardFilters, counts: BoardCounts, tasks: readonly TaskCardView[]) {
  const zh = wordsIn("zh", filters, counts, tasks);
  const en = wordsIn("en", filters, counts, tasks);
  return { title: { zh: zh.title, en: en.title }, text: { zh: zh.text, en: en.text } };
}

function wordsIn(locale: Locale, filters: BoardFilters, counts: BoardCounts, tasks: readonly TaskCardView[]) {
  const board = sayer(locale, "board");
  const common = sayer(locale, "common");
  const title =
    boardTitle(filters, counts, locale, {
      board: board as unknown as Translator,
      common: common as unknown as Translator,
    }) ?? common("siteTagline");
  const lines = tasks.slice(0, named).map((task) =>
    board("shareLine", {
      title: inLocale(task.titles, locale).text,
      project: task.project.name,
      difficulty: common(`difficulty.${task.difficulty ?? "unrated"}`),
    }),
  );
  if (counts.total > lines.length) lines.push(board("shareMore", { count: counts.total - lines.length }));
  return { title, text: lines.length > 0 ? board("shareText", { title, lines: lines.join("\n") }) : title };
}
