import { endpoint, operation } from "@/lib/http/route";
import { unlinkClaim } from "@/lib/server/claims/unlink";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("unlinkClaim", ({ context, input }) => unlinkClaim(context, input)),
);
