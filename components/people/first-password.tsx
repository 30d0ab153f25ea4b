"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { forgetPerson } from "../../lib/client/session";
import { githubAddress } from "../../lib/domain/github";
import { Button, LinkButton } from "../ui/button";
import { Field } from "../ui/field";
import { showToast } from "../ui/toast";
import { GitHubMark } from "./github-mark";
import { PasswordInput } from "./password-input";
import { useSubmit } from "./use-submit";

/** A first password for someone who signs in with GitHub, once they have confirmed there that it is them. */
export function FirstPassword({ login, isConfirmed }: { login: string; isConfirmed: boolean }) {
  const t = useTranslations("github.account");
  const words = useTranslations("people.account");
  const errors = useTranslations("errors.field");
  const client = useQueryClient();
  const { submit, isBusy, faults, setFaults } = useSubmit(["next"]);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get("next") ?? "");
    if (next.length < 8) return setFaults({ next: errors("too_small", { minimum: 8 }) });
    void submit(async () => {
      await account.setFirstPassword(next);
      showToast({ title: t("setPasswordDone"), look: "success" });
      await forgetPerson(client);
    });
  };
  if (!isConfirmed) return <ConfirmThroughGitHub what="password">{t("setPasswordConfirm")}</ConfirmThroughGitHub>;
  return (
    <form method="post" noValidate onSubmit={save} className="flex max-w-md flex-col gap-4">
      <p role="status" className="text-second text-sm">
        {t("confirmed")}
      </p>
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Field label={words("next")} hint={words("nextHint")} error={faults.next} isRequired>
        <PasswordInput name="next" autoComplete="new-password" autoFocus />
      </Field>
      {faults.form && (
        <>
          <p role="alert" className="text-danger text-sm">
            {faults.form}
          </p>
          <ConfirmThroughGitHub what="password">{t("setPasswordConfirm")}</ConfirmThroughGitHub>
        </>
      )}
      <Button type="submit" isBusy={isBusy} className="self-start">
        {t("setPassword")}
      </Button>
    </form>
  );
}

/** Leads to GitHub and back, to go on with `what`. */
export function ConfirmThroughGitHub({ what, children }: { what: Confirmed; children: string }) {
  const t = useTranslations("github.account");
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="max-w-prose text-second text-sm">{children}</p>
      <LinkButton
        href={githubAddress(`/me/account?confirmed=${what}`, { act: "confirm" })}
        rel="nofollow"
        icon={<GitHubMark size={16} />}
      >
        {t("confirm")}
      </LinkButton>
    </div>
  );
}

/** What the reader has just confirmed for, as the account's address says it. */
export type Confirmed = "password" | "leave";
