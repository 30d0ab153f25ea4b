"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  title: string;
  /** What happens, and that it cannot be undone. */
  description: ReactNode;
  /** The word on the button that does it. */
  action: string;
  isBusy: boolean;
  /** Why it was refused, as a sentence. */
  fault?: string | null;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something is done that does not come back. */
export function ConfirmDialog({ title, description, action, isBusy, fault, onConfirm, onClose }: ConfirmDialogProps) {
  const say = useTranslations("common.action");
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={title}
      description={description}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button look="danger" isBusy={isBusy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {fault && (
        <p role="alert" className="text-danger text-sm">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
