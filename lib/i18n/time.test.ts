import { describe, expect, it } from "vitest";
import { formatInstant, shareLeft, timeLeft } from "./time";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse("2026-03-10T12:00:00Z");

describe("timeLeft", () => {
  it.each([
    [7 * day, { unit: "day", count: 7 }],
    [6 * day + minute + 1, { unit: "day", count: 7 }],
    [day + minute + 1, { unit: "day", count: 2 }],
    [day, { unit: "hour", count: 24 }],
    [hour + minute + 1, { unit: "hour", count: 2 }],
    [hour, { unit: "minute", count: 60 }],
    [1, { unit: "minute", count: 1 }],
    [0, { unit: "over", count: 0 }],
    [-day, { unit: "over", count: 0 }],
  ])("says what is left of %d ms", (left, expected) => {
    expect(timeLeft(now + left, now)).toEqual(expected);
  });

  it.each([
    [7 * day, { unit: "day", count: 7 }],
    [day, { unit: "hour", count: 24 }],
    [hour, { unit: "minute", count: 60 }],
  ])("says no more than the %d ms that were given, by a clock that is a minute behind", (given, expected) => {
    expect(timeLeft(now + given, now - minute)).toEqual(expected);
    expect(timeLeft(now + given, now - 1)).toEqual(expected);
  });
});

it("tells the share of a lease that is left", () => {
  expect(shareLeft(now, now + 4 * day, now)).toBe(1);
  expect(shareLeft(now, now + 4 * day, now + day)).toBe(0.75);
  expect(shareLeft(now, now + day, now + 2 * day)).toBe(0);
  expect(shareLeft(now, now, now)).toBe(0);
});

describe("formatInstant", () => {
  const english = { locale: "en", format: "ago", now, timeZone: "UTC" } as const;
  const chinese = { ...english, locale: "zh" } as const;

  it.each([
    [-3 * day, "3 days ago", "3 天前"],
    [-day, "yesterday", "昨天"],
    [-90 * minute, "1 hour ago", "1 小时前"],
    [-5 * minute, "5 minutes ago", "5 分钟前"],
    [-10_000, "just now", "刚刚"],
    [2 * hour, "in 2 hours", "2 小时后"],
  ])("says how long ago %d ms is", (span, en, zh) => {
    expect(formatInstant(now + span, english)).toBe(en);
    expect(formatInstant(now + span, chinese)).toBe(zh);
  });

  it("gives a date for what is long past", () => {
    const published = Date.parse("2021-12-17T00:00:00Z");
    expect(formatInstant(published, english)).toBe("Dec 17, 2021");
    expect(formatInstant(published, chinese)).toBe("2021年12月17日");
  });

  it("knows the reader's zone", () => {
    const late = Date.parse("2026-03-10T20:30:00Z");
    const given = { ...english, format: "dateTime" } as const;
    expect(formatInstant(late, given)).toBe("Mar 10, 2026, 20:30");
    expect(formatInstant(late, { ...given, timeZone: "Asia/Shanghai" })).toBe("Mar 11, 2026, 04:30");
    expect(formatInstant(late, { ...given, locale: "zh", timeZone: "Asia/Shanghai" })).toBe("2026年3月11日 04:30");
  });
});
