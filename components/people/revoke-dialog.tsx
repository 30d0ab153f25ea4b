"use client";

import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import type { TokenView } from "../../lib/domain/account";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useSubmit } from "./use-submit";

interface RevokeDialogProps {
  token: TokenView;
  onClose(): void;
  onRevoked(): void;
}

/** Asks before a token is revoked: it cannot be undone. */
export function RevokeDialog({ token, onClose, onRevoked }: RevokeDialogProps) {
  const t = useTranslations("people.account");
  const common = useTranslations("common.action");
  const { submit, isBusy, faults } = useSubmit([]);
  const revoke = () =>
    submit(async () => {
      await account.revokeToken(token.id);
      onRevoked();
    });
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t("revokeTitle", { name: token.name })}
      description={t("revokeText")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="danger" isBusy={isBusy} onClick={revoke}>
            {t("revokeSubmit")}
          </Button>
        </>
      }
    >
      {faults.form && (
        <p role="alert" className="text-danger text-sm">
          {faults.form}
        </p>
      )}
    </Dialog>
  );
}
