"use client";

import { Eye } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { type Change, useChange } from "../../lib/client/mutations";
import { signInAgain } from "../../lib/client/sign-in-again";
import type { ErrorData } from "../../lib/domain/errors";
import type { ChangeView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Field, Textarea } from "../ui/field";
import { MarkdownPreview } from "./preview";

interface PostFormProps {
  /** The name under which this browser keeps what is not sent yet. */
  draft: string;
  /** What it says so far. */
  start?: string;
  label: string;
  hint?: string;
  /** What the button says. */
  submit: string;
  change(body: string): Change;
  /** The answer of the change; null when nothing was changed. */
  onDone(change: ChangeView | null): void;
}

const longest = 5000;

/** Where a question or an answer is written or changed. What was typed is kept in this browser until it is sent. */
export function PostForm({ draft, start = "", label, hint, submit, change, onDone }: PostFormProps) {
  const t = useTranslations("questions.form");
  const say = useTranslations("common.action");
  const sentence = useRefusal();
  const [kept] = useState(() => readDraft<string>(draft));
  const [body, setBody] = useState(kept?.value ?? start);
  const [hasPreview, setPreview] = useState(false);
  const save = useChange();
  // `isPending` is a render late for a double click.
  const isSending = useRef(false);
  const text = body.trim();
  const isTooLong = text.length > longest;

  const type = (next: string) => {
    setBody(next);
    save.reset();
    if (next.trim() === "" || next === start) dropDraft(draft);
    else keepDraft(draft, next);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text === "" || isTooLong || isSending.current) return;
    isSending.current = true;
    // Refusals other than a session that ended are said in the form.
    const answer =
      text === start ? null : await save.mutateAsync(change(text)).catch((error) => void signInAgain(error));
    isSending.current = false;
    if (answer === undefined) return;
    dropDraft(draft);
    onDone(answer);
  };
  const sendByKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };

  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-3">
      <div>
        <Field
          label={label}
          aside={t("markdown")}
          hint={hint}
          error={isTooLong ? t("tooLong", { count: text.length }) : save.error ? sentence(save.error) : undefined}
        >
          <Textarea
            value={body}
            rows={5}
            autoFocus
            onChange={(event) => type(event.target.value)}
            onKeyDown={sendByKey}
          />
        </Field>
        {kept && body === kept.value && <p className="mt-1 text-third text-xs">{t("kept")}</p>}
        {hasPreview && <MarkdownPreview markdown={body} empty={t("previewEmpty")} failed={t("previewFailed")} />}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button
          size="small"
          look="quiet"
          aria-pressed={hasPreview}
          icon={<Eye size={15} aria-hidden="true" />}
          onClick={() => setPreview(!hasPreview)}
          className="-ms-2.5 me-auto aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {t("preview")}
        </Button>
        <Button size="small" look="quiet" onClick={() => onDone(null)}>
          {say("cancel")}
        </Button>
        <Button size="small" look="primary" type="submit" isBusy={save.isPending} disabled={text === "" || isTooLong}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

/** Why it was refused. */
function useRefusal() {
  const t = useTranslations("questions.form");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  return (error: unknown): string => {
    const { data } = error as { data?: Partial<ErrorData["rate_limited"]> };
    const wait = errorCodeOf(error) === "rate_limited" ? (data?.retryAfterSeconds ?? 0) : 0;
    // Whoever only writes too fast waits for a minute at most.
    if (wait > 60) return t("dayLimit", { hours: Math.ceil(wait / 3600) });
    return fieldSentences(errors, error).body ?? errorSentence(errors, error, locale);
  };
}
