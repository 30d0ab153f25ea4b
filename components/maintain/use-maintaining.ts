"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { errorSentence } from "../../lib/client/errors";
import { type Change, changes, useChange } from "../../lib/client/mutations";
import type { ChangeView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { showToast } from "../ui/toast";

/** A maintainer's changes of a task: each says in a toast what came of it, with a way back where there is one. */
export function useMaintaining(number: number, onChanged?: () => void) {
  const t = useTranslations("maintain.tools");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const change = useChange();
  const [isBusy, setBusy] = useState(false);

  const fail = (error: unknown) => showToast({ title: errorSentence(errors, error, locale), look: "error" });
  const undo = (eventId: number) =>
    change.mutateAsync(changes.undo(number, eventId)).then(() => {
      showToast({ title: t("undone") });
      onChanged?.();
    }, fail);

  /** For a toast: the way back from a change with this event, where there is one. */
  const back = (eventId: number | null | undefined) =>
    eventId == null ? {} : { undo: { label: say("undo"), run: () => void undo(eventId) } };

  /** Makes the change; null when it was refused, which has been said: in a toast, or where `refuse` does. */
  const run = async (asked: Change, title: string, refuse = fail): Promise<ChangeView | null> => {
    setBusy(true);
    try {
      const view = await change.mutateAsync(asked);
      showToast({ title, look: "success", ...back(view.eventId) });
      onChanged?.();
      return view;
    } catch (error) {
      refuse(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, fail, back };
}

export type Maintaining = ReturnType<typeof useMaintaining>;
