import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { ProjectView } from "../../domain/views";
import { type ListedStatus, listedStatuses } from "../../domain/words";
import { refColumns, refOf } from "../people/ref";
import { policyOf } from "./policy";
import { projectRef } from "./refs";

/** The projects that `where` selects (on columns of `source.tables.project`), in the order they came. */
export async function projectViews(source: Source, where?: SQL): Promise<ProjectView[]> {
  const { project, projectText, member, person, taskCount } = source.tables;
  const rows = await source.db.select().from(project).where(where).orderBy(asc(project.createdAt), asc(project.slug));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [texts, members, counts] = await Promise.all([
    source.db.select().from(projectText).where(inArray(projectText.projectId, ids)),
    source.db
      .select({ projectId: member.projectId, role: member.role, person: refColumns(source.tables) })
      .from(member)
      .innerJoin(person, eq(person.id, member.personId))
      .where(inArray(member.projectId, ids))
      .orderBy(asc(member.role), asc(person.login)),
    source.db
      .select({
        projectId: taskCount.projectId,
        status: taskCount.status,
        count: sql<number>`sum(${taskCount.count})`,
      })
      .from(taskCount)
      .where(eq(taskCount.tagId, ""))
      .groupBy(taskCount.projectId, taskCount.status),
  ]);
  return rows.map((row) => {
    const text = (locale: "zh" | "en") => texts.find((one) => one.projectId === row.id && one.locale === locale);
    const countOf = (status: ListedStatus) =>
      Number(counts.find((one) => one.projectId === row.id && one.status === status)?.count ?? 0);
    return {
      ...projectRef(row),
      names: { zh: text("zh")?.name ?? null, en: text("en")?.name ?? null },
      descriptions: { zh: text("zh")?.description ?? null, en: text("en")?.description ?? null },
      repositoryUrl: row.repositoryUrl,
      guideUrl: row.guideUrl,
      languages: row.languages,
      guides: { zh: text("zh")?.guide ?? null, en: text("en")?.guide ?? null },
      policy: policyOf(row),
      counts: Object.fromEntries(listedStatuses.map((status) => [status, countOf(status)])) as ProjectView["counts"],
      members: members
        .filter((one) => one.projectId === row.id)
        .map((one) => ({ role: one.role, person: refOf(one.person) })),
      revision: row.revision,
    };
  });
}
