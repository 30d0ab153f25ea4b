import { z } from "zod";
import { AppError } from "../domain/errors";
import { type BoardFilters, readFilters, searchLimit, taskSorts, wrongFilters } from "../domain/filters";
import { loginInput, slugInput } from "../domain/inputs";
import { difficulties, listedStatuses } from "../domain/words";
import { parseInput } from "../server/parse";

/** A whole number from an address, written without sign or leading zeros. */
const wholeNumber = (pattern: RegExp, limit: number) =>
  z.string().regex(pattern, { error: "invalid_type" }).transform(Number).pipe(z.int().min(1).max(limit));

/** Parts of a path. Nine digits: what every integer column holds. */
export const numberPart = wholeNumber(/^[1-9]\d{0,8}$/, 999_999_999);
export const idPart = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, { error: "invalid_type" });
export const slugPart = slugInput;
export const loginPart = loginInput;

/** The board's filters as they stand in an address; `readFilters` and `wrongFilters` read them. */
export const filterFields = {
  difficulty: z.enum([...difficulties, "unrated"]).optional(),
  project: z.string().max(60).optional(),
  status: z
    .enum([...listedStatuses, "all"])
    .optional()
    .meta({ default: "open" }),
  tag: z.string().max(60).optional(),
  mentor: z.enum(["yes", "no"]).optional().meta({ default: "no" }),
  q: z.string().max(searchLimit).optional(),
  sort: z.enum(taskSorts).optional().meta({ default: "newest" }),
  view: z.enum(["columns", "list"]).optional(),
};

export const pageFields = {
  cursor: z.string().min(1).max(200).optional(),
  limit: wholeNumber(/^[1-9]\d{0,3}$/, 300)
    .optional()
    .meta({ default: 50 }),
};

/** What a read's query was parsed to: its fields, and the board's filters where it has them. */
export interface Asked {
  query: Record<string, unknown>;
  filters: BoardFilters;
}

/**
 * A reader for an operation's query. Unknown and repeated parameters and wrong values are refused, so that a misspelt
 * filter does not answer with everything; the reader throws AppError invalid with the name of each wrong parameter.
 */
export function queryReader(fields: z.ZodRawShape): (search: URLSearchParams) => Asked {
  const hasFilters = "difficulty" in fields;
  const own = Object.entries(fields).filter(([name]) => !hasFilters || !(name in filterFields));
  const names = own.map(([name]) => name);
  const schema = z.strictObject(Object.fromEntries(own));
  return (search) => {
    const wrong = hasFilters
      ? wrongFilters(search, names)
      : [...new Set(search.keys())].filter((name) => !Object.hasOwn(fields, name) || search.getAll(name).length > 1);
    if (wrong.length > 0) {
      const issue = (path: string) => ({ path, code: Object.hasOwn(fields, path) ? "invalid_value" : "unknown_field" });
      throw new AppError("invalid", { issues: wrong.map(issue) });
    }
    const given = Object.fromEntries([...search].filter(([name]) => names.includes(name)));
    return { query: parseInput(schema, given), filters: readFilters(search) };
  };
}
