import { endpoint, operation } from "@/lib/http/route";
import { readDesk } from "@/lib/server/desk/read";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readDesk", ({ context }) => readDesk(context)),
);
