"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { isPlainClick, pushAddress } from "../../lib/client/address";
import { useNotices, useReadNotices } from "../../lib/client/notices";
import type { NoticeView } from "../../lib/domain/views";
import { formatInstant } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { ListFailure } from "../people/list-failure";
import { Shape, SignedInOnly } from "../people/signed-in-only";
import { Button, LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { focusSoon } from "../ui/focus";
import { useNow, useTimeZone } from "../ui/now";
import { TabLinks } from "../ui/tabs";
import { showToast } from "../ui/toast";
import { byDay, dayOf } from "./days";
import { NoticeItem } from "./notice-item";

type Show = "all" | "unread";
const addresses: Record<Show, string> = { all: "/inbox", unread: "/inbox?show=unread" };

/** What the reader was told, newest first, by day. */
export function Inbox() {
  const t = useTranslations("notices.inbox");
  return (
    <SignedInOnly path="/inbox" title={t("signIn")} text={t("signInText")} skeleton={<Skeleton />}>
      {(me) => <Notices unread={me.unread} />}
    </SignedInOnly>
  );
}

function Skeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Shape className="h-control w-40" />
      <Shape className="h-72" />
    </div>
  );
}

function Notices({ unread }: { unread: number }) {
  const t = useTranslations("notices.inbox");
  const show: Show = useSearchParams().get("show") === "unread" ? "unread" : "all";
  const query = useNotices(show);
  const notices = query.data?.pages.flatMap((page) => page.notices) ?? [];
  const tab = (key: Show, label: string) => ({
    key,
    label,
    href: addresses[key],
    isCurrent: key === show,
    onClick: (event: React.MouseEvent) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      pushAddress(addresses[key]);
    },
  });

  const showMore = async () => {
    const before = notices.length;
    const { data } = await query.fetchNextPage();
    // The button may be gone: whoever pressed it goes on with the first one it brought.
    const next = data?.pages.flatMap((page) => page.notices)[before];
    if (next) focusSoon(() => document.getElementById(`notice-${next.id}`));
  };

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TabLinks label={t("filter")} look="calm" items={[tab("all", t("all")), tab("unread", t("unread"))]} />
        <ReadAll newest={notices[0]} unread={unread} />
      </div>
      {query.isPending ? (
        <div aria-hidden="true">
          <Shape className="h-72" />
        </div>
      ) : notices.length === 0 && !query.isError ? (
        <Nothing show={show} />
      ) : (
        <Days notices={notices} />
      )}
      {query.isError && <ListFailure query={query} />}
      {query.hasNextPage && !query.isError && (
        <Button look="quiet" isWide isBusy={query.isFetchingNextPage} onClick={showMore}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** Marks everything up to the newest one shown; what came since stays unread. */
function ReadAll({ newest, unread }: { newest: NoticeView | undefined; unread: number }) {
  const t = useTranslations("notices.inbox");
  const common = useTranslations("common.action");
  const read = useReadNotices();
  const failed = () => showToast({ title: t("readFailed"), look: "error" });
  if (!newest || unread === 0) return null;
  const readAll = () =>
    read({ upTo: newest.id }).then(({ ids }) => {
      showToast({
        title: t("readDone", { count: ids.length }),
        look: "success",
        ...(ids.length > 0 && {
          undo: { label: common("undo"), run: () => void read({ ids, isRead: false }).catch(failed) },
        }),
      });
    }, failed);
  return (
    <Button look="quiet" onClick={readAll}>
      {t("readAll")}
    </Button>
  );
}

function Days({ notices }: { notices: readonly NoticeView[] }) {
  const t = useTranslations("notices.inbox");
  const locale = useReaderLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  const read = useReadNotices();
  const today = dayOf(now, timeZone);
  const yesterday = dayOf(now - 24 * 60 * 60 * 1000, timeZone);
  const open = (notice: NoticeView) => {
    // Not said when it fails: the reader is on their way, and it stays unread.
    if (!notice.isRead) read({ ids: [notice.id] }).catch(() => {});
  };
  return byDay(notices, timeZone).map(({ day, items }) => (
    <section key={day} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`} className="mb-2 font-semibold text-second text-sm">
        {day === today
          ? t("today")
          : day === yesterday
            ? t("yesterday")
            : formatInstant(Date.parse(items[0]?.at ?? ""), { locale, format: "date", now, timeZone })}
      </h2>
      <ul className="divide-y divide-soft overflow-hidden rounded-card border border-line bg-surface">
        {items.map((notice) => (
          <li key={notice.id}>
            <NoticeItem notice={notice} onOpen={() => open(notice)} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Nothing({ show }: { show: Show }) {
  const t = useTranslations("notices.inbox");
  const isAll = show === "all";
  return (
    <EmptyState
      title={t(isAll ? "empty" : "emptyUnread")}
      actions={
        <>
          <LinkButton look="primary" href="/">
            {t("tasks")}
          </LinkButton>
          <LinkButton href="/me">{t("claims")}</LinkButton>
        </>
      }
    >
      {t(isAll ? "emptyText" : "emptyUnreadText")}
    </EmptyState>
  );
}
