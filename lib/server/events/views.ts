import { desc, eq, inArray, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { EventView } from "../../domain/views";
import { titlesOf } from "../tasks/cards";

/** The events that `where` selects (on columns of `source.tables.event`), newest first, at most `limit`. */
export async function eventViews(source: Source, where: SQL | undefined, limit: number): Promise<EventView[]> {
  const { event, person, project } = source.tables;
  const rows = await source.db
    .select({ event, login: person.login, name: person.name })
    .from(event)
    .leftJoin(person, eq(person.id, event.personId))
    .where(where)
    .orderBy(desc(event.id))
    .limit(limit);
  const projectIds = [...new Set(rows.flatMap((row) => row.event.projectId ?? []))];
  const [titles, projects] = await Promise.all([
    titlesOf(source, [...new Set(rows.flatMap((row) => row.event.taskNumber ?? []))]),
    projectIds.length
      ? source.db
          .select({ id: project.id, slug: project.slug, name: project.name })
          .from(project)
          .where(inArray(project.id, projectIds))
      : [],
  ]);
  return rows.map(({ event: row, login, name }) => {
    const of = projects.find((one) => one.id === row.projectId);
    const taskTitles = row.taskNumber === null ? undefined : titles.get(row.taskNumber);
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      actor: login ? { login, name: name ?? login } : null,
      task: row.taskNumber !== null && taskTitles ? { number: row.taskNumber, titles: taskTitles } : null,
      project: of ? { slug: of.slug, name: of.name } : null,
      details: row.details,
    };
  });
}
