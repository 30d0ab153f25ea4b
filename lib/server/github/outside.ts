import type { Database, Queries } from "../../../db/database";

/** Not a transaction: how readings, deliveries and errands fare changes no page, so it must not raise the version. */
export function outside(database: Database): Queries {
  return database.signIn.db as Queries;
}
