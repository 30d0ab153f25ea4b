import { endpoint, operation } from "@/lib/http/route";
import { linkClaim } from "@/lib/server/claims/link";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("linkClaim", ({ context, input }) => linkClaim(context, input)),
);
