import { endpoint, operation } from "@/lib/http/route";
import { confirmTasks } from "@/lib/server/tasks/confirm";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("confirmTasks", ({ context, input }) => confirmTasks(context, input)),
);
