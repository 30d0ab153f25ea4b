import { expect, it } from "vitest";
import { z } from "zod";
import { type AppError, isAppError } from "../domain/errors";
import { parseInput } from "./parse";

function refused(schema: z.ZodType, input: unknown): AppError<"invalid">["data"]["issues"] {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (isAppError(error)) return (error as AppError<"invalid">).data.issues;
    throw error;
  }
  throw new Error("it was not refused");
}

it("names each wrong field by its path", () => {
  const schema = z.strictObject({ name: z.string(), tags: z.array(z.string()) });
  expect(refused(schema, { tags: ["a", 1], other: 1 })).toMatchObject([
    { path: "name", code: "required" },
    { path: "tags.1", code: "invalid_type" },
    { path: "other", code: "unknown_field" },
  ]);
});

it("gives every sentence what it names: characters, entries and numbers apart", () => {
  const schema = z.strictObject({
    name: z.string().min(2).max(3),
    tags: z.array(z.string()).min(1).max(2),
    days: z.number().int().min(1).max(9),
    level: z.enum(["easy", "hard"]),
  });
  const right = { name: "abc", tags: ["a"], days: 5, level: "easy" };
  const cases: [object, string, object][] = [
    [{ name: "a" }, "too_small", { minimum: 2 }],
    [{ name: "abcd" }, "too_big", { maximum: 3 }],
    [{ tags: [] }, "too_few", { minimum: 1 }],
    [{ tags: ["a", "b", "c"] }, "too_many", { maximum: 2 }],
    [{ days: 0 }, "too_low", { minimum: 1 }],
    [{ days: 10 }, "too_high", { maximum: 9 }],
    [{ level: "huge" }, "invalid_value", { expected: "easy, hard" }],
  ];
  for (const [wrong, code, params] of cases) {
    expect(refused(schema, { ...right, ...wrong })).toEqual([{ path: Object.keys(wrong)[0], code, params }]);
  }
  expect(refused(schema, { ...right, days: 1.5 })).toEqual([{ path: "days", code: "whole_number" }]);
});

it("answers a hostile input with little", () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
  expect(refused(z.strictObject({}), many)).toHaveLength(50);
  expect(refused(z.array(z.string()), Array(20_000).fill(1))).toHaveLength(50);
  expect(refused(z.strictObject({}), { ["k".repeat(100_000)]: 1 })[0]?.path).toHaveLength(200);
});
