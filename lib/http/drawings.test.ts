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
  const slow = [draw("a", async () => picture), draw("b", () => Promise.reject(new Error("no font")))];
  await expect(draw("c", async () => picture)).rejects.toBeInstanceOf(OverloadedError);
  const refused = await answerPicture(
    draw("c", async () => picture),
    { "Cache-Control": "public" },
  );
  expect([refused.status, refused.headers.get("cache-control")]).toEqual([503, "no-store"]);
  expect(await slow[0]).toBe(picture);
  await expect(slow[1]).rejects.toThrow("no font");
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
