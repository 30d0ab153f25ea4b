import { describe, expect, it } from "vitest";
import { type ErrorCode, type ErrorData, errorCodes, type FieldIssue } from "../domain/errors";
import { type Locale, locales } from "../domain/words";
import { issueSentence, refusalSentence } from "./error-sentence";
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
  undo_too_late: [{}],
  internal: [{ requestId: "0123" }],
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

  it("say what is wrong with a field, also for a rule that has no sentence", () => {
    const issues: FieldIssue[] = [
      { path: "login", code: "too_small", params: { minimum: 2 } },
      { path: "login", code: "too_big", params: { maximum: 30 } },
      { path: "current", code: "wrong_password" },
      { path: "name", code: "too_many_tokens", params: { maximum: 50 } },
      { path: "x", code: "never_heard_of" },
    ];
    for (const issue of issues) {
      expect(issueSentence(t, issue)).not.toMatch(/[{}]|errors\.|field\./);
    }
    expect(issueSentence(t, { path: "x", code: "never_heard_of" })).toBe(t("field.other"));
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
