import { setNextLink } from "@/lib/http/next-link";
import { endpoint, operation } from "@/lib/http/route";
import { createTask } from "@/lib/server/tasks/create";
import { listTasks } from "@/lib/server/tasks/list";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("listTasks", async ({ context, filters, query, request, headers }) => {
    const list = await listTasks(context, filters, query);
    setNextLink(headers, request, list.nextCursor);
    return list;
  }),
  operation("createTask", async ({ context, input, headers }) => {
    const change = await createTask(context, input);
    headers.set("Location", `/api/v1/tasks/${change.task.number}`);
    return change;
  }),
);
