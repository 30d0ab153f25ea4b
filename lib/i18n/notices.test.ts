import { describe, expect, it } from "vitest";
import { hrefOf } from "../domain/notices";
import type { NoticeView } from "../domain/views";
import { locales, noticeKinds } from "../domain/words";
import { messagesOf } from "./messages";
import { noticeWords } from "./notice-words";
import { translator } from "./translator";

const notice: NoticeView = {
  id: 1,
  kind: "claim.started",
  at: "2026-03-01T08:00:00.000Z",
  isRead: false,
  isUrgent: false,
  actor: { login: "lin", name: "WHO" },
  task: { number: 7, titles: { zh: "任务", en: "TASK" } },
  project: { slug: "layotto", name: "PROJECT" },
  href: "/t/7",
  details: { closeReason: "not_planned", link: { kind: "pull_request", url: "https://example.org", label: "a/b#1" } },
};
const other = { person: { login: "someone", name: "OTHER" } };
const words = (locale: "zh" | "en", change: Partial<NoticeView>) =>
  noticeWords(translator(locale, "notices"), { ...notice, ...change }, locale);

describe.each(locales)("words of notices in %s", (locale) => {
  it.each(noticeKinds)("%s has a sentence and a word to act on", (kind) => {
    for (const details of [notice.details, { ...notice.details, ...other }, {}]) {
      const { title, action } = words(locale, { kind, details });
      for (const text of [title, action]) {
        expect(text.trim()).not.toBe("");
        expect(text).not.toMatch(/[<>{}]|\b(title|action)\./);
      }
      expect(title).toContain(locale === "zh" ? "任务" : "TASK");
    }
  });

  it("have no sentence for a kind that is not there", () => {
    const { title, action } = messagesOf(locale).notices;
    const kinds = (tree: object) =>
      Object.entries(tree).flatMap(([area, names]) => Object.keys(names).map((name) => `${area}.${name}`));
    const variants = ["claim.expiredOf", "claim.completedOf", "review.endedMerged", "task.deleted", "task.confirmAll"];
    expect(kinds(title).sort()).toEqual([...noticeKinds, ...variants].sort());
    expect(kinds(action).sort()).toEqual([...noticeKinds, "claim.completedOf"].sort());
  });
});

describe("a notice's sentence", () => {
  it("says whether it is about the reader or someone else", () => {
    expect(words("en", { kind: "claim.expired", details: {} }).title).toMatch(/^Your time for “TASK”/);
    expect(words("en", { kind: "claim.expired", details: other }).title).toBe("The time of OTHER for “TASK” ran out");
    expect(words("zh", { kind: "claim.completed", details: other }).title).toBe("OTHER 完成了「任务」");
  });

  it("says whether a pull request was closed, or merged without finishing anything", () => {
    const merged = { ...notice.details, cause: "pull_request_merged" as const };
    expect(words("en", { kind: "review.ended" }).title).toContain("closed without being merged");
    expect(words("en", { kind: "review.ended", details: merged }).title).toMatch(/^a\/b#1 was merged, and “TASK”/);
    expect(words("zh", { kind: "review.ended", details: merged }).title).toMatch(/^a\/b#1 已合并，但「任务」/);
  });

  it("names no one who has left", () => {
    const gone = { person: { login: "~", name: "" } };
    expect(words("en", { actor: null }).title).toBe("Someone claimed “TASK”");
    expect(words("en", { kind: "claim.completed", details: gone }).title).toBe("A former contributor finished “TASK”");
  });

  it("gets along without a task, and with a title in one language", () => {
    const closed = { kind: "task.closed", task: null, details: { title: "Gone" } } as const;
    expect(words("en", closed).title).toBe("“Gone” was deleted");
    expect(words("zh", { kind: "task.confirm", task: null }).title).toContain("PROJECT");
    expect(words("en", { task: { number: 7, titles: { zh: "只有中文", en: null } } }).title).toContain("只有中文");
    expect(words("en", { task: { number: 7, titles: { zh: null, en: null } } }).title).toContain("#7");
  });
});

describe("the address of a notice", () => {
  it.each([
    ["claim.reminder", "/t/7?do=renew"],
    ["claim.started", "/t/7#act"],
    ["offer.made", "/t/7#act"],
    ["review.started", "/t/7#act"],
    ["claim.completed", "/t/7"],
    ["task.confirm", "/desk"],
  ] as const)("of %s is %s", (kind, address) => {
    expect(hrefOf({ kind, task: 7 })).toBe(address);
  });

  it.each(["question.asked", "question.unanswered", "question.answered", "answer.accepted"] as const)(
    "of %s is the question",
    (kind) => expect(hrefOf({ kind, task: 7, question: 12 })).toBe("/t/7#question-12"),
  );

  it("is the board when the task is gone", () => {
    expect(hrefOf({ kind: "task.closed", task: null })).toBe("/");
  });
});
