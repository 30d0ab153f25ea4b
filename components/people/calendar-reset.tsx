"use client";

import { useTranslations } from "use-intl/react";
import { resetCalendar } from "../../lib/client/contact";
import type { ContactView } from "../../lib/domain/views";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useSubmit } from "./use-submit";

interface CalendarResetProps {
  onClose(): void;
  onReset(view: ContactView): void;
}

/** Asks before the calendar gets a new address: calendars with the old one stop being told. */
export function CalendarReset({ onClose, onReset }: CalendarResetProps) {
  const t = useTranslations("contact.calendar");
  const common = useTranslations("common.action");
  const { submit, isBusy, faults } = useSubmit([]);
  const reset = () => submit(async () => onReset(await resetCalendar()));
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t("resetTitle")}
      description={t("resetText")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="danger" isBusy={isBusy} onClick={reset}>
            {t("resetSubmit")}
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
