"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { forgetPerson } from "../../lib/client/session";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { showToast } from "../ui/toast";
import { useSubmit } from "./use-submit";

/** Asks before the GitHub account is unlinked. */
export function GitHubUnlink({ login, onClose }: { login: string; onClose(): void }) {
  const t = useTranslations("github.account");
  const client = useQueryClient();
  const { submit, isBusy, faults } = useSubmit([]);
  const unlink = () =>
    submit(async () => {
      await account.unlinkGitHub();
      await forgetPerson(client);
      showToast({ title: t("unlinked"), look: "success" });
      onClose();
    });
  return (
    <ConfirmDialog
      title={t("unlinkTitle", { login })}
      description={t("unlinkText")}
      action={t("unlink")}
      isBusy={isBusy}
      fault={faults.form}
      onConfirm={unlink}
      onClose={onClose}
    />
  );
}
