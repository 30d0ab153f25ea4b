import type { ErrorCode, FieldIssue } from "../domain/errors";
import type { Locale } from "../domain/words";
import { type ErrorTranslator, issueSentence, type Refusal, refusalSentence } from "../i18n/error-sentence";

/**
 * What went wrong, as a sentence in the reader's language. Anything that is not a refusal of the API (a mistake of our
 * own) reads as an internal error without a number.
 *
 * @param t `useTranslations("errors")`
 */
export function errorSentence(t: ErrorTranslator, error: unknown, locale: Locale): string {
  return refusalSentence(t, refusalOf(error) ?? { code: "internal" }, locale);
}

/**
 * What is wrong with the fields of a form: path (`texts.zh.title`) → sentence, the first complaint about each.
 * Empty unless the error is `invalid`.
 */
export function fieldSentences(t: ErrorTranslator, error: unknown): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const issue of fieldIssuesOf(error)) sentences[issue.path] ??= issueSentence(t, issue);
  return sentences;
}

/** The code of a refusal; null for anything else. */
export function errorCodeOf(error: unknown): ErrorCode | "offline" | null {
  return refusalOf(error)?.code ?? null;
}

function fieldIssuesOf(error: unknown): FieldIssue[] {
  const refusal = refusalOf(error);
  if (refusal?.code !== "invalid") return [];
  return (refusal.data as { issues?: FieldIssue[] } | undefined)?.issues ?? [];
}

/** What the API refused; null for anything else. By its shape: an `ApiError` may come from another chunk's copy of its class. */
export function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== "object" || error === null || !("code" in error) || typeof error.code !== "string") return null;
  return error as Refusal;
}
