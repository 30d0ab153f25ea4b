import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages";

/** Every message by its path. */
function flatten(node: object, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") texts.set(at, value);
    else for (const [inner, text] of flatten(value, at)) texts.set(inner, text);
  }
  return texts;
}

/** The names of what is filled into a message: arguments and elements. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  for (const [, name] of message.matchAll(/\{(\w+)\s*[,}]/g)) if (name) names.add(name);
  for (const [, name] of message.matchAll(/<(\w+)>/g)) if (name) names.add(`<${name}>`);
  return [...names].sort();
}

const en = flatten(messagesOf("en"));
const zh = flatten(messagesOf("zh"));

/** Chinese branches inside a plural are texts, not placeholders; only names that both languages could fill count. */
const known = new Set([...en.values()].flatMap(placeholders));

describe("messages in both languages", () => {
  it("have the same keys, and every one is well formed and says something", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(300);
    for (const text of [...en.values(), ...zh.values()]) {
      expect(text.trim()).not.toBe("");
      expect(() => compile(text), text).not.toThrow();
    }
  });

  it("fill in the same things", () => {
    for (const [key, text] of en) {
      const chinese = placeholders(zh.get(key) ?? "").filter((name) => known.has(name));
      expect(placeholders(text), key).toEqual(expect.arrayContaining(chinese));
    }
  });

  it("are in their own language", () => {
    const stray = [...en].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !key.includes("anguage"));
    expect(stray.map(([key]) => key)).toEqual([]);
  });
});
