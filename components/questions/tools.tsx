"use client";

import { Check, Pencil, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useChange } from "../../lib/client/mutations";
import { questionChanges } from "../../lib/client/questions";
import type { PostView, QuestionView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { useLiveTask } from "../task/live";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { DeleteDialog } from "./late";

interface PostToolsProps {
  post: PostView;
  question: QuestionView;
  canAccept: boolean;
  canDelete: boolean;
  /** Null: the reader did not write it. */
  onEdit: (() => void) | null;
}

/** What the reader may do with a question or an answer. */
export function PostTools({ post, question, canAccept, canDelete, onEdit }: PostToolsProps) {
  const t = useTranslations("questions.tools");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { task } = useLiveTask();
  const change = useChange();
  const [isDeleting, setDeleting] = useState(false);
  const isAccepted = question.acceptedAnswerId === post.id;
  const accept = () =>
    change.mutate(questionChanges.accept(task.number, question.id, isAccepted ? null : post.id), {
      onError: (error) => showToast({ title: errorSentence(errors, error, locale), look: "error" }),
    });
  return (
    <div className="-ms-2.5 mt-2 flex flex-wrap items-center gap-x-1">
      {canAccept && (
        <Button
          size="small"
          look="quiet"
          isBusy={change.isPending}
          icon={isAccepted ? <Undo2 size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
          onClick={accept}
        >
          {t(isAccepted ? "unaccept" : "accept")}
        </Button>
      )}
      {onEdit && (
        <Button size="small" look="quiet" icon={<Pencil size={14} aria-hidden="true" />} onClick={onEdit}>
          {t("edit")}
        </Button>
      )}
      {canDelete && (
        <Button
          size="small"
          look="quiet"
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() => setDeleting(true)}
        >
          {t("delete")}
        </Button>
      )}
      {isDeleting && <DeleteDialog post={post} question={question} onClose={() => setDeleting(false)} />}
    </div>
  );
}
