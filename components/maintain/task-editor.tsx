"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { apiFetch } from "../../lib/client/api";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { changes, settle } from "../../lib/client/mutations";
import { taskQuery } from "../../lib/client/task";
import { differences, draftOf, editInput, mergeDrafts, withFieldOf } from "../../lib/client/task-draft";
import type { ChangeView, TaskView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { type Conflict, ConflictNotice } from "./conflict";
import { DraftNotice } from "./notices";
import { TaskForm } from "./task-form";
import { useMaintaining } from "./use-maintaining";
import { useTaskDraft } from "./use-task-draft";

interface TaskEditorProps {
  number: number;
  onClose(): void;
  onSaved(): void;
}

/** Edits a task on its page, beginning with what the server has now. */
export function TaskEditor(props: TaskEditorProps) {
  const say = useTranslations("common.action");
  const {
    data: task,
    isFetchedAfterMount,
    isError,
  } = useQuery({ ...taskQuery(props.number), refetchOnMount: "always" });
  // Without a connection, what the page knows is where the edit begins; a conflict would show when it is saved.
  if (!task || (!isFetchedAfterMount && !isError)) {
    return (
      <div className="flex min-h-[60vh] items-center justify-center text-second">
        <Spinner />
        <span className="sr-only">{say("loading")}</span>
      </div>
    );
  }
  return <EditForm {...props} task={task} />;
}

function EditForm({ task: latest, onClose, onSaved }: TaskEditorProps & { task: TaskView }) {
  const t = useTranslations("maintain.form");
  const tools = useTranslations("maintain.tools");
  const say = useTranslations("common.action");
  const errorsT = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  // What a background fetch brings must not change the form under the hands of who types.
  const [task] = useState(latest);
  const form = useTaskDraft({ name: String(task.number), base: draftOf(task), revision: task.revision });
  const by = useMaintaining(task.number, onSaved);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [isBusy, setBusy] = useState(false);

  const done = (change: ChangeView) => {
    form.finish();
    settle(client, change);
    const { eventId } = change;
    const undo = () => void by.run(changes.undo(task.number, eventId ?? 0), tools("undone"));
    showToast({ title: t("saved"), look: "success", ...(eventId ? { undo: { label: say("undo"), run: undo } } : {}) });
    onSaved();
  };

  const save = async () => {
    if (isBusy) return;
    const input = editInput(form.base, form.draft, { number: task.number, revision: form.revision });
    if (!input) {
      form.finish();
      showToast({ title: t("nothing") });
      return onClose();
    }
    setBusy(true);
    setErrors({});
    try {
      const { number, ...body } = input;
      done(await apiFetch<ChangeView>(`/tasks/${number}`, { method: "PATCH", body }));
    } catch (error) {
      const fields = fieldSentences(errorsT, error);
      if (errorCodeOf(error) === "conflict") takeConflict((error as { data: { current: TaskView } }).data.current);
      else if (errorCodeOf(error) === "link_invalid") setErrors({ links: errorSentence(errorsT, error, locale) });
      else if (Object.keys(fields).length > 0) setErrors(fields);
      else showToast({ title: errorSentence(errorsT, error, locale), look: "error" });
    } finally {
      setBusy(false);
    }
  };

  const takeConflict = (current: TaskView) => {
    const theirs = draftOf(current);
    const mine = form.draft;
    const { merged, disputed } = mergeDrafts(form.base, mine, theirs);
    form.setDraft(merged);
    form.startFrom(theirs, current.revision);
    setConflict({ mine, theirs, disputed, choices: {} });
    window.scrollTo({ top: 0 });
  };
  const choose: Parameters<typeof ConflictNotice>[0]["onChoose"] = (field, side) => {
    if (!conflict) return;
    form.setDraft(withFieldOf(form.draft, conflict[side], field));
    setConflict({ ...conflict, choices: { ...conflict.choices, [field]: side } });
  };

  return (
    <div>
      <h1 className="mb-5 font-semibold text-2xl tracking-tight sm:text-3xl">
        {t("editTitle", { number: task.number })}
      </h1>
      <TaskForm
        draft={form.draft}
        onChange={form.setDraft}
        projects={null}
        errors={errors}
        onSubmit={save}
        notices={
          conflict ? (
            <ConflictNotice conflict={conflict} onChoose={choose} />
          ) : form.restoredAt ? (
            <DraftNotice savedAt={form.restoredAt} isOld={form.isOld} onDiscard={form.discard} />
          ) : undefined
        }
        footer={
          <>
            <Button type="submit" look="primary" isBusy={isBusy}>
              {say("save")}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                if (differences(form.base, form.draft).length === 0) form.finish();
                onClose();
              }}
            >
              {say("cancel")}
            </Button>
          </>
        }
      />
    </div>
  );
}
