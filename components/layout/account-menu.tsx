"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { forgetPerson, signOut } from "../../lib/client/session";
import type { MeView } from "../../lib/domain/views";
import { Bell } from "../notices/bell";
import { Avatar } from "../ui/avatar";
import { Menu, MenuButton, MenuLink } from "../ui/menu";
import { showToast } from "../ui/toast";

interface AccountMenuProps {
  me: MeView;
  person: NonNullable<MeView["person"]>;
}

/** The bell and the menu of who is signed in; a visitor's browser does not load it. */
export default function AccountMenu({ me, person }: AccountMenuProps) {
  const t = useTranslations("common.account");
  const failed = useTranslations("common.failure");
  const client = useQueryClient();
  const leave = () =>
    signOut().then(
      () => forgetPerson(client),
      () => showToast({ title: failed("title"), description: failed("text"), look: "error" }),
    );
  return (
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
  );
}
