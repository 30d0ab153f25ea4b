import { describe, expect, it } from "vitest";
import { eventKinds, locales } from "../domain/words";
import { translator } from "./translator";

describe("sentences of events", () => {
  const parts = { who: () => "WHO", person: () => "PERSON", task: () => "TASK", link: () => "LINK" };
  const words = {
    fields: "FIELDS",
    source: "2021-12-17",
    title: "TITLE",
    role: "mentor",
    reason: "done",
    slots: 3,
    freshness: "dormant",
    slot: "Redis",
    repository: "mosn/layotto",
  };
  for (const locale of locales) {
    it.each(eventKinds)(`%s has one in ${locale}`, (kind) => {
      const t = translator(locale, "events");
      const sentence = t.markup(`kind.${kind}`, { ...parts, ...words } as never);
      expect(sentence).not.toContain("kind.");
      expect(sentence).not.toMatch(/[<>{}]/);
      expect(sentence).toMatch(/WHO|PERSON|TASK/);
    });
  }
});
