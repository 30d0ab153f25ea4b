"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { NoticeView } from "../../lib/domain/views";
import { languageTag } from "../../lib/i18n/locale";
import { type NoticeTranslator, noticeAction, noticeTitle } from "../../lib/i18n/notice-words";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Instant } from "../ui/instant";
import { SoftLink } from "../ui/soft-link";

/** Notices that call for something until a certain time. */
const dated: NoticeView["kind"][] = ["claim.reminder", "claim.extended", "claim.restored", "offer.made"];

interface NoticeItemProps {
  notice: NoticeView;
  /** The reader goes to where they act, here or in another tab. */
  onOpen(): void;
}

/** One notice: the whole of it is the link to where one acts. */
export function NoticeItem({ notice, onOpen }: NoticeItemProps) {
  const t = useTranslations("notices");
  const locale = useReaderLocale();
  const { details, isRead } = notice;
  const say = t as unknown as NoticeTranslator;
  const title = noticeTitle(say, notice, locale);
  const task = () => (
    <span key="task" lang={title.task.locale === locale ? undefined : languageTag[title.task.locale]}>
      {title.task.text}
    </span>
  );
  const until = dated.includes(notice.kind) ? details.leaseEndsAt : null;
  const said = details.reason ?? details.note;
  const isUrgent = notice.isUrgent && !isRead;
  return (
    <SoftLink
      id={`notice-${notice.id}`}
      href={notice.href}
      onClick={onOpen}
      onAuxClick={(event) => event.button === 1 && onOpen()}
      className="group flex gap-3 px-3.5 py-3 no-underline hover:bg-soft focus-visible:-outline-offset-2 sm:px-4"
    >
      <span
        aria-hidden="true"
        className={classNames("mt-2 size-2 shrink-0 rounded-full", isRead ? "bg-transparent" : "bg-accent")}
      />
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0 grow basis-64">
          {!isRead && <span className="sr-only">{t("inbox.isUnread")} </span>}
          <span className={classNames("block break-words", isRead ? "text-second" : "font-semibold text-ink")}>
            {t.rich(title.key as never, { ...title.values, task } as never)}
          </span>
          {said && (
            <span className="mt-1 line-clamp-3 block max-w-prose whitespace-pre-line border-line border-s-2 ps-3 text-second text-sm">
              <span className="sr-only">{t(details.reason ? "inbox.reason" : "inbox.note")}: </span>
              {said}
            </span>
          )}
          <span className="mt-1 block text-sm text-third">
            {notice.project && `${notice.project.name} · `}
            {details.slot && `${t("inbox.slot", { name: details.slot })} · `}
            {until && t.rich("inbox.untilDate", { date: () => <Instant key="date" value={until} format="dateTime" /> })}
            {until && " · "}
            <Instant value={notice.at} />
          </span>
        </span>
        <span
          className={classNames(
            "inline-flex min-h-8 shrink-0 items-center gap-1 rounded-control border px-2.5 font-semibold text-sm",
            isUrgent
              ? "border-transparent bg-accent text-on-accent"
              : "border-line text-ink group-hover:border-line-strong",
          )}
        >
          {noticeAction(say, notice)}
          <ArrowRight size={14} aria-hidden="true" />
        </span>
      </span>
    </SoftLink>
  );
}
