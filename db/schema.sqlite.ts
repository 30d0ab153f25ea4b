import { sqliteColumns } from "./columns.sqlite";
import { buildTables } from "./schema";

/** The tables by name, for drizzle-kit alone. */
export const {
  person,
  session,
  account,
  verification,
  rateLimit,
  token,
  project,
  projectText,
  member,
  task,
  taskText,
  tag,
  taskTag,
  taskMentor,
  tagPlace,
  taskCount,
  slot,
  claim,
  link,
  event,
  version,
  keep,
} = buildTables(sqliteColumns);
