import { endpoint, operation } from "@/lib/http/route";
import { readSoon } from "@/lib/server/github/connect";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("syncRepository", ({ context, input }) => readSoon(context, input)),
);
