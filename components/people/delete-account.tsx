"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { forgetPerson } from "../../lib/client/session";
import { Button, LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Field, Input } from "../ui/field";
import { focusFault } from "../ui/focus";
import { ConfirmThroughGitHub } from "./first-password";
import { PasswordInput } from "./password-input";
import { useSubmit } from "./use-submit";

const consequences = ["claims", "finished", "posts", "gone", "login"] as const;

interface DeleteAccountProps {
  login: string;
  hasPassword: boolean;
  /** Who has no password has just confirmed through GitHub that it is them. */
  isConfirmed: boolean;
  /** The account is deleted and this browser signed out. */
  onGone(): void;
}

/** Says exactly what happens, then asks for the password, if there is one, and the user name: it cannot be undone. */
export function DeleteAccount({ login, hasPassword, isConfirmed, onGone }: DeleteAccountProps) {
  const t = useTranslations("privacy.leave");
  const errors = useTranslations("errors.field");
  const common = useTranslations("common.action");
  const client = useQueryClient();
  const throughGitHub = useTranslations("github.account");
  const [isAsked, setAsked] = useState(!hasPassword && isConfirmed);
  const { submit, isBusy, faults, setFaults, fault } = useSubmit(["password", "login"]);
  const leave = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password") ?? "");
    const typed = String(form.get("confirm-login") ?? "");
    const confirmed = typed.trim().toLowerCase();
    const missing = {
      ...(hasPassword && !password ? { password: errors("required") } : {}),
      ...(confirmed === login ? {} : { login: errors(confirmed ? "not_your_login" : "required") }),
    };
    if (Object.keys(missing).length > 0) {
      setFaults(missing);
      return focusFault(event.currentTarget);
    }
    void submit(async () => {
      await account.leave(hasPassword ? { login: typed, password } : { login: typed });
      onGone();
      await forgetPerson(client);
    });
  };
  return (
    <div className="flex flex-col items-start gap-4">
      <div>
        <h3 className="font-semibold text-sm">{t("what")}</h3>
        <ul className="mt-1.5 flex max-w-prose list-disc flex-col gap-1 ps-5 text-second text-sm">
          {consequences.map((one) => (
            <li key={one}>{t(one)}</li>
          ))}
        </ul>
      </div>
      {!isAsked && <Button onClick={() => setAsked(true)}>{t("begin")}</Button>}
      {isAsked && !hasPassword && (!isConfirmed || faults.form) && (
        <ConfirmThroughGitHub what="leave">{throughGitHub("leaveConfirm")}</ConfirmThroughGitHub>
      )}
      {isAsked && (hasPassword || isConfirmed) && (
        <form method="post" noValidate onSubmit={leave} className="flex w-full max-w-md flex-col gap-4">
          {hasPassword ? (
            <Field label={t("password")} {...fault("password")} isRequired>
              <PasswordInput name="password" autoComplete="current-password" autoFocus />
            </Field>
          ) : (
            <p role="status" className="text-second text-sm">
              {throughGitHub("confirmed")}
            </p>
          )}
          <Field label={t("typed")} hint={t("typedHint", { login })} {...fault("login")} isRequired>
            <Input
              name="confirm-login"
              autoComplete="off"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              autoFocus={!hasPassword}
            />
          </Field>
          {faults.form && (
            <p role="alert" className="text-danger text-sm">
              {faults.form}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="danger" isBusy={isBusy}>
              {t(isBusy ? "deleting" : "submit")}
            </Button>
            <Button look="quiet" disabled={isBusy} onClick={() => setAsked(false)}>
              {common("cancel")}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

/** Takes the place of the account. */
export function Goodbye() {
  const t = useTranslations("privacy.leave");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
    place.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <div ref={place} tabIndex={-1} role="status" className="outline-none">
      <EmptyState
        title={t("goodbye")}
        actions={
          <LinkButton look="primary" href="/">
            {t("board")}
          </LinkButton>
        }
      >
        {t("goodbyeText")}
      </EmptyState>
    </div>
  );
}
