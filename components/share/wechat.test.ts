import { describe, expect, it } from "vitest";
import { insideWeChat } from "./wechat";

describe("insideWeChat", () => {
  it("knows WeChat, and does not take WeCom for it", () => {
    expect(insideWeChat("Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0.50(0x18003231)")).toBe(true);
    expect(insideWeChat("Mozilla/5.0 (Linux) wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh")).toBe(false);
    expect(insideWeChat("Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0 Safari/537.36")).toBe(false);
  });
});
