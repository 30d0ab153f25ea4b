import { endpoint, operation } from "@/lib/http/route";
import { moveClaim } from "@/lib/server/claims/move";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("moveClaim", ({ context, input }) => moveClaim(context, input)),
);
