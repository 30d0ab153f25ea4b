import { queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import { type BoardFilters, compareTasks, countBoard, matches, noFilters, writeFilters } from "../domain/filters";
import type { BoardCounts, BoardView, ProjectRefView, TagView, TaskCardView, TaskListView } from "../domain/views";
import { difficulties } from "../domain/words";
import { apiFetch } from "./api";

/** Up to so many tasks the browser fetches them all once and filters by itself. */
export const wholeLimit = 300;
/** Cards of one column, or rows of the list, before "show more". */
export const cardsPerColumn = 30;
export const rowsPerPage = 60;

/** A board as it is shown: columns or a list, with the numbers beside the filters. */
export interface BoardData {
  columns: BoardView["columns"];
  /** The list's first page; null while columns are shown. */
  list: Pick<TaskListView, "tasks" | "nextCursor"> | null;
  counts: BoardCounts;
}

function path(name: "board" | "tasks", filters: BoardFilters, more: Record<string, string | number> = {}): string {
  const search = new URLSearchParams(writeFilters({ ...filters, view: noFilters.view }));
  for (const [key, value] of Object.entries(more)) search.set(key, String(value));
  return search.size > 0 ? `/${name}?${search}` : `/${name}`;
}

/** The board with these filters, from the server. */
export function boardQuery(filters: BoardFilters) {
  return queryOptions({
    queryKey: ["board", writeFilters(filters)],
    queryFn: async ({ signal }): Promise<BoardData> => {
      if (filters.view === "list") {
        const page = await apiFetch<TaskListView>(path("tasks", filters, { limit: rowsPerPage }), { signal });
        return { columns: [], list: page, counts: page.counts };
      }
      const { columns, counts } = await apiFetch<BoardView>(path("board", filters), { signal });
      return { columns, list: null, counts };
    },
  });
}

/** The tasks after `cursor`, in the order of `filters`. @throws ApiError */
export function fetchMore(filters: BoardFilters, cursor: string, limit: number): Promise<TaskListView> {
  return apiFetch<TaskListView>(path("tasks", filters, { cursor, limit }));
}

/** Every task of a small instance. `known` are cards that are on the page: equal ones stay the same objects. */
export function wholeQuery(known: readonly TaskCardView[]) {
  return queryOptions({
    queryKey: ["tasks", "whole"],
    queryFn: async ({ signal }): Promise<TaskCardView[]> => {
      const tasks: TaskCardView[] = [];
      let cursor: string | null = null;
      do {
        const more: Record<string, string | number> = cursor ? { limit: 100, cursor } : { limit: 100 };
        const page: TaskListView = await apiFetch(path("tasks", { ...noFilters, status: "all" }, more), { signal });
        tasks.push(...page.tasks);
        cursor = page.nextCursor;
      } while (cursor && tasks.length < 2 * wholeLimit);
      return keepEqual(known, tasks);
    },
  });
}

/** `next`, with the objects of `known` wherever they say the same, so that their cards need not render again. */
export function keepEqual(known: readonly TaskCardView[], next: readonly TaskCardView[]): TaskCardView[] {
  const byNumber = new Map(known.map((task) => [task.number, task]));
  return next.map((task) => {
    const before = byNumber.get(task.number);
    return before ? replaceEqualDeep(before, task) : task;
  });
}

/** What the server would answer, from all tasks of a small instance. */
export function boardOf(
  tasks: readonly TaskCardView[],
  filters: BoardFilters,
  known: { projects: readonly ProjectRefView[]; tags: readonly TagView[] },
): BoardData {
  const found = tasks.filter((task) => matches(task, filters)).sort(compareTasks(filters.sort));
  const counts = countBoard(tasks, filters, known);
  if (filters.view === "list") return { columns: [], list: { tasks: found, nextCursor: null }, counts };
  const columns = [...difficulties, null].map((difficulty) => {
    const inColumn = found.filter((task) => task.difficulty === difficulty);
    return { difficulty, tasks: inColumn, total: inColumn.length, nextCursor: null };
  });
  return { columns, list: null, counts };
}

/** While the server is asked: what is known to match stays, the rest leaves at once. */
export function narrowed(before: BoardData, filters: BoardFilters): BoardData {
  const stays = (task: TaskCardView) => matches(task, filters);
  const columns = before.columns.map((column) => {
    const tasks = column.tasks.filter(stays);
    return { ...column, tasks, nextCursor: null };
  });
  if (filters.view === "columns") return { ...before, columns, list: null };
  const tasks = before.list?.tasks ?? before.columns.flatMap((column) => column.tasks);
  return { ...before, columns: [], list: { tasks: tasks.filter(stays), nextCursor: null } };
}

/** Projects and tags that the filters can name. */
export function knownOf(counts: BoardCounts): { projects: ProjectRefView[]; tags: TagView[] } {
  return {
    projects: counts.project.flatMap((facet) => facet.project ?? []),
    tags: counts.tag.flatMap((facet) => facet.tag ?? []),
  };
}
