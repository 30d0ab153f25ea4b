import { endpoint, operation } from "@/lib/http/route";
import { nextTasks } from "@/lib/server/claims/next";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("nextTasks", ({ context, params }) => nextTasks(context, params.number)),
);
