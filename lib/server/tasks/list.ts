import type { BoardFilters } from "../../domain/filters";
import type { TaskListView } from "../../domain/views";
import type { Context } from "../context";
import { cardViews } from "./cards";
import { pageOfTasks } from "./pages";
import { prepareQuery } from "./query";

/**
 * A keyset page of tasks in the board's order, with counts.
 * @throws AppError invalid, for a cursor that is not ours.
 */
export async function listTasks(
  context: Context,
  filters: BoardFilters,
  { cursor = null, limit = 50 }: { cursor?: string | null; limit?: number } = {},
): Promise<TaskListView> {
  const source = context.database;
  const { counts, query } = await prepareQuery(source, filters);
  const difficulty = filters.difficulty === "unrated" ? null : (filters.difficulty ?? undefined);
  const page = await pageOfTasks(source, { ...query, difficulty, cursor, limit });
  return { tasks: await cardViews(source, page.numbers), counts, nextCursor: page.nextCursor };
}
