import { endpoint, operation } from "@/lib/http/route";
import { editTask } from "@/lib/server/tasks/edit";
import { readTask } from "@/lib/server/tasks/read";
import { removeTask } from "@/lib/server/tasks/remove";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readTask", ({ context, params }) => readTask(context, params.number)),
  operation("editTask", ({ context, input }) => editTask(context, input)),
  operation("deleteTask", ({ context, input }) => removeTask(context, input)),
);
