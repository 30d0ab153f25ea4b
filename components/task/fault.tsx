"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useReaderLocale } from "../layout/client-messages";
import { showToast } from "../ui/toast";

/** Says why something was refused, each time there is a new refusal. */
export function FaultToast({ error }: { error: unknown }) {
  const t = useTranslations("errors");
  const locale = useReaderLocale();
  useEffect(() => showToast({ title: errorSentence(t, error, locale), look: "error" }), [t, error, locale]);
  return null;
}
