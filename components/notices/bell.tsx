"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";
import { SoftLink } from "../ui/soft-link";

/** The way to the inbox, with how much is unread. */
export function Bell({ unread }: { unread: number }) {
  const t = useTranslations("common.account");
  const isHere = usePathname() === "/inbox";
  const label = t("inbox", { count: unread });
  return (
    <SoftLink
      href="/inbox"
      rel="nofollow"
      aria-label={label}
      title={label}
      aria-current={isHere ? "page" : undefined}
      className="relative inline-flex size-control items-center justify-center rounded-control text-second no-underline hover:bg-soft hover:text-ink"
    >
      <Icon name="bell" size={18} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-[calc(50%-1rem)] top-[calc(50%-1.0625rem)] min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[0.6875rem] text-on-accent leading-4 tabular-nums"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </SoftLink>
  );
}
