import { endpoint, operation } from "@/lib/http/route";
import { tickStep } from "@/lib/server/claims/tick";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("tickStep", ({ context, input }) => tickStep(context, input)),
);
