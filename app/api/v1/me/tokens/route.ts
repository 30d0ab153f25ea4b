import { endpoint, operation } from "@/lib/http/route";
import { createToken, listTokens } from "@/lib/server/people/tokens";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("listTokens", ({ context }) => listTokens(context)),
  operation("createToken", ({ context, input }) => createToken(context, input)),
);
