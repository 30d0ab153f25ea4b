"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { questionChanges } from "../../lib/client/questions";
import type { QuestionView } from "../../lib/domain/views";
import { useLiveTask } from "../task/live";
import { Button } from "../ui/button";
import { focusSoon } from "../ui/focus";
import { showToast } from "../ui/toast";
import { anchorOf } from "./anchor";
import { HistoryDialog, PostForm } from "./late";
import { Mark } from "./mark";
import { Post } from "./post";
import { useQuestionRights } from "./rights";

/** A question with its answers: the accepted one first, the others as they came. */
export function Question({ question }: { question: QuestionView }) {
  const t = useTranslations("questions");
  const { task } = useLiveTask();
  const { acceptedAnswerId } = question;
  const answers = [...question.answers].sort(
    (one, other) => Number(other.id === acceptedAnswerId) - Number(one.id === acceptedAnswerId),
  );
  const isWaiting = !question.isOverdue && !question.isDeleted && acceptedAnswerId === null && !hasReply(question);
  return (
    <div className="rounded-card border border-line bg-surface p-4 shadow-lift sm:p-5">
      {question.isDeleted ? (
        <DeletedQuestion question={question} />
      ) : (
        <Post
          post={question}
          question={question}
          marks={
            question.isOverdue ? (
              <Mark kind="overdue">{t("mark.overdue", { days: task.rules.answerDays })}</Mark>
            ) : (
              isWaiting && <Mark kind="waiting">{t("mark.waiting")}</Mark>
            )
          }
        />
      )}
      {answers.length > 0 && (
        <ol aria-label={t("answers")} className="mt-4 flex flex-col gap-1">
          {answers.map((answer) => {
            const isAccepted = answer.id === acceptedAnswerId;
            const isAsker = answer.person !== null && answer.person.login === question.person?.login;
            return (
              <li
                key={answer.id}
                className={
                  isAccepted
                    ? "rounded-control border-accent border-s-4 bg-accent-soft px-3 py-3 sm:px-4"
                    : "border-line border-s-2 px-3 py-3 sm:px-4"
                }
              >
                <Post
                  post={answer}
                  question={question}
                  marks={
                    <>
                      {isAccepted && <Mark kind="accepted">{t("mark.accepted")}</Mark>}
                      {answer.isOfProject && <Mark kind="project">{t("mark.project")}</Mark>}
                      {isAsker && !answer.isOfProject && <Mark kind="asker">{t("mark.asker")}</Mark>}
                    </>
                  }
                />
              </li>
            );
          })}
        </ol>
      )}
      <AnswerPlace question={question} />
    </div>
  );
}

/** Whether someone other than the asker has written under it. */
function hasReply(question: QuestionView): boolean {
  return question.answers.some((answer) => answer.person?.login !== question.person?.login);
}

function AnswerPlace({ question }: { question: QuestionView }) {
  const t = useTranslations("questions");
  const { task } = useLiveTask();
  const { login, mayAnswer, wrote } = useQuestionRights();
  const [isOpen, setOpen] = useState(false);
  if (!login || !mayAnswer(question)) return null;
  const opener = `reply-${question.id}`;
  const isOwn = wrote(question);
  if (!isOpen) {
    return (
      <div className="mt-3">
        <Button id={opener} size="small" onClick={() => setOpen(true)}>
          {t(isOwn ? "tools.add" : "tools.answer")}
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-4">
      <PostForm
        draft={`answer.${login}.${question.id}`}
        label={t(isOwn ? "form.add" : "form.answer")}
        submit={t("form.submit")}
        change={(body) => questionChanges.answer(task.number, question.id, body)}
        onDone={(change) => {
          setOpen(false);
          const answer = change?.task.questions.find((one) => one.id === question.id)?.answers.at(-1);
          focusSoon(() => document.getElementById(answer ? anchorOf(answer, "answer") : opener));
          if (answer) showToast({ title: t(isOwn ? "saved" : "answered"), look: "success" });
        }}
      />
    </div>
  );
}

/** The place of a question that is gone while its answers are not. */
function DeletedQuestion({ question }: { question: QuestionView }) {
  const t = useTranslations("questions");
  const { maintains } = useQuestionRights();
  const [isOpen, setOpen] = useState(false);
  return (
    <div id={anchorOf(question, "question")} className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-third">{t("deleted")}</p>
      {maintains && (
        <Button size="small" look="quiet" onClick={() => setOpen(true)}>
          {t("tools.history")}
        </Button>
      )}
      {isOpen && <HistoryDialog id={question.id} onClose={() => setOpen(false)} />}
    </div>
  );
}
