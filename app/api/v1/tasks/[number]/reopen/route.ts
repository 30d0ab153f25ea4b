import { endpoint, operation } from "@/lib/http/route";
import { reopenTask } from "@/lib/server/tasks/reopen";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("reopenTask", ({ context, input }) => reopenTask(context, input)),
);
