import { setNextLink } from "@/lib/http/next-link";
import { endpoint, operation } from "@/lib/http/route";
import { listEvents } from "@/lib/server/events/list";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("listEvents", async ({ context, query, request, headers }) => {
    const list = await listEvents(context, query);
    setNextLink(headers, request, list.nextCursor);
    return list;
  }),
);
