import { endpoint, operation } from "@/lib/http/route";
import { releaseClaim } from "@/lib/server/claims/release";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("releaseClaim", ({ context, input }) => releaseClaim(context, input)),
);
