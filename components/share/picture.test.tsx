import { PNG } from "pngjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fontsFor } from "./fonts";
import { type BoardPictureInput, boardPicture, type TaskPictureInput, taskPicture } from "./picture";

const TASK: TaskPictureInput = {
  title: "为 actuator 模块添加单元测试",
  secondTitle: "Add unit tests to the actuator module",
  projectName: "Layotto",
  projectMark: { letter: "L", color: "#2563eb" },
  difficulty: "easy",
  status: "open",
  locale: "zh",
  asOf: new Date("2026-11-24T06:05:00Z"),
  siteName: "新手任务板",
  shortAddress: "foothold.example/t/1",
  labels: { difficulty: "简单", status: "待认领", asOf: "截至 14:05" },
};

const BOARD: BoardPictureInput = {
  heading: "从这里开始你的第一个开源贡献",
  lines: [
    { label: "简单", count: 3, difficulty: "easy" },
    { label: "中等", count: 4, difficulty: "medium" },
    { label: "困难", count: 2, difficulty: "hard" },
  ],
  projectName: null,
  projectMark: null,
  locale: "zh",
  siteName: "新手任务板",
  shortAddress: "foothold.example",
  asOfLabel: "截至 14:05",
};

const LONG = {
  zh: "让用户使用 @SofaService 后不再需要书写 @Component；补充枚举值「异步」与「溯源」的埋点测试，"
    .repeat(4)
    .slice(0, 200),
  en: "Support distributed locks and sequencer APIs in the Java SDK with a documented example ".repeat(3).slice(0, 200),
  word: "WMsupercalifragilistic".repeat(10).slice(0, 200),
  hanzi: "优化开源社区的异步编程体验".repeat(16).slice(0, 200),
};

/** Everything written is long. */
function filled(text: string): TaskPictureInput {
  const labels = { difficulty: text, status: text, asOf: text };
  return { ...TASK, title: text, secondTitle: text, projectName: text, siteName: text, shortAddress: text, labels };
}

const blank = filled("");

/** satori unpacks its layout engine with `fetch("data:…")`. Everything else would leave the machine. */
const outgoing: string[] = [];
const unpack = globalThis.fetch;
beforeEach(() => {
  vi.stubGlobal("fetch", (address: string | URL | Request, init?: RequestInit) => {
    if (String(address).startsWith("data:")) return unpack(address, init);
    outgoing.push(String(address));
    return Promise.reject(new Error("Nothing may be fetched for a picture"));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect(outgoing.splice(0)).toEqual([]);
});

function pixels(png: Uint8Array): PNG {
  return PNG.sync.read(Buffer.from(png));
}

/** The left and right edge of where two pictures differ. */
function difference(one: PNG, other: PNG): [left: number, right: number] {
  let left = one.width;
  let right = 0;
  for (let index = 0; index < one.data.length; index++) {
    if (one.data[index] === other.data[index]) continue;
    const x = (index >> 2) % one.width;
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  return [left, right];
}

describe("taskPicture", () => {
  test.each(Object.entries({ short: TASK.title, empty: "", ...LONG }))(
    "%s text: 1200×630, small, and written within the middle square",
    async (_name, text) => {
      const png = await taskPicture(filled(text));
      expect(png.length).toBeLessThan(300_000);
      const picture = pixels(png);
      expect([picture.width, picture.height]).toEqual([1200, 630]);
      if (text === "") return;
      const [left, right] = difference(picture, pixels(await taskPicture(blank)));
      expect(left).toBeGreaterThanOrEqual(290);
      expect(right).toBeLessThanOrEqual(908);
    },
  );

  test("rare characters and full-width punctuation are drawn, each its own", { timeout: 20_000 }, async () => {
    const characters = [..."埋点异步枚溯源開體鑣「」；：，（→≥①□"];
    const drawn = await Promise.all(characters.map((title) => taskPicture({ ...TASK, title })));
    expect(new Set(drawn.map((png) => Buffer.from(png).toString("base64"))).size).toBe(characters.length);
  });

  test("an emoji, a direction mark or a null byte leaves no trace", async () => {
    const plain = await taskPicture({ ...TASK, title: "修复 测试 1" });
    const title = "🎉 修复\u202e 👨‍👩‍👧‍👦🇨🇳 测试\u0000 👍🏽 1️⃣";
    expect(await taskPicture({ ...TASK, title })).toEqual(plain);
  });

  test("every difficulty and every status looks different", async () => {
    const inputs = [
      ...(["easy", "medium", "hard", null] as const).map((difficulty) => ({ ...TASK, difficulty })),
      ...(["claimed", "in_review", "done", "closed"] as const).map((status) => ({ ...TASK, status })),
    ];
    const drawn = await Promise.all(inputs.map(taskPicture));
    expect(new Set(drawn.map((png) => Buffer.from(png).toString("base64"))).size).toBe(inputs.length);
  });

  test("the time is written in UTC when there is no sentence for it", async () => {
    const labels = { ...TASK.labels, asOf: "" };
    const sentence = { ...TASK.labels, asOf: "2026-11-24 06:05 UTC" };
    expect(await taskPicture({ ...TASK, labels })).toEqual(await taskPicture({ ...TASK, labels: sentence }));
  });

  test.each(["red; }", "", "url(https://evil.example)", "#12", "#ff0"])("the colour %j does no harm", async (color) => {
    const png = await taskPicture({ ...TASK, projectMark: { letter: "🚀", color } });
    expect(pixels(png).width).toBe(1200);
  });
});

describe("boardPicture", () => {
  test.each(Object.entries(LONG))("%s text stays within the middle square", async (_name, text) => {
    const write = (words: string): Promise<Uint8Array> =>
      boardPicture({
        ...BOARD,
        heading: words,
        projectName: words,
        projectMark: { letter: "L", color: "#2563eb" },
        siteName: words,
        shortAddress: words,
        asOfLabel: words,
        lines: [1, 2, 3, 4, 5, 6].map((count) => ({ label: words, count, difficulty: null })),
      });
    const png = await write(text);
    expect(png.length).toBeLessThan(300_000);
    const [left, right] = difference(pixels(png), pixels(await write("")));
    expect(left).toBeGreaterThanOrEqual(290);
    expect(right).toBeLessThanOrEqual(908);
  });

  test("shows the counts it is given", async () => {
    const [first, ...rest] = BOARD.lines;
    const other = { ...BOARD, lines: [{ label: "简单", difficulty: "easy" as const, ...first, count: 8 }, ...rest] };
    expect(await boardPicture(other)).not.toEqual(await boardPicture(BOARD));
  });
});

describe("fontsFor", () => {
  test("reads the small files only for characters that need them", async () => {
    const usual = await fontsFor(["为 actuator 模块「添加」单元测试；"]);
    expect(usual.family).toBe("NotoLatin, NotoSC");
    const unusual = await fontsFor(["→"]);
    expect(unusual.family).toMatch(/^NotoLatin, NotoSC, Noto\d+/);
    expect(unusual.clean("→")).toBe("→");
  });

  test("keeps the fonts: satori parses them again for every new array", async () => {
    expect((await fontsFor(["甲"])).faces).toBe((await fontsFor(["乙 b"])).faces);
  });

  test("writes what it can: composed letters, letters without their accent, a box for the rest", async () => {
    const texts = ["e\u0301 ž ☃\ufe0f 한국 Ⅷ"];
    expect((await fontsFor(texts)).clean(texts[0] ?? "")).toMatch(/^é z .*□□ VIII$/);
  });
});
