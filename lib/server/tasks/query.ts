import type { Source } from "../../../db/database";
import { searchTasks } from "../../../db/search";
import type { BoardFilters } from "../../domain/filters";
import { projectRef } from "../projects/refs";
import { boardCounts, type Known } from "./counts";
import { readFound } from "./found";
import type { PageQuery } from "./pages";

/** Tasks a search looks at, the newest ones; beyond that its counts are lower bounds (`isCapped`). */
const searchLimit = 500;

/** Looks up what the filters name, searches if there is something to search, and counts. */
export async function prepareQuery(source: Source, filters: BoardFilters) {
  const [known, hits] = await Promise.all([
    readKnown(source),
    filters.q ? searchTasks(source, filters.q, searchLimit + 1) : null,
  ]);
  const search = hits && {
    found: await readFound(source, hits.slice(0, searchLimit)),
    isCapped: hits.length > searchLimit,
  };
  const counts = await boardCounts(source, filters, known, search);
  const idOf = <One extends { slug: string; id: string }>(slug: string | null, all: readonly One[]) =>
    slug ? (all.find((one) => one.slug === slug)?.id ?? null) : undefined;
  const query: Omit<PageQuery, "difficulty" | "cursor" | "limit"> = {
    filters,
    projectId: idOf(filters.project, known.projects),
    tagId: idOf(filters.tag, known.tags),
    found: search?.found ?? null,
    counts,
  };
  return { counts: counts.view, query };
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
