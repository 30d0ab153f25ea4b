import { endpoint, operation } from "@/lib/http/route";
import { claimTask } from "@/lib/server/claims/claim";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("claimTask", ({ context, input }) => claimTask(context, input)),
);
