import { endpoint, operation } from "@/lib/http/route";
import { renewClaim } from "@/lib/server/claims/renew";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("renewClaim", ({ context, input }) => renewClaim(context, input)),
);
