import { expect, it } from "vitest";
import { languageOf } from "./language";

it.each([
  ["为 Redis 组件补充单元测试", "zh"],
  ["在 Layotto 中支持 Dapr 的 configuration API", "zh"],
  ["## What would you like to be added\n\n希望支持 etcd 作为分布式锁的组件，具体见下面的讨论。", "zh"],
  ["修复 #12", "zh"],
  ["Add unit tests for the Redis component", "en"],
  ["The folder 示例 has no documentation", "en"],
  ["Run this:\n\n```\n# 这里是一些中文注释，比正文长得多\n```", "en"],
  ["> 原来的问题是这样写的，很长很长\n\nI can confirm this.", "en"],
  ["看这里 https://example.com/a/very/long/address/with/many/words @ann", "zh"],
  ["#12", "en"],
  ["", "en"],
])("%j is %s", (text, locale) => {
  expect(languageOf(text)).toBe(locale);
});
