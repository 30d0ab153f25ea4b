import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { EventDetails, EventView } from "../../domain/views";
import { refColumns, refOf } from "../people/ref";
import { titlesOf } from "../tasks/cards";

/** The events that `where` selects (on columns of `source.tables.event`), newest first, at most `limit`. */
export async function eventViews(source: Source, where: SQL | undefined, limit: number): Promise<EventView[]> {
  const { event, person, project } = source.tables;
  const rows = await source.db
    .select({ event, person: refColumns(source.tables) })
    .from(event)
    .leftJoin(person, eq(person.id, event.personId))
    .where(where)
    .orderBy(desc(event.id))
    .limit(limit);
  const projectIds = [...new Set(rows.flatMap((row) => row.event.projectId ?? []))];
  const [titles, projects, hidden] = await Promise.all([
    titlesOf(source, [...new Set(rows.flatMap((row) => row.event.taskNumber ?? []))]),
    projectIds.length
      ? source.db
          .select({ id: project.id, slug: project.slug, name: project.name })
          .from(project)
          .where(inArray(project.id, projectIds))
      : [],
    hiddenAmong(source, [...new Set(rows.flatMap((row) => row.event.details.person?.login ?? []))]),
  ]);
  return rows.map(({ event: row, person: actor }) => {
    const of = projects.find((one) => one.id === row.projectId);
    const taskTitles = row.taskNumber === null ? undefined : titles.get(row.taskNumber);
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      actor: actor && refOf(actor),
      task: row.taskNumber !== null && taskTitles ? { number: row.taskNumber, titles: taskTitles } : null,
      project: of ? { slug: of.slug, name: of.name } : null,
      details: marked(row.details, hidden),
    };
  });
}

/** Those of these logins whose page is hidden. */
async function hiddenAmong({ db, tables: { person } }: Source, logins: string[]): Promise<Set<string>> {
  if (logins.length === 0) return new Set();
  const rows = await db
    .select({ login: person.login })
    .from(person)
    .where(and(inArray(person.login, logins), eq(person.isHidden, true)));
  return new Set(rows.map((row) => row.login));
}

/** An event keeps its person as they were; whether they have a page is known now. */
function marked(details: EventDetails, hidden: ReadonlySet<string>): EventDetails {
  const { person } = details;
  return person && hidden.has(person.login) ? { ...details, person: { ...person, isHidden: true } } : details;
}
