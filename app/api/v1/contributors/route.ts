import { setNextLink } from "@/lib/http/next-link";
import { endpoint, operation } from "@/lib/http/route";
import { readContributors } from "@/lib/server/people/contributors";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readContributors", async ({ context, query, request, headers }) => {
    const list = await readContributors(context, query);
    setNextLink(headers, request, list.nextCursor);
    return list;
  }),
);
