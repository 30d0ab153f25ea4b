import { and, eq, lt, type SQL } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { EventView } from "../../domain/views";
import type { Context } from "../context";
import { eventViews } from "./views";

/** Which events: `cursor` is the `nextCursor` of the page before; a slug, a login or a task's number narrow it. */
export interface EventQuery {
  cursor?: string | null;
  limit?: number;
  task?: number;
  project?: string;
  person?: string;
}

/**
 * What happened, newest first.
 * @throws AppError invalid for a wrong cursor, not_found for an unknown project or person and for one who is hidden
 */
export async function listEvents(
  context: Context,
  { cursor, limit = 50, task, project, person }: EventQuery,
): Promise<{ events: EventView[]; nextCursor: string | null }> {
  const { database } = context;
  const { event, project: projects, person: people } = database.tables;
  const conditions: SQL[] = [];
  if (cursor) {
    if (!/^\d{1,15}$/.test(cursor))
      throw new AppError("invalid", { issues: [{ path: "cursor", code: "invalid_value" }] });
    conditions.push(lt(event.id, Number(cursor)));
  }
  if (task !== undefined) conditions.push(eq(event.taskNumber, task));
  if (project) {
    const [row] = await database.db.select({ id: projects.id }).from(projects).where(eq(projects.slug, project));
    if (!row) throw new AppError("not_found", { what: "project" });
    conditions.push(eq(event.projectId, row.id));
  }
  if (person) {
    const [row] = await database.db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.login, person.toLowerCase()), eq(people.isHidden, false)));
    if (!row) throw new AppError("not_found", { what: "person" });
    conditions.push(eq(event.personId, row.id));
  }
  const events = await eventViews(database, and(...conditions), limit + 1);
  const page = events.slice(0, limit);
  return { events: page, nextCursor: events.length > limit ? String(page.at(-1)?.id) : null };
}
