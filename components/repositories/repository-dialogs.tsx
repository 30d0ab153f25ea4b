"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { changeRepository, disconnectRepository } from "../../lib/client/repositories";
import type { RepositoryView } from "../../lib/domain/repositories";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { showToast } from "../ui/toast";
import { TokenField } from "./connect-form";
import { Refusal } from "./refusal";
import { useRepositories } from "./use-repositories";

interface RepositoryDialogProps {
  slug: string;
  repository: RepositoryView;
  onClose(): void;
}

/** Gives a repository a new token; from then on it is read with it. */
export function TokenDialog({ slug, repository, onClose }: RepositoryDialogProps) {
  const t = useTranslations("repositories.actions");
  const about = useTranslations("repositories.connect");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const form = useId();
  const { take, refresh } = useRepositories(slug);
  const [token, setToken] = useState("");
  const { id, revision, owner, name } = repository;
  const save = useMutation({
    mutationFn: () => changeRepository({ id, revision, token: token.trim() }),
    onSuccess: (view) => {
      take(view);
      showToast({ title: t("tokenSaved"), look: "success" });
      onClose();
    },
    // Someone else changed it meanwhile: the next try begins with what it is now.
    onError: (error) => errorCodeOf(error) === "conflict" && refresh(),
  });
  const fields = fieldSentences(errors, save.error);
  const fault = fields.token ?? fields.repository ?? (save.error ? <Refusal error={save.error} /> : undefined);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("tokenTitle", { repository: `${owner}/${name}` })}
      description={about("tokenText")}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={save.isPending} disabled={!token.trim()}>
            {t("tokenSubmit")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="text-pretty text-second text-sm">{about("tokenTrap")}</p>
        <TokenField value={token} error={fault} onChange={setToken} />
      </form>
    </Dialog>
  );
}

/** Asks before a repository is disconnected. */
export function DisconnectDialog({ slug, repository, onClose }: RepositoryDialogProps) {
  const t = useTranslations("repositories.actions");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { take } = useRepositories(slug);
  const named = { repository: `${repository.owner}/${repository.name}` };
  const disconnect = useMutation({
    mutationFn: () => disconnectRepository(repository.id),
    onSuccess: (view) => {
      onClose();
      showToast({ title: t("disconnected", named), look: "success" });
      take(view);
    },
  });
  return (
    <ConfirmDialog
      title={t("disconnectTitle", named)}
      description={t("disconnectText")}
      action={t("disconnectSubmit")}
      isBusy={disconnect.isPending}
      fault={disconnect.error && errorSentence(errors, disconnect.error, locale)}
      onConfirm={() => disconnect.mutate()}
      onClose={onClose}
    />
  );
}
