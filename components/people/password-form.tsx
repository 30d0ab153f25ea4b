"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { account, sessionsQuery } from "../../lib/client/account";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { focusFault } from "../ui/focus";
import { showToast } from "../ui/toast";
import { PasswordInput } from "./password-input";
import { useSubmit } from "./use-submit";

/** Changes the password. The login stands in a hidden field, so that password managers know whose it is. */
export function PasswordForm({ login }: { login: string }) {
  const t = useTranslations("people.account");
  const errors = useTranslations("errors.field");
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { submit, isBusy, faults, setFaults, fault } = useSubmit(["current", "next"]);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const [current, next] = [String(typed.get("current") ?? ""), String(typed.get("next") ?? "")];
    const missing = {
      ...(current ? {} : { current: errors("required") }),
      ...(next.length >= 8 ? {} : { next: next ? errors("too_small", { minimum: 8 }) : errors("required") }),
    };
    if (Object.keys(missing).length > 0) {
      setFaults(missing);
      return focusFault(event.currentTarget);
    }
    void submit(async () => {
      await account.changePassword(current, next);
      form.current?.reset();
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      showToast({ title: t("changed"), look: "success" });
    });
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={save} className="flex max-w-md flex-col gap-4">
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Field label={t("current")} {...fault("current")} isRequired>
        <PasswordInput name="current" autoComplete="current-password" />
      </Field>
      <Field label={t("next")} hint={t("nextHint")} {...fault("next")} isRequired>
        <PasswordInput name="next" autoComplete="new-password" />
      </Field>
      {faults.form && (
        <p role="alert" className="text-danger text-sm">
          {faults.form}
        </p>
      )}
      <Button type="submit" isBusy={isBusy} className="self-start">
        {t("change")}
      </Button>
    </form>
  );
}
