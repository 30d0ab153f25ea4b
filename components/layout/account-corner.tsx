"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { useMe } from "../../lib/client/session";
import { LinkButton } from "../ui/button";
import { late } from "../ui/late";

// Where it cannot be loaded, the page stays and the way to one's own page with it.
const AccountMenu = late(() => import("./account-menu").then((loaded) => loaded.default), PlainLink);

/**
 * "Sign in", or the person's bell and menu once the browser knows who reads. Both lie in the same cell of a grid that
 * has room for either, so nothing moves when one takes the other's place.
 */
export function AccountCorner() {
  const t = useTranslations("common.account");
  const path = usePathname();
  const search = new URLSearchParams(useSearchParams());
  search.delete("lang");
  const { data: me } = useMe();
  const person = me?.person;
  return (
    <div className="grid min-w-[calc(2*var(--control))] shrink-0 items-center justify-items-end *:[grid-area:1/1]">
      <LinkButton
        href={signInAddress(search.size > 0 ? `${path}?${search}` : path)}
        rel="nofollow"
        className={person ? "invisible" : undefined}
      >
        {t("signIn")}
      </LinkButton>
      {person && <AccountMenu me={me} person={person} />}
    </div>
  );
}

function PlainLink() {
  return <LinkButton href="/me">{useTranslations("common.account")("me")}</LinkButton>;
}

/** The sign-in page that comes back here; it checks where "here" is by itself. */
function signInAddress(here: string): string {
  return here === "/" || here.startsWith("/sign-") ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: here })}`;
}
