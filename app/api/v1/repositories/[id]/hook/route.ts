import { endpoint, operation } from "@/lib/http/route";
import { makeHookSecret } from "@/lib/server/github/connect";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("makeHookSecret", ({ context, input }) => makeHookSecret(context, input)),
);
