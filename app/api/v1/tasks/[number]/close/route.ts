import { endpoint, operation } from "@/lib/http/route";
import { closeTask } from "@/lib/server/tasks/close";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("closeTask", ({ context, input }) => closeTask(context, input)),
);
