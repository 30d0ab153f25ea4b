import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { answerPicture, createDrawings } from "./drawings";
import { OverloadedError } from "./page-cache/render";

const picture = Uint8Array.of(1, 2, 3);

it("draws what is the same once, and one at a time", async () => {
  const { draw } = createDrawings({ capacity: 10, waiting: 10 });
  let atOnce = 0;
  let most = 0;
  const made: string[] = [];
  const make = (key: string) => async () => {
    made.push(key);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await wait(5);
    atOnce -= 1;
    return picture;
  };
  await Promise.all(["a", "b", "a", "c", "b"].map((key) => draw(key, make(key))));
  await draw("a", make("a"));
  expect(made).toEqual(["a", "b", "c"]);
  expect(most).toBe(1);
});

it("rests as long as it drew", async () => {
  const { draw } = createDrawings({ capacity: 10, waiting: 10 });
  let ended = 0;
  let began = 0;
  await draw("a", async () => {
    await wait(60);
    ended = performance.now();
    return picture;
  });
  await draw("b", async () => {
    began = performance.now();
    return picture;
  });
  // Timers may fire a little early.
  expect(began - ended).toBeGreaterThan(50);
});

it("refuses more than may wait, and draws again after a failure", async () => {
  const { draw } = createDrawings({ capacity: 10, waiting: 2 });
  const first = draw("a", async () => picture);
  const failing = draw("b", () => Promise.reject(new Error("no font"))).catch((error: Error) => error.message);
  const third = draw("c", async () => picture);
  const refused = await answerPicture(third, { "Cache-Control": "public" });
  await expect(third).rejects.toBeInstanceOf(OverloadedError);
  expect([refused.status, refused.headers.get("cache-control")]).toEqual([503, "no-store"]);
  expect(await first).toBe(picture);
  expect(await failing).toBe("no font");
  expect(await draw("b", async () => picture)).toBe(picture);
});

it("forgets the picture that was drawn first", async () => {
  const { draw } = createDrawings({ capacity: 2, waiting: 10 });
  const made: string[] = [];
  for (const key of ["a", "b", "c", "c", "a"]) {
    await draw(key, async () => {
      made.push(key);
      return picture;
    });
  }
  expect(made).toEqual(["a", "b", "c", "a"]);
});
