import type { Source } from "../../../db/database";
import { searchTasks } from "../../../db/search";
import type { BoardFilters } from "../../domain/filters";
import { projectRef } from "../projects/refs";
import type { Known } from "./counts";
import type { PageQuery } from "./pages";

/** Tasks a search looks at, the newest ones; beyond that its counts are lower bounds (`isCapped`). */
const searchLimit = 1000;
/** Looks up what the filters name, and searches if there is something to search. */
export async function prepareQuery(source: Source, filters: BoardFilters) {
  const [known, hits] = await Promise.all([
    readKnown(source),
    filters.q ? searchTasks(source, filters.q, searchLimit + 1) : null,
  ]);
  const search = hits && { found: hits.slice(0, searchLimit), isCapped: hits.length > searchLimit };
  const idOf = <One extends { slug: string; id: string }>(slug: string | null, all: readonly One[]) =>
    slug ? (all.find((one) => one.slug === slug)?.id ?? null) : undefined;
  const query: Omit<PageQuery, "difficulty" | "cursor" | "limit"> = {
    filters,
    projectId: idOf(filters.project, known.projects),
    tagId: idOf(filters.tag, known.tags),
    found: search?.found ?? null,
  };
  return { known, query, search };
}

async function readKnown(source: Source): Promise<Known> {
  const { project, tag } = source.tables;
  const [projects, tags] = await Promise.all([
    source.db
      .select({ id: project.id, slug: project.slug, name: project.name, color: project.color })
      .from(project)
      .orderBy(project.createdAt, project.slug),
    source.db.select().from(tag).orderBy(tag.slug),
  ]);
  return {
    projects: projects.map((row) => ({ id: row.id, ...projectRef(row) })),
    tags: tags.map((row) => ({ id: row.id, slug: row.slug, names: { zh: row.nameZh, en: row.nameEn } })),
  };
}
