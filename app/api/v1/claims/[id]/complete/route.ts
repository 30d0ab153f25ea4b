import { endpoint, operation } from "@/lib/http/route";
import { completeClaim } from "@/lib/server/claims/complete";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("completeClaim", ({ context, input }) => completeClaim(context, input)),
);
