import { endpoint, operation } from "@/lib/http/route";
import { readNotices } from "@/lib/server/notices/read";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readNotices", ({ context, input }) => readNotices(context, input)),
);
