import { endpoint, operation } from "@/lib/http/route";
import { changePolicy } from "@/lib/server/projects/change-policy";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("changePolicy", ({ context, input }) => changePolicy(context, input)),
);
