"use client";

import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import type { TokenView } from "../../lib/domain/account";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { useSubmit } from "./use-submit";

interface RevokeDialogProps {
  token: TokenView;
  onClose(): void;
  onRevoked(): void;
}

/** Asks before a token is revoked: it cannot be undone. */
export function RevokeDialog({ token, onClose, onRevoked }: RevokeDialogProps) {
  const t = useTranslations("people.account");
  const { submit, isBusy, faults } = useSubmit([]);
  const revoke = () =>
    submit(async () => {
      await account.revokeToken(token.id);
      onRevoked();
    });
  return (
    <ConfirmDialog
      title={t("revokeTitle", { name: token.name })}
      description={t("revokeText")}
      action={t("revokeSubmit")}
      isBusy={isBusy}
      fault={faults.form}
      onConfirm={revoke}
      onClose={onClose}
    />
  );
}
