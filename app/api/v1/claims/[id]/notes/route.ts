import { endpoint, operation } from "@/lib/http/route";
import { noteClaim } from "@/lib/server/claims/note";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("noteClaim", ({ context, input }) => noteClaim(context, input)),
);
