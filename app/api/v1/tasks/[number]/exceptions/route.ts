import { endpoint, operation } from "@/lib/http/route";
import { makeException } from "@/lib/server/claims/except";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("makeException", ({ context, input }) => makeException(context, input)),
);
