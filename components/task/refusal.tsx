"use client";

import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import type { ErrorData } from "../../lib/domain/errors";
import { inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useClaiming } from "./claiming";
import { FreeTasks } from "./free-tasks";
import { useLiveTask } from "./live";

/** Why a claim was refused, what causes it, and what is free instead. */
export function Refusal() {
  const t = useTranslations("task.refusal");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { task, refusal, setRefusal } = useLiveTask();
  const { claim } = useClaiming();
  const close = () => setRefusal(null);
  const capped = refusal?.code === "cap_reached" ? (refusal.data as ErrorData["cap_reached"]).claims : [];
  const canRetry = refusal !== null && ["offline", "internal", "rate_limited"].includes(refusal.code);
  const retry = () => {
    close();
    void claim();
  };
  return (
    <Dialog
      isOpen={refusal !== null}
      onClose={close}
      title={t("title")}
      description={refusal ? errorSentence(errors, refusal, locale) : undefined}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={close}>{say("close")}</Button>
          {canRetry && (
            <Button look="primary" onClick={retry}>
              {t("tryAgain")}
            </Button>
          )}
        </>
      }
    >
      {capped.length > 0 && (
        <div className="mt-2 mb-4">
          <h3 className="mb-1 font-semibold text-second text-sm">{t("yours")}</h3>
          <ul>
            {capped.map((one) => {
              const title = inLocale(one.title, locale);
              return (
                <li key={one.id}>
                  <a
                    href={`/t/${one.task}`}
                    lang={title.locale === locale ? undefined : languageTag[title.locale]}
                    className="inline-flex min-h-11 items-center text-accent text-sm underline underline-offset-2"
                  >
                    #{one.task} {title.text}
                  </a>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {!canRetry && (
        <>
          <h3 className="mb-1 font-semibold text-second text-sm">{t("instead")}</h3>
          <FreeTasks tasks={task.related} />
        </>
      )}
    </Dialog>
  );
}
