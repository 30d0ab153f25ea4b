import { endpoint, operation } from "@/lib/http/route";
import { importList } from "@/lib/server/lists/import";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("importList", ({ context, input }) => importList(context, input)),
);
