"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { forgetPerson, signOut, useMe } from "../../lib/client/session";
import { Bell } from "../notices/bell";
import { Avatar } from "../ui/avatar";
import { LinkButton } from "../ui/button";
import { Menu, MenuButton, MenuLink } from "../ui/menu";
import { showToast } from "../ui/toast";

/**
 * "Sign in", or the person's bell and menu once the browser knows who reads. Both lie in the same cell of a grid that
 * has room for either, so nothing moves when one takes the other's place.
 */
export function AccountCorner() {
  const t = useTranslations("common.account");
  const failed = useTranslations("common.failure");
  const client = useQueryClient();
  const path = usePathname();
  const search = new URLSearchParams(useSearchParams());
  search.delete("lang");
  const { data: me } = useMe();
  const person = me?.person;

  const leave = () =>
    signOut().then(
      () => forgetPerson(client),
      () => showToast({ title: failed("title"), description: failed("text"), look: "error" }),
    );

  return (
    <div className="grid min-w-[calc(2*var(--control))] shrink-0 items-center justify-items-end *:[grid-area:1/1]">
      <LinkButton
        href={signInAddress(search.size > 0 ? `${path}?${search}` : path)}
        rel="nofollow"
        className={person ? "invisible" : undefined}
      >
        {t("signIn")}
      </LinkButton>
      {person && (
        <div className="flex">
          <Bell unread={me.unread} />
          <Menu
            title={t("menu", { name: person.name })}
            align="end"
            className="size-control rounded-full hover:bg-soft"
            label={<Avatar login={person.login} name={person.name} size={30} />}
          >
            <div className="border-soft border-b px-2.5 pt-1 pb-2 text-sm">
              <div className="truncate font-semibold">{person.name}</div>
              <div className="truncate text-third text-xs">@{person.login}</div>
            </div>
            <MenuLink href="/me">{t("me")}</MenuLink>
            {!person.isHidden && <MenuLink href={`/people/${person.login}`}>{t("profile")}</MenuLink>}
            <MenuLink href="/me/account">{t("settings")}</MenuLink>
            {me.maintains.length > 0 && (
              <>
                <hr className="my-1 border-soft" />
                <MenuLink href="/desk">{t("desk")}</MenuLink>
                <MenuLink href="/tasks/new">{t("addTask")}</MenuLink>
                <MenuLink href="/import">{t("importList")}</MenuLink>
              </>
            )}
            <hr className="my-1 border-soft" />
            <MenuButton onClick={leave}>{t("signOut")}</MenuButton>
          </Menu>
        </div>
      )}
    </div>
  );
}

/** The sign-in page that comes back here; it checks where "here" is by itself. */
function signInAddress(here: string): string {
  return here === "/" || here.startsWith("/sign-") ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: here })}`;
}
