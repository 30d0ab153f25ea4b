"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { errorSentence, fieldSentences } from "../../lib/client/errors";
import { useReaderLocale } from "../layout/client-messages";
import { type Faults, useFaults } from "../ui/use-faults";

/** Sends a small form: busy while it is under way, and what was refused beside the fields that the form has. */
export function useSubmit<Name extends string>(fields: readonly Name[]) {
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const [isBusy, setBusy] = useState(false);
  const { faults, setFaults, fault } = useFaults<Name>();

  const submit = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFaults({});
    try {
      await work();
      return true;
    } catch (error) {
      const sentences = fieldSentences(errors, error);
      const found: Faults<Name> = {};
      for (const name of fields) if (sentences[name]) found[name] = sentences[name];
      const isBesideFields = Object.keys(found).length > 0;
      setFaults(isBesideFields ? found : ({ form: errorSentence(errors, error, locale) } as Faults<Name>));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { submit, isBusy, faults, setFaults, fault };
}
