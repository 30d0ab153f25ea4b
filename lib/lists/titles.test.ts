import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { titleKey, titlesAreSimilar } from "./titles";

describe("titleKey", () => {
  it("forgets case, width, spaces, punctuation and invisible characters", () => {
    expect(titleKey("  Ｆix the  Parser（试用）。")).toBe(titleKey("fix\u200B the parser (试用)"));
    expect(titleKey("为 Java SDK 新增 API")).toBe(titleKey("为Java SDK新增API；"));
  });
  it("keeps what makes another title", () => {
    expect(titleKey("支持 v1")).not.toBe(titleKey("支持 v2"));
    expect(titleKey("C SDK")).not.toBe(titleKey("C++ SDK"));
    expect(titleKey("C SDK")).not.toBe(titleKey("C# SDK"));
    expect(titleKey("!!!")).not.toBe(titleKey("???"));
  });
  it("does not change with spaces around (any text)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(titleKey(`  ${text} `)).toBe(titleKey(text));
      }),
    );
  });
});

describe("titlesAreSimilar", () => {
  const same: [string, string][] = [
    ["优化 Kestrel 文档", "优化 Kestrel 使用文档"],
    ["为缓存模块添加单元测试", "为 缓存 模块增加单元测试。"],
    ["Fix the typo in README", "fix typo in readme"],
    ["Add a retry flag", "Add retry flags"],
    ["开发 Spring-Boot-Kestral", "开发 spring boot kestrel"],
    ["完善部署文档", "改进部署文档"],
    ["Support TLS for the gateway", "Support TLS for gateway connections"],
  ];
  const other: [string, string][] = [
    ["支持 Redis 组件", "支持 etcd 组件"],
    ["开发 Python SDK", "开发 Rust SDK"],
    ["Python SDK", "SDK"],
    ["支持协议 v1", "支持协议 v2"],
    ["支持协议 v1", "支持协议"],
    ["增加单元测试", "增加集成测试"],
    ["支持热加载", "不支持热加载"],
    ["Migrate from Redis to etcd", "Migrate from etcd to Redis"],
    ["Add step 1", "Add step 2"],
    ["新增分布式锁 API", "新增分布式自增 ID API"],
    ["Test the client", "Test the server"],
    ["", "写文档"],
  ];
  for (const [a, b] of same)
    it(`"${a}" and "${b}"`, () => expect([titlesAreSimilar(a, b), titlesAreSimilar(b, a)]).toEqual([true, true]));
  for (const [a, b] of other)
    it(`not "${a}" and "${b}"`, () => expect([titlesAreSimilar(a, b), titlesAreSimilar(b, a)]).toEqual([false, false]));
  it("holds both ways, and for a title and itself (any text)", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "binary", maxLength: 60 }),
        (a, b) => {
          expect(titlesAreSimilar(a, a)).toBe(true);
          expect(titlesAreSimilar(a, b)).toBe(titlesAreSimilar(b, a));
        },
      ),
    );
  });
});
