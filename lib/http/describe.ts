import type { Locale } from "../domain/words";
import { messagesOf } from "../i18n/messages";
import type { Operation, OperationId } from "./operations";

/**
 * What a parameter or a field of a body means. A field may mean something else in one operation (`closeTask_reason`);
 * a field within a field is named with it (`texts-title`).
 */
export function fieldText(locale: Locale, id: OperationId, name: string): string {
  const texts: Record<string, string> = messagesOf(locale).docs.fields;
  const text = texts[`${id}_${name}`] ?? texts[name];
  if (text === undefined) throw new Error(`There is no description of ${name} in ${id}.`);
  return text;
}

/** An operation's example, with its texts in the reader's language. */
export function exampleOf(locale: Locale, { example }: Pick<Operation, "example">): Record<string, unknown> | null {
  if (!example) return null;
  const texts: Record<string, string> = messagesOf(locale).docs.examples;
  const resolve = (value: unknown) =>
    typeof value === "string" && value.startsWith("$") ? texts[value.slice(1)] : value;
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, resolve(value)]));
}
