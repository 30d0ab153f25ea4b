import { endpoint, operation } from "@/lib/http/route";
import { takeOverList } from "@/lib/server/github/take-list";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("takeOverList", ({ context, input }) => takeOverList(context, input)),
);
