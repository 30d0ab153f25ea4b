import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The column vocabulary of `schema.ts` for SQLite. Its twin is `columns.postgres.ts`; row types are the same. */
export const sqliteColumns = {
  table: sqliteTable,
  index,
  uniqueIndex,
  primaryKey,
  sql,
  /** A random identifier made by the application. */
  id: () => text(),
  /** A whole number that counts up by itself; the table's key. */
  counter: () => integer().primaryKey({ autoIncrement: true }),
  text: () => text(),
  oneOf: <const Values extends readonly [string, ...string[]]>(values: Values) => text({ enum: values }),
  integer: () => integer(),
  flag: () => integer({ mode: "boolean" }),
  /** A point in time, to the millisecond. */
  instant: () => integer({ mode: "timestamp_ms" }),
  json: <Value>() => text({ mode: "json" }).$type<Value>(),
};

export type Columns = typeof sqliteColumns;
