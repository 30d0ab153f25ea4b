"use client";

import { useTranslations } from "use-intl/react";
import { inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { StepDot } from "../ui/step-dot";
import { useLiveTask } from "./live";

const steps = ["open", "claimed", "in_review", "done"] as const;

/** How far the task is, as a path; a closed task says why instead. */
export function StatusPath() {
  const t = useTranslations("task.path");
  const status = useTranslations("common.status");
  const { task } = useLiveTask();
  if (task.status === "closed") return <ClosedNote />;
  // A task that is only held for the next in line counts as claimed, but nobody is at work.
  const current = steps.indexOf(task.status === "claimed" && task.holders.length === 0 ? "open" : task.status);
  return (
    <ol aria-label={t("label")} className="flex max-w-xl text-sm max-[23.5rem]:text-xs">
      {steps.map((step, index) => {
        const state = index < current ? "passed" : index === current ? "current" : "ahead";
        return (
          <li
            key={step}
            aria-current={state === "current" ? "step" : undefined}
            className={classNames(
              "relative flex min-w-0 flex-1 flex-col items-center gap-1.5 text-center sm:flex-row sm:gap-2.5 sm:text-start",
              index > 0 && "sm:ps-2.5",
              index === steps.length - 1 && "sm:flex-none",
              state === "current" ? "font-semibold text-ink" : "text-third",
            )}
          >
            {index > 0 && (
              <span
                aria-hidden="true"
                className={classNames(
                  "absolute end-[calc(50%+0.9rem)] top-[0.5625rem] h-0.5 w-[calc(100%-1.8rem)] sm:hidden",
                  index <= current ? "bg-accent-line" : "bg-line",
                )}
              />
            )}
            {/* What is done is a tick, everywhere. */}
            <StepDot state={step === "done" && state === "current" ? "passed" : state} />
            <span className="whitespace-nowrap">
              {status(step)}
              <span className="sr-only"> ({t(state)})</span>
            </span>
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={classNames(
                  "hidden h-0.5 min-w-4 flex-1 sm:block",
                  index < current ? "bg-accent-line" : "bg-line",
                )}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function ClosedNote() {
  const t = useTranslations("task.closed");
  const locale = useReaderLocale();
  const { task } = useLiveTask();
  const { duplicateOf } = task;
  const title = duplicateOf && inLocale(duplicateOf.titles, locale);
  return (
    <div className="rounded-card border border-line bg-soft px-4 py-3 text-sm">
      <p className="font-semibold">{t(task.closeReason ?? "not_planned")}</p>
      {duplicateOf && title && (
        <p className="mt-1 text-second">
          {t("duplicateOf")}{" "}
          <a
            href={`/t/${duplicateOf.number}`}
            lang={title.locale === locale ? undefined : languageTag[title.locale]}
            className="text-accent underline underline-offset-2"
          >
            #{duplicateOf.number} {title.text}
          </a>
        </p>
      )}
    </div>
  );
}
