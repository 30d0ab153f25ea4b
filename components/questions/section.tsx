"use client";

import { useTranslations } from "use-intl/react";
import { useLiveTask } from "../task/live";
import { AskPlace } from "./ask";
import { Question } from "./question";

/**
 * What was asked about the task and answered, newest question first, and the place to ask. It stands in the first HTML
 * and reads without JavaScript. Of a task that has ended it invites quietly.
 */
export function Questions() {
  const t = useTranslations("questions");
  const { task } = useLiveTask();
  const { questions } = task;
  const days = task.rules.answerDays;
  const isOver = task.closeReason !== null || task.status === "done";
  return (
    <section aria-labelledby="questions">
      <h2 id="questions" className="mb-2 font-semibold">
        {t("title")}
        {questions.length > 0 && (
          <span className="ms-2 font-normal text-sm text-third">{t("count", { count: questions.length })}</span>
        )}
      </h2>
      {questions.length > 0 || isOver ? (
        <AskPlace look="secondary">
          <p className="text-sm text-third">{isOver ? t("quiet") : t("promise", { days })}</p>
        </AskPlace>
      ) : (
        <div className="rounded-card border border-line-strong border-dashed px-5 py-5 sm:px-6">
          <AskPlace look="secondary">
            <div className="max-w-prose">
              <p className="font-semibold">{t("empty.title")}</p>
              <p className="mt-1 text-second">{t("empty.text", { days })}</p>
            </div>
          </AskPlace>
        </div>
      )}
      {questions.length > 0 && (
        <ol aria-label={t("list")} className="mt-4 flex flex-col gap-4">
          {questions.map((question) => (
            <li key={question.id}>
              <Question question={question} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
