import { endpoint, operation } from "@/lib/http/route";
import { readMe } from "@/lib/server/people/me";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readMe", ({ context }) => readMe(context)),
);
