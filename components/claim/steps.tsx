"use client";

import type { FormEvent } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { changes } from "../../lib/client/mutations";
import type { ClaimView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Field, Textarea } from "../ui/field";
import type { RunChange } from "./use-claim-change";
import { useKeptText } from "./use-kept-text";

interface StepProps {
  claim: ClaimView;
  run: RunChange;
  onDone(): void;
}

/** A few words about how the work goes. */
export function NoteForm({ claim, run, onDone }: StepProps) {
  const t = useTranslations("task.claim");
  const errors = useTranslations("errors");
  const say = useTranslations("common.action");
  const locale = useReaderLocale();
  const [note, setNote] = useKeptText(`note.${claim.id}`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A note is one line; what was pressed as Enter becomes a space.
    const line = note.replace(/\s+/g, " ").trim();
    if (!line || !(await run("noted", changes.note(claim, line)))) return;
    setNote("");
    onDone();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
      <Field
        label={t("noteLabel")}
        hint={t("noteHint")}
        error={run.error && note ? errorSentence(errors, run.error, locale) : undefined}
        onChange={run.reset}
      >
        <Textarea value={note} onChange={(event) => setNote(event.target.value)} rows={2} maxLength={1000} autoFocus />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>
          {say("cancel")}
        </Button>
        <Button size="small" look="primary" type="submit" isBusy={run.busy === "noted"} disabled={!note.trim()}>
          {t("noteSubmit")}
        </Button>
      </div>
    </form>
  );
}

/** The holder says that the pull request was merged. */
export function FinishForm({ claim, run, onDone }: StepProps) {
  const t = useTranslations("task.claim");
  const say = useTranslations("common.action");
  const finish = async () => {
    if (await run("completed", changes.complete(claim, true))) onDone();
  };
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="font-semibold text-sm">{t("completeAsk")}</p>
        <p className="text-second text-sm">{t("completeText")}</p>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>
          {say("cancel")}
        </Button>
        <Button size="small" look="primary" isBusy={run.busy === "completed"} onClick={finish} autoFocus>
          {t("completeSubmit")}
        </Button>
      </div>
    </div>
  );
}

/** Gives the claim back, with a word of reason if the holder likes. */
export function GiveBackForm({ claim, run, onDone }: StepProps) {
  const t = useTranslations("task.claim");
  const say = useTranslations("common.action");
  const [reason, setReason] = useKeptText(`release.${claim.id}`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await run("released", changes.release(claim, reason.replace(/\s+/g, " ").trim())))) return;
    setReason("");
    onDone();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
      <div>
        <p className="font-semibold text-sm">{t("giveBackTitle")}</p>
        <p className="text-second text-sm">{t("giveBackText")}</p>
      </div>
      <Field label={t("reasonLabel")} aside={say("optional")} hint={t("reasonHint")}>
        <Textarea
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          rows={2}
          maxLength={500}
          className="min-h-16"
          autoFocus
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>
          {say("cancel")}
        </Button>
        <Button size="small" look="primary" type="submit" isBusy={run.busy === "released"}>
          {t("giveBackSubmit")}
        </Button>
      </div>
    </form>
  );
}
