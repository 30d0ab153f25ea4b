"use client";

import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useChange } from "../../lib/client/mutations";
import { questionChanges } from "../../lib/client/questions";
import type { PostView, QuestionView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { useLiveTask } from "../task/live";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { showToast } from "../ui/toast";

interface DeleteDialogProps {
  post: PostView;
  question: QuestionView;
  onClose(): void;
}

/** Asks before something is taken off the page: it does not come back. */
export function DeleteDialog({ post, question, onClose }: DeleteDialogProps) {
  const t = useTranslations("questions");
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
    <ConfirmDialog
      title={t(isQuestion ? "delete.question" : "delete.answer")}
      description={t(isQuestion && question.answers.length > 0 ? "delete.keepsAnswers" : "delete.text")}
      action={t("delete.submit")}
      isBusy={change.isPending}
      fault={change.error && errorSentence(errors, change.error, locale)}
      onConfirm={submit}
      onClose={onClose}
    />
  );
}
