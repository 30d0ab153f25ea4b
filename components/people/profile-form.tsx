"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { forgetPerson } from "../../lib/client/session";
import type { PersonRefView } from "../../lib/domain/views";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { showToast } from "../ui/toast";
import { useSubmit } from "./use-submit";

/** The name that others see, and the login, which stays. */
export function ProfileForm({ person }: { person: PersonRefView }) {
  const t = useTranslations("people.account");
  const common = useTranslations("common.action");
  const client = useQueryClient();
  const [name, setName] = useState(person.name);
  const { submit, isBusy, fault } = useSubmit(["name"]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    void submit(async () => {
      await account.rename(name);
      await forgetPerson(client);
      showToast({ title: t("saved"), look: "success" });
    });
  };
  return (
    <form onSubmit={save} noValidate className="flex max-w-md flex-col gap-4">
      <div className="flex items-center gap-3">
        <Avatar login={person.login} name={name || person.login} size={44} />
        <div className="min-w-0">
          <p className="text-sm text-third">{t("login")}</p>
          <p className="truncate font-semibold">@{person.login}</p>
        </div>
        {!person.isHidden && (
          <a
            href={`/people/${person.login}`}
            className="ms-auto inline-flex min-h-control shrink-0 items-center text-accent text-sm underline underline-offset-2"
          >
            {t("profileLink")}
          </a>
        )}
      </div>
      <p className="-mt-2 text-sm text-third">{t("loginFixed")}</p>
      <Field label={t("name")} hint={t("nameHint")} {...fault("name", "form")}>
        <Input
          name="name"
          autoComplete="nickname"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Button type="submit" isBusy={isBusy} disabled={name.trim() === person.name} className="self-start">
        {common("save")}
      </Button>
    </form>
  );
}
