import { z } from "zod";
import type { BoardFilters } from "../domain/filters";
import type { Context } from "../server/context";
import { parseInput } from "../server/parse";
import { type Fields, readBody } from "./body";
import { type Operation, type OperationId, operations } from "./operations";
import { invalid } from "./problem";
import { type Asked, queryReader } from "./query";

type Parsed<Shape> = Shape extends z.ZodRawShape ? z.output<z.ZodObject<Shape>> : Record<string, never>;
type Of<Id extends OperationId, Key extends keyof Operation> =
  (typeof operations)[Id] extends Record<Key, infer Value> ? Value : undefined;

/** What a route has to work with, checked as its operation says. */
export interface Call<Id extends OperationId = OperationId> {
  context: Context;
  params: Parsed<Of<Id, "params">>;
  query: Parsed<Of<Id, "query">>;
  filters: BoardFilters;
  /** The body, and the parts of the path that the verb takes. */
  input: Fields;
  request: Request;
  /** Of the answer. */
  headers: Headers;
}

/** The part of a call that comes from the request alone. */
type Read = Asked & { params: Fields; input: Fields };

/** An operation with the verb that does it. */
export interface Bound {
  id: OperationId;
  operation: Operation;
  read(request: Request, parts: Fields): Promise<Read>;
  work(read: Read, rest: Pick<Call, "context" | "request" | "headers">): Promise<unknown>;
}

/** Says which verb does an operation; what it gives must be the answer that the operation promises. */
export function operation<Id extends OperationId>(
  id: Id,
  work: (call: Call<Id>) => Promise<z.output<(typeof operations)[Id]["answer"]>>,
): Bound {
  const one: Operation = operations[id];
  const params = z.strictObject(one.params);
  const readQuery = queryReader(one.query ?? {});
  return {
    id,
    operation: one,
    async read(request, parts) {
      const given = parseInput(params, parts) as Fields;
      const asked = readQuery(new URL(request.url).searchParams);
      return { ...asked, params: given, input: one.input ? await readInput(one, request, given) : {} };
    },
    // The schemas of this very operation have made it.
    work: (read, rest) => work({ ...read, ...rest } as unknown as Call<Id>),
  };
}

/** Bytes of a body, but where an operation says otherwise. */
const usualBody = 256 * 1024;

/** What stands in the path is no field of the body. */
async function readInput(one: Operation, request: Request, params: Fields): Promise<Fields> {
  const body = await readBody(request, one.bodyLimit ?? usualBody);
  const fromPath = Object.entries(one.fromPath ?? {});
  const twice = fromPath.find(([, field]) => Object.hasOwn(body, field));
  if (twice) throw invalid("unknown_field", twice[1]);
  return { ...body, ...Object.fromEntries(fromPath.map(([part, field]) => [field, params[part]])) };
}
