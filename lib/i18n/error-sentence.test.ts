import { describe, expect, it } from "vitest";
import { type ErrorCode, type ErrorData, errorCodes, type FieldIssue } from "../domain/errors";
import { type Locale, locales, syncFaults } from "../domain/words";
import { issueSentence, refusalSentence } from "./error-sentence";
import { messagesOf } from "./messages";
import { translator } from "./translator";

const examples: { [Code in ErrorCode]: ErrorData[Code][] } = {
  unauthenticated: [{}],
  forbidden: (["maintainer", "member", "admin", "holder", "author"] as const).map((needs) => ({ needs })),
  not_found: (
    [
      "task",
      "project",
      "person",
      "claim",
      "slot",
      "event",
      "link",
      "tag",
      "page",
      "token",
      "place",
      "post",
      "notice",
      "repository",
      "issue",
    ] as const
  ).map((what) => ({ what })),
  invalid: [{ issues: [{ path: "login", code: "required" }] }, { issues: [{ path: "", code: "malformed_json" }] }],
  conflict: [{ what: "task", current: {} }],
  slot_taken: [
    { task: 1, holder: "ada", leaseEndsAt: "2026-12-01T00:00:00.000Z", instead: [] },
    { task: 1, holder: "ada", leaseEndsAt: null, instead: [] },
  ],
  slot_offered: [{ task: 1, person: "ada", until: "2026-12-01T00:00:00.000Z", waiting: 2, instead: [] }],
  slot_free: [{ task: 1 }],
  slot_held: [{ slot: "Redis", holder: "ada" }],
  slot_used: [{ slot: "Redis" }],
  cap_reached: [{ cap: 1, claims: [], instead: [] }],
  level_locked: (["easy", "medium", "hard"] as const).map((difficulty) => ({
    task: 1,
    difficulty,
    needed: 2,
    completions: 1,
    instead: [],
  })),
  plan_required: [{ task: 1 }],
  already_holding: [{ task: 1 }],
  task_not_open: [
    { task: 1, status: "done", instead: [] },
    { task: 1, status: "closed", instead: [] },
  ],
  claim_ended: (["completed", "released", "expired", "revoked"] as const).map((state) => ({
    state,
    at: "2026-12-01T00:00:00.000Z",
  })),
  renewals_used: [{ limit: 2 }],
  link_invalid: [{ expected: "https://github.com/owner/repo/pull/12" }],
  login_taken: [{ login: "ada" }],
  sign_up_closed: [{}],
  github_taken: [{}],
  cross_site: [{}],
  rate_limited: [{ retryAfterSeconds: 1 }, { retryAfterSeconds: 30 }, { retryAfterSeconds: 900 }],
  too_large: [{ limitBytes: 1000 }],
  busy: [{ retryAfterSeconds: 5 }],
  undo_too_late: [{}],
  github_fault: syncFaults.map((fault) => ({ fault, notBefore: null })),
  internal: [{ requestId: "0123" }],
};

/** What the code gives with those codes of a field whose sentence names something. */
const given: Record<string, NonNullable<FieldIssue["params"]>> = {
  too_small: { minimum: 2 },
  too_few: { minimum: 1 },
  too_low: { minimum: 0 },
  too_big: { maximum: 30 },
  too_many: { maximum: 10 },
  too_high: { maximum: 365 },
  too_many_links: { maximum: 20 },
  too_many_tokens: { maximum: 50 },
  invalid_value: { expected: "easy, medium, hard" },
};

describe.each(locales)("sentences of refusals in %s", (locale: Locale) => {
  const t = translator(locale, "errors");

  it.each([...errorCodes])("say what %s means", (code) => {
    for (const data of examples[code]) {
      const sentence = refusalSentence(t, { code, data }, locale, "Asia/Shanghai");
      expect(sentence).toMatch(locale === "zh" ? /\p{Script=Han}/u : /^[A-Z@].*[.?]$/);
      expect(sentence).not.toMatch(/[{}]|errors\./);
    }
  });

  const fields = Object.entries(messagesOf(locale).errors.field);

  it("name only what the code gives, whatever is wrong with a field", () => {
    const naming = fields.filter(([, text]) => text.includes("{")).map(([code]) => code);
    expect(naming.sort()).toEqual(Object.keys(given).sort());
    for (const [code] of fields) {
      const params = given[code];
      const sentence = issueSentence(t, { path: "x", code, ...(params ? { params } : {}) });
      expect(sentence, code).not.toMatch(/[{}]|errors\.|field\.\w/);
      for (const value of Object.values(params ?? {})) expect(sentence, code).toContain(String(value));
    }
  });

  it("say that something is wrong for a rule that has no sentence, and for a value that is none of the unsaid", () => {
    for (const code of ["never_heard_of", "invalid_value"]) {
      expect(issueSentence(t, { path: "x", code })).toBe(t("field.other"));
    }
  });

  it("tell characters, entries and numbers apart", () => {
    const said = ["too_big", "too_many", "too_high"].map((code) =>
      issueSentence(t, { path: "x", code, params: { maximum: 20 } }),
    );
    const units = locale === "zh" ? [/20 个字符/, /20 项/, /20。$/] : [/20 characters/, /20 entries/, /20\.$/];
    for (const [index, unit] of units.entries()) expect(said[index]).toMatch(unit);
  });
});

it("name the day in the reader's zone", () => {
  const refusal = {
    code: "slot_taken" as const,
    data: { task: 1, holder: "ada", leaseEndsAt: "2026-11-30T20:00:00.000Z", instead: [] },
  };
  expect(refusalSentence(translator("zh", "errors"), refusal, "zh", "Asia/Shanghai")).toContain("12月1日");
  expect(refusalSentence(translator("en", "errors"), refusal, "en", "UTC")).toContain("November 30");
});
