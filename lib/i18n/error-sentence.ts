import type { ErrorCode, ErrorData, FieldIssue } from "../domain/errors";
import type { Locale } from "../domain/words";
import type { en } from "./en";
import { languageTag } from "./locale";

/** `useTranslations("errors")` in the browser, `translator(locale, "errors")` on the server. */
export type ErrorTranslator = (key: never, values?: never) => string;

/** A refusal as it travels: a code of the closed set (or `offline`, which only a browser knows) and its data. */
export interface Refusal {
  code: ErrorCode | "offline";
  data?: unknown;
}

type Values = Record<string, string | number>;
type ErrorKey = keyof typeof en.errors;

/**
 * The sentence of a refusal in the reader's language.
 *
 * @param t says the sentences of the area `errors`.
 * @param timeZone of the reader; absent: the one of this machine.
 */
export function refusalSentence(t: ErrorTranslator, refusal: Refusal, locale: Locale, timeZone?: string): string {
  const say = t as unknown as ((key: string, values?: Values) => string) & { has?: (key: string) => boolean };
  const data = (refusal.data ?? {}) as Partial<Record<string, unknown>>;
  const day = (instant: unknown) =>
    new Intl.DateTimeFormat(languageTag[locale], { month: "long", day: "numeric", timeZone }).format(
      new Date(String(instant)),
    );
  switch (refusal.code) {
    case "forbidden":
      return say(`forbidden.${(data as ErrorData["forbidden"]).needs ?? "holder"}`);
    case "not_found":
      return say(`not_found.${(data as ErrorData["not_found"]).what ?? "page"}`);
    case "task_not_open":
      return say(`task_not_open.${(data as ErrorData["task_not_open"]).status ?? "closed"}`);
    case "claim_ended":
      return say(`claim_ended.${(data as ErrorData["claim_ended"]).state ?? "released"}`);
    case "level_locked": {
      const { difficulty = "easy", needed = 0, completions = 0 } = data as Partial<ErrorData["level_locked"]>;
      return say(`level_locked.${difficulty}`, { needed, completions });
    }
    case "slot_offered":
      return say("slot_offered", { person: String(data.person ?? ""), until: day(data.until) });
    case "slot_taken":
      return data.leaseEndsAt
        ? say("slot_taken", { holder: String(data.holder ?? ""), until: day(data.leaseEndsAt) })
        : say("slot_taken_in_review", { holder: String(data.holder ?? "") });
    case "rate_limited": {
      const retryAfterSeconds = Number(data.retryAfterSeconds ?? 60);
      if (retryAfterSeconds <= 90) return say("rate_limited", { retryAfterSeconds });
      return say("rate_limited_minutes", { minutes: Math.ceil(retryAfterSeconds / 60) });
    }
    case "invalid": {
      const [issue] = (data as Partial<ErrorData["invalid"]>).issues ?? [];
      // A complaint about the whole is the sentence itself; one about a field is shown beside the field.
      return issue && issue.path === "" ? issueSentence(t, issue) : say("invalid");
    }
    default: {
      const plain = Object.entries(data).filter(([, value]) => typeof value === "string" || typeof value === "number");
      const key: ErrorKey = say.has?.(refusal.code) === false ? "internal" : refusal.code;
      return say(key, { requestId: "–", ...(Object.fromEntries(plain) as Values) });
    }
  }
}

/** What is wrong with one field, in the reader's language. */
export function issueSentence(t: ErrorTranslator, issue: FieldIssue): string {
  const say = t as unknown as ((key: string, values?: Values) => string) & { has?: (key: string) => boolean };
  const key = `field.${issue.code}`;
  // A wrong value of a query, or a cursor of elsewhere, comes without the values that would be right.
  const isUnsaid = issue.code === "invalid_value" && !issue.params;
  return isUnsaid || say.has?.(key) === false ? say("field.other") : say(key, issue.params);
}
