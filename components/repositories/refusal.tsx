"use client";

import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { waitsUntil } from "../../lib/client/repositories";
import { useReaderLocale } from "../layout/client-messages";
import { Instant } from "../ui/instant";

/** Why something about a repository was refused, and until when GitHub asks to be left alone, if it does. */
export function Refusal({ error }: { error: unknown }) {
  const t = useTranslations("repositories.state");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const until = waitsUntil(error);
  return (
    <>
      {errorSentence(errors, error, locale)}
      {until && (
        <span className="block">
          {t.rich("until", { time: () => <Instant key="time" value={until} format="dateTime" /> })}
        </span>
      )}
    </>
  );
}

/** The same in a box of its own, read out when it appears. */
export function RefusalNotice({ error }: { error: unknown }) {
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
      <Refusal error={error} />
    </p>
  );
}
