import type { z } from "zod";
import { AppError, type FieldIssue } from "../domain/errors";

/** Wrong fields that are named, and characters of a name: an answer must not be a multiple of a hostile request. */
const most = 50;
const longest = 200;

/**
 * A verb's input, checked. @throws AppError invalid, with the path of each wrong field: `texts.zh.title`.
 * An unknown field is named by its own path.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, most).flatMap(fieldIssues).slice(0, most);
  throw new AppError("invalid", { issues: issues.map((one) => ({ ...one, path: one.path.slice(0, longest) })) });
}

function fieldIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  const path = issue.path.map(String).join(".");
  const at = (name: string) => (path ? `${path}.${name}` : name);
  if (issue.code === "unrecognized_keys") return issue.keys.map((name) => ({ path: at(name), code: "unknown_field" }));
  if (issue.code === "too_small") {
    return [{ path, code: boundsOf(issue.origin)[0], params: { minimum: Number(issue.minimum) } }];
  }
  if (issue.code === "too_big") {
    return [{ path, code: boundsOf(issue.origin)[1], params: { maximum: Number(issue.maximum) } }];
  }
  if (issue.code === "invalid_type") {
    if (issue.expected === "int" && typeof issue.input === "number") return [{ path, code: "whole_number" }];
    return [
      { path, code: issue.input === undefined ? "required" : "invalid_type", params: { expected: issue.expected } },
    ];
  }
  if (issue.code === "invalid_value") {
    return [{ path, code: "invalid_value", params: { expected: issue.values.map(String).join(", ") } }];
  }
  if (issue.code === "invalid_union") {
    // The options of our unions are "nothing" or one real type; that type's complaint is the useful one.
    const useful = issue.errors.flat().findLast((one) => one.code !== "invalid_type" && one.code !== "invalid_value");
    return useful
      ? fieldIssues({ ...useful, path: [...issue.path, ...useful.path] } as z.core.$ZodIssue)
      : [{ path, code: "invalid_type" }];
  }
  // A rule of our own names itself in its message.
  return [{ path, code: /^[a-z_]+$/.test(issue.message) ? issue.message : issue.code }];
}

/** A text is too short or too long, a list has too few or too many entries, a number is too low or too high. */
function boundsOf(origin: string): [below: string, above: string] {
  if (origin === "string") return ["too_small", "too_big"];
  return origin === "array" ? ["too_few", "too_many"] : ["too_low", "too_high"];
}
