import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Columns } from "./columns.sqlite";

/** The column vocabulary of `schema.ts` for PostgreSQL. */
const vocabulary = {
  table: pgTable,
  index,
  uniqueIndex,
  primaryKey,
  sql,
  id: () => text(),
  counter: () => bigserial({ mode: "number" }).primaryKey(),
  text: () => text(),
  oneOf: <const Values extends readonly [string, ...string[]]>(values: Values) => text({ enum: values }),
  integer: () => bigint({ mode: "number" }),
  flag: () => boolean(),
  instant: () => timestamp({ mode: "date", precision: 3, withTimezone: true }),
  json: <Value>() => jsonb().$type<Value>(),
};

/**
 * The one cast that lets schema and queries be written once: both vocabularies infer the same row types (a test
 * round-trips a full row of every table on both engines), and verbs use only what both query builders share.
 */
export const postgresColumns = vocabulary as unknown as Columns;
