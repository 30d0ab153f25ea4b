import { endpoint, operation } from "@/lib/http/route";
import { revokeToken } from "@/lib/server/people/tokens";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("deleteToken", ({ context, params }) => revokeToken(context, params)),
);
