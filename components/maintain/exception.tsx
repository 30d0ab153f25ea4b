"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { changes, useChange } from "../../lib/client/mutations";
import { taskQuery } from "../../lib/client/task";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Input, Textarea } from "../ui/field";
import { showToast } from "../ui/toast";
import { useFaults } from "../ui/use-faults";
import type { MaintainDialogProps } from "./dialogs";

/** Lets one person claim the task beyond cap and ladder. Who waits in line for it is one tap away. */
export function ExceptionDialog({ number, by, onClose }: Pick<MaintainDialogProps, "number" | "by" | "onClose">) {
  const t = useTranslations("maintain.tools");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const form = useId();
  const change = useChange();
  const inLine = useQuery(taskQuery(number)).data?.waitlist ?? [];
  const [login, setLogin] = useState("");
  const [reason, setReason] = useState("");
  const { setFaults, fault } = useFaults<"login" | "reason">();
  const name = login.trim().replace(/^@/, "");
  const why = reason.replace(/\s+/g, " ").trim();

  const loginFault = fault("login");
  const chooseLogin = (typed: string) => {
    setLogin(typed);
    loginFault.onChange();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = errors("field.required");
    if (!name || !why) return setFaults({ ...(name ? {} : { login: missing }), ...(why ? {} : { reason: missing }) });
    setFaults({});
    try {
      await change.mutateAsync(changes.except(number, { login: name, reason: why }));
      showToast({ title: t("excepted", { login: name }), look: "success" });
      onClose();
    } catch (error) {
      const fields = fieldSentences(errors, error);
      if (errorCodeOf(error) === "not_found") setFaults({ login: errorSentence(errors, error, locale) });
      else if (fields.login || fields.reason) setFaults(fields);
      else by.fail(error);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("exceptTitle")}
      description={t("exceptText")}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={change.isPending}>
            {t("exceptSubmit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={t("exceptLogin")} error={loginFault.error} isRequired>
          <Input
            value={login}
            autoFocus
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            maxLength={31}
            onChange={(event) => chooseLogin(event.target.value)}
          />
        </Field>
        {inLine.length > 0 && (
          <fieldset className="-mt-2 flex flex-wrap items-center gap-1.5">
            <legend className="float-left me-1 text-sm text-third">{t("exceptLine")}</legend>
            {inLine.map(({ person }) => (
              <Button
                key={person.login}
                size="small"
                aria-pressed={name === person.login}
                onClick={() => chooseLogin(person.login)}
              >
                {person.name}
              </Button>
            ))}
          </fieldset>
        )}
        <Field label={t("exceptReason")} hint={t("exceptReasonHint")} {...fault("reason")} isRequired>
          <Textarea
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            className="min-h-16"
          />
        </Field>
      </form>
    </Dialog>
  );
}
