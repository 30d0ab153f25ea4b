"use client";

import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";

/** A part of a page that could not be loaded, and a way to try again. */
export function ListFailure({ query }: { query: { error: unknown; isFetching: boolean; refetch(): unknown } }) {
  const errors = useTranslations("errors");
  const common = useTranslations("common.action");
  const locale = useReaderLocale();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-3 rounded-control bg-soft px-3 py-2.5">
      <p className="text-second text-sm">{errorSentence(errors, query.error, locale)}</p>
      <Button size="small" isBusy={query.isFetching} onClick={() => query.refetch()}>
        {common("retry")}
      </Button>
    </div>
  );
}
