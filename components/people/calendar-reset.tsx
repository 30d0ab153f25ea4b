"use client";

import { useTranslations } from "use-intl/react";
import { resetCalendar } from "../../lib/client/contact";
import type { ContactView } from "../../lib/domain/views";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { useSubmit } from "./use-submit";

interface CalendarResetProps {
  onClose(): void;
  onReset(view: ContactView): void;
}

/** Asks before the calendar gets a new address: calendars with the old one stop being told. */
export function CalendarReset({ onClose, onReset }: CalendarResetProps) {
  const t = useTranslations("contact.calendar");
  const { submit, isBusy, faults } = useSubmit([]);
  const reset = () => submit(async () => onReset(await resetCalendar()));
  return (
    <ConfirmDialog
      title={t("resetTitle")}
      description={t("resetText")}
      action={t("resetSubmit")}
      isBusy={isBusy}
      fault={faults.form}
      onConfirm={reset}
      onClose={onClose}
    />
  );
}
