import { setNextLink } from "@/lib/http/next-link";
import { endpoint, operation } from "@/lib/http/route";
import { listNotices } from "@/lib/server/notices/list";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("listNotices", async ({ context, query: { unread, ...page }, request, headers }) => {
    const list = await listNotices(context, { ...page, unread: unread === "yes" });
    setNextLink(headers, request, list.nextCursor);
    return list;
  }),
);
