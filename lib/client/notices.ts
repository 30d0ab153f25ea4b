import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ReadNoticesInput } from "../domain/inputs";
import type { NoticeListView, NoticesReadView } from "../domain/views";
import { apiFetch } from "./api";
import { meQuery } from "./session";

const pageSize = 30;
/** Ids that one request may name. */
const idsAtOnce = 200;
const key = ["me", "notices"] as const;

/** The reader's notices, newest first, page by page; all or only the unread ones. */
export function useNotices(show: "all" | "unread") {
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [...key, show],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ limit: String(pageSize) });
        if (show === "unread") query.set("unread", "yes");
        if (pageParam) query.set("cursor", pageParam);
        return apiFetch<NoticeListView>(`/me/notices?${query}`, { signal });
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      // One comes back to see what is new.
      refetchOnMount: "always",
    }),
  );
}

/** Marks notices as read or unread: shown at once, and put right if the server does not agree. */
export function useReadNotices() {
  const client = useQueryClient();
  return async (input: ReadNoticesInput): Promise<NoticesReadView> => {
    await client.cancelQueries({ queryKey: key });
    show(client, input);
    try {
      const done = await send(input);
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, unread: done.unread });
      return done;
    } catch (error) {
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      throw error;
    }
  };
}

async function send({ ids, ...rest }: ReadNoticesInput): Promise<NoticesReadView> {
  let done: NoticesReadView = { ids: [], unread: 0 };
  for (let start = 0; start === 0 || start < (ids?.length ?? 0); start += idsAtOnce) {
    const body = ids ? { ...rest, ids: ids.slice(start, start + idsAtOnce) } : rest;
    const part = await apiFetch<NoticesReadView>("/me/notices/read", { method: "POST", body });
    done = { ids: [...done.ids, ...part.ids], unread: part.unread };
  }
  return done;
}

function show(client: QueryClient, { ids, upTo, isRead = true }: ReadNoticesInput): void {
  const isMeant = (id: number) => ids?.includes(id) ?? (upTo !== undefined && id <= upTo);
  let changed = 0;
  client.setQueriesData<InfiniteData<NoticeListView>>({ queryKey: key }, (data) => {
    if (!data) return data;
    changed = data.pages
      .flatMap((page) => page.notices)
      .filter((one) => isMeant(one.id) && one.isRead !== isRead).length;
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        notices: page.notices.map((one) => (isMeant(one.id) ? { ...one, isRead } : one)),
      })),
    };
  });
  const left = (unread: number) => (upTo !== undefined ? 0 : Math.max(0, unread + (isRead ? -changed : changed)));
  client.setQueryData(meQuery.queryKey, (me) => me && { ...me, unread: left(me.unread) });
}
