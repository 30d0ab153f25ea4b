import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { FreeTask } from "../domain/errors";
import type { LinkView, TaskListView, TaskView } from "../domain/views";
import { apiFetch } from "./api";

/** A task with all that its page shows. */
export function taskQuery(number: number) {
  return queryOptions({
    queryKey: ["task", number],
    queryFn: ({ signal }) => apiFetch<TaskView>(`/tasks/${number}`, { signal }),
  });
}

/** Puts a task into the cache, unless the cache has a newer one: a page may have been rendered before a change. */
export function seedTask(client: QueryClient, task: TaskView): void {
  const { queryKey } = taskQuery(task.number);
  const known = client.getQueryData(queryKey);
  // That a task is still wanted is said without an update of it.
  const isNewer = known && (known.updatedAt > task.updatedAt || known.confirmedAt > task.confirmedAt);
  if (!isNewer) client.setQueryData(queryKey, task);
}

/** What the server makes of an address: `mosn/layotto#108`. @throws ApiError link_invalid */
export function linkQuery(url: string) {
  return queryOptions({
    queryKey: ["link", url],
    queryFn: ({ signal }) =>
      apiFetch<Pick<LinkView, "kind" | "url" | "label">>(`/links?url=${encodeURIComponent(url)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What the reader can do after this task. @throws ApiError unauthenticated, not_found */
export function nextTasksQuery(number: number) {
  return queryOptions({
    queryKey: ["tasks", "next", number],
    queryFn: ({ signal }) => apiFetch<FreeTask[]>(`/tasks/${number}/next`, { signal }),
  });
}

/** Tags and projects that exist, from the numbers beside the filters. */
export const knownQuery = queryOptions({
  queryKey: ["tasks", "known"],
  queryFn: async ({ signal }) => {
    const { counts } = await apiFetch<TaskListView>("/tasks?status=all&limit=1", { signal });
    return {
      tags: counts.tag.flatMap((facet) => facet.tag ?? []),
      projects: counts.project.flatMap((facet) => facet.project ?? []),
    };
  },
});

/** Markdown as the task's page will show it. Only for people who are signed in. */
export async function previewMarkdown(markdown: string, signal?: AbortSignal): Promise<string> {
  const { html } = await apiFetch<{ html: string }>("/api/preview", { method: "POST", body: { markdown }, signal });
  return html;
}
