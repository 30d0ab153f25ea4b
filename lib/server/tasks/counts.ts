import { and, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { CountedAs } from "../../../db/schema";
import type { BoardFilters } from "../../domain/filters";
import type { BoardCounts, ProjectRefView, TagView } from "../../domain/views";
import { difficulties, type ListedStatus, listedStatuses } from "../../domain/words";
import type { FoundTask } from "./found";

/** A number of tasks that are alike in difficulty, status and whether they have a mentor. */
export interface Cell {
  /** Empty: no difficulty. */
  difficulty: string;
  status: ListedStatus;
  hasMentor: boolean;
  count: number;
}

/** The projects and tags that filters can name. */
export interface Known {
  projects: (ProjectRefView & { id: string })[];
  tags: (TagView & { id: string })[];
}

/** What the numbers are made of. */
interface Counted {
  /** Tasks of the chosen project and tag. */
  cells: Cell[];
  /** Tasks of the chosen project, whatever their tags. */
  anyTag: Cell[];
  /** Tasks that pass all filters but the project, by project. */
  byProject: Map<string, number>;
  /** Tasks that pass all filters but the tag, by tag. */
  byTag: Map<string, number>;
}

type CellFilter = "difficulty" | "status" | "hasMentor";

export interface Counts {
  view: BoardCounts;
  /** The cells of the tasks that pass all filters; none is empty. */
  cells: Cell[];
}

/** The numbers beside the filters (what a click would give), from `task_count` or from the tasks that a search found. */
export async function boardCounts(
  source: Source,
  filters: BoardFilters,
  known: Known,
  search: { found: readonly FoundTask[]; isCapped: boolean } | null,
): Promise<Counts> {
  const chosen = {
    projectId: filters.project ? (known.projects.find((one) => one.slug === filters.project)?.id ?? null) : undefined,
    tagId: filters.tag ? (known.tags.find((one) => one.slug === filters.tag)?.id ?? null) : undefined,
  };
  const counted = search ? countFound(search.found, filters, chosen) : await countAll(source, filters, chosen);
  const { cells, anyTag, byProject, byTag } = counted;
  const sum = (from: readonly Cell[], except?: CellFilter, also: (cell: Cell) => boolean = () => true) =>
    from.reduce((total, cell) => (passes(cell, filters, except) && also(cell) ? total + cell.count : total), 0);
  let allProjects = 0;
  for (const count of byProject.values()) allProjects += count;

  const view: BoardCounts = {
    total: sum(cells),
    isCapped: search?.isCapped ?? false,
    difficulty: [
      { value: "all", count: sum(cells, "difficulty") },
      ...[...difficulties, "unrated" as const].map((value) => ({
        value,
        count: sum(cells, "difficulty", (cell) => (cell.difficulty || "unrated") === value),
      })),
    ],
    status: [
      ...listedStatuses.map((value) => ({ value, count: sum(cells, "status", (cell) => cell.status === value) })),
      { value: "all" as const, count: sum(cells, "status") },
    ],
    project: [
      { value: "all", count: allProjects, project: null },
      ...known.projects.map(({ id, ...ref }) => ({ value: ref.slug, count: byProject.get(id) ?? 0, project: ref })),
    ],
    tag: [
      { value: "all", count: sum(anyTag), tag: null },
      ...known.tags.map(({ id, ...tag }) => ({ value: tag.slug, count: byTag.get(id) ?? 0, tag })),
    ],
    mentored: sum(cells, "hasMentor", (cell) => cell.hasMentor),
  };
  return { view, cells: cells.filter((cell) => cell.count > 0 && passes(cell, filters)) };
}

function passes(cell: Omit<Cell, "count">, filters: BoardFilters, except?: CellFilter): boolean {
  return (
    (except === "difficulty" || !filters.difficulty || (cell.difficulty || "unrated") === filters.difficulty) &&
    (except === "status" || filters.status === "all" || cell.status === filters.status) &&
    (except === "hasMentor" || !filters.hasMentor || cell.hasMentor)
  );
}

/** Ids of the project and the tag that the filters name; `undefined` without such a filter, `null` if it is unknown. */
interface Chosen {
  projectId: string | null | undefined;
  tagId: string | null | undefined;
}

async function countAll(source: Source, filters: BoardFilters, { projectId, tagId }: Chosen): Promise<Counted> {
  const { taskCount } = source.tables;
  const amount = sql<number>`sum(${taskCount.count})`;
  const conditions: SQL[] = [];
  if (filters.status !== "all") conditions.push(eq(taskCount.status, filters.status));
  if (filters.difficulty) {
    conditions.push(eq(taskCount.difficulty, filters.difficulty === "unrated" ? "" : filters.difficulty));
  }
  if (filters.hasMentor) conditions.push(eq(taskCount.hasMentor, true));
  const cellsOf = (ofTag: string | null, ofProject: string | null): Promise<Cell[]> | Cell[] =>
    ofTag === null || ofProject === null
      ? []
      : source.db
          .select({
            difficulty: taskCount.difficulty,
            status: taskCount.status,
            hasMentor: taskCount.hasMentor,
            count: taskCount.count,
          })
          .from(taskCount)
          .where(and(eq(taskCount.tagId, ofTag), eq(taskCount.projectId, ofProject), gt(taskCount.count, 0)));
  const [tag, project] = [tagId === undefined ? "" : tagId, projectId === undefined ? "" : projectId];
  const [cells, anyTag, projects, tags] = await Promise.all([
    cellsOf(tag, project),
    tag === "" ? null : cellsOf("", project),
    tag === null
      ? []
      : source.db
          .select({ id: taskCount.projectId, count: amount })
          .from(taskCount)
          .where(and(eq(taskCount.tagId, tag), ne(taskCount.projectId, ""), ...conditions))
          .groupBy(taskCount.projectId),
    project === null
      ? []
      : source.db
          .select({ id: taskCount.tagId, count: amount })
          .from(taskCount)
          .where(and(eq(taskCount.projectId, project), ne(taskCount.tagId, ""), ...conditions))
          .groupBy(taskCount.tagId),
  ]);
  const byId = (rows: { id: string; count: number }[]) => new Map(rows.map((row) => [row.id, Number(row.count)]));
  return { cells, anyTag: anyTag ?? cells, byProject: byId(projects), byTag: byId(tags) };
}

function countFound(found: readonly FoundTask[], filters: BoardFilters, { projectId, tagId }: Chosen): Counted {
  const counted: Counted = { cells: [], anyTag: [], byProject: new Map(), byTag: new Map() };
  const count = (map: Map<string, number>, id: string) => map.set(id, (map.get(id) ?? 0) + 1);
  for (const { as } of found) {
    const isOfProject = projectId === undefined || as.projectId === projectId;
    const isOfTag = tagId === undefined || (tagId !== null && as.tagIds.includes(tagId));
    const cell = cellOf(as);
    if (isOfProject) counted.anyTag.push(cell);
    if (isOfProject && isOfTag) counted.cells.push(cell);
    if (!passes(cell, filters)) continue;
    if (isOfTag) count(counted.byProject, as.projectId);
    if (isOfProject) for (const id of as.tagIds) count(counted.byTag, id);
  }
  return counted;
}

function cellOf({ difficulty, status, hasMentor }: CountedAs): Cell {
  return { difficulty, status, hasMentor, count: 1 };
}
