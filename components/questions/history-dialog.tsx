"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { postHistoryQuery } from "../../lib/client/questions";
import { useReaderLocale } from "../layout/client-messages";
import { Dialog } from "../ui/dialog";
import { Instant } from "../ui/instant";

/** What a question or an answer said before, as it was written. */
export function HistoryDialog({ id, onClose }: { id: number; onClose(): void }) {
  const t = useTranslations("questions.history");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { data, error } = useQuery(postHistoryQuery(id));
  return (
    <Dialog isOpen onClose={onClose} title={t("title")} closeLabel={say("close")}>
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {errorSentence(errors, error, locale)}
        </p>
      ) : !data ? (
        <p role="status" className="text-sm text-third">
          {t("loading")}
        </p>
      ) : data.length === 0 ? (
        <p className="text-sm text-third">{t("empty")}</p>
      ) : (
        <ol className="flex flex-col gap-4 pt-1">
          {data.map((revision) => (
            <li key={`${revision.at} ${revision.body}`}>
              <p className="mb-1 text-sm text-third">
                {t.rich("until", { date: () => <Instant key="date" value={revision.at} format="dateTime" /> })}
                {revision.person && ` · ${t("by", { name: revision.person.name })}`}
              </p>
              <div className="wrap-anywhere whitespace-pre-wrap rounded-control bg-soft px-3 py-2.5 text-sm">
                {revision.body}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
