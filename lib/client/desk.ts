import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DeskView } from "../domain/views";
import { apiFetch } from "./api";
import { confirmTasks } from "./mutations";
import { taskQuery } from "./task";

/** What needs the reader, in the projects they maintain. */
export const deskQuery = queryOptions({
  queryKey: ["desk"],
  queryFn: ({ signal }) => apiFetch<DeskView>("/desk", { signal }),
  staleTime: 0,
});

/** Says that tasks are still wanted; then they leave the desk. */
export function useConfirmTasks() {
  const client = useQueryClient();
  const { queryKey } = deskQuery;
  return useMutation({
    mutationFn: confirmTasks,
    onSuccess: ({ numbers }) => client.setQueryData(queryKey, (desk) => desk && withoutTasks(desk, numbers)),
    onSettled: (_answer, _error, numbers) => {
      const changed = [queryKey, ["board"], ["tasks"], ["projects"], ...numbers.map((one) => taskQuery(one).queryKey)];
      for (const one of changed) void client.invalidateQueries({ queryKey: one });
    },
  });
}

/** The desk without these tasks among those that wait for a word. */
function withoutTasks(desk: DeskView, numbers: readonly number[]): DeskView {
  const items = desk.confirm.items.filter((one) => !numbers.includes(one.task.number));
  const gone = desk.confirm.items.length - items.length;
  return { ...desk, confirm: { total: desk.confirm.total - gone, items } };
}
