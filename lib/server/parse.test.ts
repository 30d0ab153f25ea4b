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

it("answers a hostile input with little", () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
  expect(refused(z.strictObject({}), many)).toHaveLength(50);
  expect(refused(z.array(z.string()), Array(20_000).fill(1))).toHaveLength(50);
  expect(refused(z.strictObject({}), { ["k".repeat(100_000)]: 1 })[0]?.path).toHaveLength(200);
});
