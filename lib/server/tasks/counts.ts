import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { BoardFilters } from "../../domain/filters";
import type { BoardCounts, ProjectRefView, TagView } from "../../domain/views";
import { difficulties, type TaskStatus, taskStatuses } from "../../domain/words";

/** A number of tasks that are alike in everything the filters look at. */
interface Cell {
  projectId: string;
  /** Empty: no difficulty. */
  difficulty: string;
  status: TaskStatus;
  hasMentor: boolean;
  count: number;
}

/** The projects and tags that filters can name. */
export interface Known {
  projects: (ProjectRefView & { id: string })[];
  tags: (TagView & { id: string })[];
}

type CellFilter = "project" | "difficulty" | "status" | "hasMentor";

/** The numbers beside the filters (what a click would give), from `task_count` or from the tasks that a search found. */
export async function boardCounts(
  source: Source,
  filters: BoardFilters,
  known: Known,
  search: { found: readonly number[]; isCapped: boolean } | null,
): Promise<BoardCounts> {
  const project = known.projects.find((one) => one.slug === filters.project);
  const tag = known.tags.find((one) => one.slug === filters.tag);
  const cellsOf = search
    ? await cellsOfFound(source, search.found)
    : await cellsOfAll(source, filters, project?.id, tag?.id);
  const cells = filters.tag ? (tag ? cellsOf.byTag(tag.id) : []) : cellsOf.all;

  const passes = (cell: Cell, except?: CellFilter) =>
    (except === "project" || !filters.project || cell.projectId === project?.id) &&
    (except === "difficulty" || !filters.difficulty || (cell.difficulty || "unrated") === filters.difficulty) &&
    (except === "status" || filters.status === "all" || cell.status === filters.status) &&
    (except === "hasMentor" || !filters.hasMentor || cell.hasMentor);
  const sum = (from: readonly Cell[], except?: CellFilter, also: (cell: Cell) => boolean = () => true) =>
    from.reduce((total, cell) => (passes(cell, except) && also(cell) ? total + cell.count : total), 0);

  const byProject = new Map<string, number>();
  for (const cell of cells) {
    if (passes(cell, "project")) byProject.set(cell.projectId, (byProject.get(cell.projectId) ?? 0) + cell.count);
  }
  return {
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
      ...taskStatuses.map((value) => ({ value, count: sum(cells, "status", (cell) => cell.status === value) })),
      { value: "all" as const, count: sum(cells, "status") },
    ],
    project: [
      { value: "all", count: sum(cells, "project"), project: null },
      ...known.projects.map(({ id, ...ref }) => ({ value: ref.slug, count: byProject.get(id) ?? 0, project: ref })),
    ],
    tag: [
      { value: "all", count: sum(cellsOf.all), tag: null },
      ...known.tags.map(({ id, ...view }) => ({ value: view.slug, count: cellsOf.tagCount(id, passes), tag: view })),
    ],
    mentored: sum(cells, "hasMentor", (cell) => cell.hasMentor),
  };
}

interface CellSource {
  all: Cell[];
  byTag(tagId: string): Cell[];
  tagCount(tagId: string, passes: (cell: Cell) => boolean): number;
}

async function cellsOfAll(
  source: Source,
  filters: BoardFilters,
  projectId: string | undefined,
  tagId: string | undefined,
): Promise<CellSource> {
  const { taskCount } = source.tables;
  const columns = {
    tagId: taskCount.tagId,
    projectId: taskCount.projectId,
    difficulty: taskCount.difficulty,
    status: taskCount.status,
    hasMentor: taskCount.hasMentor,
    count: taskCount.count,
  };
  const cells = await source.db
    .select(columns)
    .from(taskCount)
    .where(and(inArray(taskCount.tagId, tagId ? ["", tagId] : [""]), ne(taskCount.count, 0)));
  const conditions: SQL[] = [ne(taskCount.tagId, "")];
  if (projectId) conditions.push(eq(taskCount.projectId, projectId));
  if (filters.status !== "all") conditions.push(eq(taskCount.status, filters.status));
  if (filters.difficulty) {
    conditions.push(eq(taskCount.difficulty, filters.difficulty === "unrated" ? "" : filters.difficulty));
  }
  if (filters.hasMentor) conditions.push(eq(taskCount.hasMentor, true));
  const perTag =
    filters.project && !projectId
      ? []
      : await source.db
          .select({ tagId: taskCount.tagId, count: sql<number>`sum(${taskCount.count})` })
          .from(taskCount)
          .where(and(...conditions))
          .groupBy(taskCount.tagId);
  const counts = new Map(perTag.map((row) => [row.tagId, Number(row.count)]));
  return {
    all: cells.filter((cell) => cell.tagId === ""),
    byTag: (id) => cells.filter((cell) => cell.tagId === id),
    tagCount: (id) => counts.get(id) ?? 0,
  };
}

async function cellsOfFound(source: Source, found: readonly number[]): Promise<CellSource> {
  const { task } = source.tables;
  const rows = found.length
    ? await source.db
        .select({ counted: task.counted })
        .from(task)
        .where(inArray(task.number, [...found]))
    : [];
  const cells = rows.flatMap(({ counted }) => (counted ? { ...counted, count: 1 } : []));
  const byTag = (id: string) => cells.filter((cell) => cell.tagIds.includes(id));
  return {
    all: cells,
    byTag,
    tagCount: (id, passes) => byTag(id).reduce((total, cell) => (passes(cell) ? total + 1 : total), 0),
  };
}
