import { endpoint, operation } from "@/lib/http/route";
import { settleDifference } from "@/lib/server/github/settle-difference";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("settleDifference", ({ context, input }) => settleDifference(context, input)),
);
