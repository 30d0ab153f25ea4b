import { _createCache, _createIntlFormatters } from "use-intl/core";
import theirs from "use-intl/format-message";
import { describe, expect, it } from "vitest";
import { locales } from "../domain/words";
import ours, { type MessageValues } from "./format-message";
import { languageTag } from "./locale";
import { messagesOf } from "./messages";

const cache = _createCache();
const formatters = _createIntlFormatters(cache);

function both(message: string, values: MessageValues, locale = "en") {
  const options = { cache, formatters, locale, timeZone: "UTC" };
  const format = theirs as unknown as (...given: unknown[]) => unknown;
  return [ours("key", message, values, options), format("key", message, values, options)];
}

const wrap = (parts: unknown) => `<${[parts].flat().join("")}>`;

describe("formatting as use-intl does", () => {
  it.each([
    ["plain text", {}],
    ["{name}", { name: "Li" }],
    ["a {name} b { other } c", { name: "Li", other: 3 }],
    ["{count, number} of {total, number}", { count: 1234.5, total: 7 }],
    ["{count, plural, =0 {none} one {# task} other {# tasks}}", { count: 0 }],
    ["{count, plural, =0 {none} one {# task} other {# tasks}}", { count: 1 }],
    ["{count, plural, =0 {none} one {# task} other {# tasks}}", { count: 1500 }],
    ["{count, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", { count: 22 }],
    ["{kind, select, a {A {name}} other {O}} end", { kind: "a", name: "Li" }],
    ["{kind, select, a {A} other {O}}", { kind: "x" }],
    ["{count, plural, other {{kind, select, a {#} other {none}}}}", { count: 12, kind: "a" }],
    ["<b>{count, number}</b> tasks <i>and <b>more</b></i>", { count: 3, b: wrap, i: wrap }],
    ["it's {name}'s '{name}' ''quoted'' '{'", { name: "Li" }],
    ["# and <3 and a < b", {}],
    ["{count, plural, other {'#' #}}", { count: 2 }],
  ] as [string, MessageValues][])("%s", (message, values) => {
    const [own, theirs] = both(message, values);
    expect(own).toEqual(theirs);
  });

  it.each(["{", "{name", "{count, plural, one {x}}", "<b>x", "x}", "{a, date}", "</b>"])("refuses %s", (message) => {
    expect(() => both(message, { name: "x", count: 1, a: 1, b: wrap })[0]).toThrow();
  });

  it("refuses a missing value and what is no message", () => {
    expect(() => both("{name}", {})[0]).toThrow("name");
    expect(() => ours("key", { nested: "x" }, {}, { locale: "en", formatters })).toThrow(TypeError);
  });
});

it.each(locales)("formats every message in %s as use-intl does", (locale) => {
  const texts = (tree: object): string[] =>
    Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : texts(value)));
  /** A function for what the message uses as a tag, 3 for everything else. */
  const valuesFor = (message: string): MessageValues =>
    new Proxy(
      {},
      { has: () => true, get: (_, name) => (message.includes(`<${String(name)}>`) ? wrap : 3), ownKeys: () => [] },
    );
  for (const message of texts(messagesOf(locale))) {
    const [own, expected] = both(message, valuesFor(message), languageTag[locale]);
    expect([own].flat().join(""), message).toEqual([expected].flat().join(""));
  }
});
