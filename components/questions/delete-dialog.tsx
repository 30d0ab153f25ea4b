"use client";

import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useChange } from "../../lib/client/mutations";
import { questionChanges } from "../../lib/client/questions";
import type { PostView, QuestionView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { useLiveTask } from "../task/live";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { showToast } from "../ui/toast";

interface DeleteDialogProps {
  post: PostView;
  question: QuestionView;
  onClose(): void;
}

/** Asks before something is taken off the page: it does not come back. */
export function DeleteDialog({ post, question, onClose }: DeleteDialogProps) {
  const t = useTranslations("questions");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { task } = useLiveTask();
  const change = useChange();
  const isQuestion = post.id === question.id;
  const submit = () =>
    change.mutate(questionChanges.delete(task.number, post.id), {
      onSuccess: () => {
        onClose();
        showToast({ title: t("gone"), look: "success" });
      },
    });
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t(isQuestion ? "delete.question" : "delete.answer")}
      description={t(isQuestion && question.answers.length > 0 ? "delete.keepsAnswers" : "delete.text")}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button look="danger" isBusy={change.isPending} onClick={submit}>
            {t("delete.submit")}
          </Button>
        </>
      }
    >
      {change.error && (
        <p role="alert" className="text-danger text-sm">
          {errorSentence(errors, change.error, locale)}
        </p>
      )}
    </Dialog>
  );
}
