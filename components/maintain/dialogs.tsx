"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { fieldSentences } from "../../lib/client/errors";
import { changes, deleteTask } from "../../lib/client/mutations";
import { taskQuery } from "../../lib/client/task";
import type { HolderView } from "../../lib/domain/views";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { Field, Input, Textarea } from "../ui/field";
import { focusFault } from "../ui/focus";
import { showToast } from "../ui/toast";
import { useFaults } from "../ui/use-faults";
import { ExceptionDialog } from "./exception";
import type { Maintaining } from "./use-maintaining";

/** What a maintainer is being asked about. */
export type Question =
  | { kind: "duplicate" }
  | { kind: "exception" }
  | { kind: "release"; holder: HolderView }
  | { kind: "delete" };

export interface MaintainDialogProps {
  question: Question;
  number: number;
  by: Maintaining;
  onClose(): void;
}

/** Asks for what a change needs, or whether it is meant: a duplicate's number, a word of reason, a deletion. */
export function MaintainDialog(props: MaintainDialogProps) {
  const { question } = props;
  if (question.kind === "duplicate") return <DuplicateDialog {...props} />;
  if (question.kind === "exception") return <ExceptionDialog {...props} />;
  if (question.kind === "release") return <ReleaseDialog {...props} holder={question.holder} />;
  return <DeleteDialog {...props} />;
}

function DuplicateDialog({ number, by, onClose }: MaintainDialogProps) {
  const t = useTranslations("maintain.tools");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [other, setOther] = useState("");
  const { setFaults, fault } = useFaults<"duplicateOf">();
  const duplicateOf = Number(/^#?(\d{1,9})$/.exec(other.trim())?.[1] ?? 0);
  const refuse = (sentence: string) => {
    setFaults({ duplicateOf: sentence });
    focusFault(form.current);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!duplicateOf) return refuse(errors("field.duplicate_of"));
    const close = changes.close(number, { reason: "duplicate", duplicateOf });
    const refused = (error: unknown) => {
      const sentence = fieldSentences(errors, error).duplicateOf;
      return sentence ? refuse(sentence) : by.fail(error);
    };
    if (await by.run(close, t("closed", { reason: "duplicate" }), refused)) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("duplicateTitle")}
      closeLabel={say("close")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={id} look="primary" isBusy={by.isBusy}>
            {t("duplicateSubmit")}
          </Button>
        </>
      }
    >
      <form id={id} ref={form} onSubmit={submit} noValidate>
        <Field label={t("duplicateLabel")} hint={t("duplicateHint")} {...fault("duplicateOf")}>
          <Input inputMode="numeric" value={other} onChange={(event) => setOther(event.target.value)} autoFocus />
        </Field>
      </form>
    </Dialog>
  );
}

function ReleaseDialog({ number, by, onClose, holder }: MaintainDialogProps & { holder: HolderView }) {
  const t = useTranslations("maintain.tools");
  const say = useTranslations("common.action");
  const form = useId();
  const [reason, setReason] = useState("");
  // Whether anybody waits is known on the task's own page; a card or the desk asks.
  const { data: task } = useQuery(taskQuery(number));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const release = changes.release({ id: holder.claimId, task: { number } }, reason.replace(/\s+/g, " ").trim());
    if (await by.run(release, t("released"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("releaseTitle", { name: holder.person.name })}
      description={task && t("releaseText", { waiting: task.waiting })}
      closeLabel={say("close")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={by.isBusy}>
            {t("releaseSubmit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label={t("reasonLabel")} aside={say("optional")} hint={t("reasonHint")}>
          <Textarea
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            autoFocus
          />
        </Field>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ number, by, onClose }: MaintainDialogProps) {
  const t = useTranslations("maintain.tools");
  const router = useRouter();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await deleteTask(number);
      for (const queryKey of [["me"], ["board"], ["tasks"], ["projects"]]) void client.invalidateQueries({ queryKey });
      showToast({ title: t("deleted"), look: "success" });
      onClose();
      router.replace("/");
    } catch (error) {
      by.fail(error);
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={t("deleteTitle")}
      description={t("deleteText")}
      action={t("deleteSubmit")}
      isBusy={isBusy}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
