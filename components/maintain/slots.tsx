"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { changes, useChange } from "../../lib/client/mutations";
import {
  areTooMany,
  mergeSlots,
  namesToAdd,
  newRow,
  type SlotChange,
  type SlotRow,
  sameRows,
  slotChanges,
  slotNames,
  slotRows,
  slotsInput,
  withPasted,
} from "../../lib/client/slot-draft";
import { taskQuery } from "../../lib/client/task";
import { mostSlots } from "../../lib/domain/checklist";
import type { TaskView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { useLiveTask } from "../task/live";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Textarea } from "../ui/field";
import { showToast } from "../ui/toast";
import { useValueOf } from "../ui/use-faults";
import { DraftNotice } from "./notices";
import { SlotRowField } from "./slots-row";
import { useSlotsDraft } from "./use-slots-draft";

/** Edits the slots of the page's task: names, new ones, closed ones. What was typed stays until it is saved. */
export function SlotEditor({ onClose }: { onClose(): void }) {
  const t = useTranslations("slotEditor");
  const say = useTranslations("common.action");
  const { task: live } = useLiveTask();
  // What a background fetch brings must not change the list under the hands of who edits it.
  const [task] = useState(live);
  const draft = useSlotsDraft(task);
  const { rows } = draft;
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const { save, errors, theirs, isBusy } = useSaving(task, draft, onClose);
  const refused = useValueOf(errors, rows);
  const isAsRefused = (row: SlotRow) =>
    sameRows(
      [row],
      refused.filter((one) => one.key === row.key),
    );
  const [added, setAdded] = useState<string | null>(null);

  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [errors]);
  useEffect(() => {
    if (added) form.current?.querySelector<HTMLElement>(`[data-row="${added}"] input`)?.focus();
  }, [added]);

  const replace = (row: SlotRow) => draft.setRows(rows.map((one) => (one.key === row.key ? row : one)));
  const addOne = () => {
    const row = newRow();
    draft.setRows([...rows, row]);
    setAdded(row.key);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const open = rows.filter((row) => !row.isRemoved && !row.isClosed).length;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { number: task.number })}
      description={t("lead")}
      closeLabel={say("close")}
      footer={
        <>
          <span className="me-auto self-center text-second text-sm">{t("count", { count: open })}</span>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {draft.restoredAt && <DraftNotice savedAt={draft.restoredAt} isOld={false} onDiscard={draft.discard} />}
        {theirs.length > 0 && <Theirs changes={theirs} />}
        {errors.slots && sameRows(refused, rows) && (
          <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
            {errors.slots}
          </p>
        )}
        <ol className="flex flex-col gap-2">
          {rows.map((row, index) => (
            <li key={row.key} data-row={row.key}>
              <SlotRowField
                row={row}
                slot={live.slotList.find((slot) => slot.id === row.id)}
                position={index + 1}
                error={isAsRefused(row) ? errors[row.key] : undefined}
                onChange={replace}
                onDrop={() => draft.setRows(rows.filter((one) => one.key !== row.key))}
              />
            </li>
          ))}
        </ol>
        <Button
          size="small"
          className="self-start"
          disabled={rows.length >= mostSlots}
          icon={<Plus size={15} aria-hidden="true" />}
          onClick={addOne}
        >
          {t("add")}
        </Button>
        <PasteField rows={rows} text={draft.paste} onText={draft.setPaste} onRows={draft.setRows} />
      </form>
    </Dialog>
  );
}

interface PasteFieldProps {
  rows: SlotRow[];
  text: string;
  onText(text: string): void;
  onRows(rows: SlotRow[], paste: string): void;
}

/** A pasted list becomes rows. */
function PasteField({ rows, text, onText, onRows }: PasteFieldProps) {
  const t = useTranslations("slotEditor");
  const errors = useTranslations("errors.field");
  const { fresh, known } = namesToAdd(rows, slotNames(text));
  const isTooMany = areTooMany(withPasted(rows, text));
  return (
    <div className="flex flex-col gap-2 border-soft border-t pt-4">
      <Field
        label={t("paste")}
        hint={t("pasteHint")}
        error={isTooMany ? errors("too_many", { maximum: mostSlots }) : undefined}
      >
        <Textarea
          rows={3}
          value={text}
          maxLength={20_000}
          placeholder={"Redis\netcd\nConsul"}
          onChange={(event) => onText(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="small"
          disabled={fresh.length === 0 || isTooMany}
          onClick={() => onRows(withPasted(rows, text), "")}
        >
          {t("pasteSubmit", { count: fresh.length })}
        </Button>
        {known > 0 && <p className="text-sm text-third">{t("known", { count: known })}</p>}
      </div>
    </div>
  );
}

/** What someone else did to the slots meanwhile. */
function Theirs({ changes: list }: { changes: readonly SlotChange[] }) {
  const t = useTranslations("slotEditor");
  const nameOf = (name: string) => name || t("unnamed");
  return (
    <section role="alert" className="rounded-card border border-line-strong bg-warn-soft p-4 text-sm">
      <h3 className="font-semibold">{t("conflict")}</h3>
      <p className="text-second">{t("conflictText")}</p>
      <ul className="mt-2 list-disc ps-5">
        {list.map((change) => (
          <li key={`${change.kind} ${change.name}`}>
            {change.kind === "renamed"
              ? t("theirs.renamed", { name: nameOf(change.name), before: nameOf(change.before) })
              : t(`theirs.${change.kind}`, { name: nameOf(change.name) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Saves the list. What is refused stands beside the row that it is about. */
function useSaving(task: TaskView, draft: ReturnType<typeof useSlotsDraft>, onClose: () => void) {
  const t = useTranslations("slotEditor");
  const errorsT = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const change = useChange();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [theirs, setTheirs] = useState<SlotChange[]>([]);

  const refuse = (error: unknown, sent: readonly SlotRow[]) => {
    const sentence = errorSentence(errorsT, error, locale);
    const code = errorCodeOf(error);
    if (code === "slot_held" || code === "slot_used") {
      const { slot } = (error as { data: { slot: string } }).data;
      const id = draft.base.find((row) => row.name === slot)?.id;
      const back = (row: SlotRow) => ({ ...row, isRemoved: false, isClosed: code === "slot_used" && row.isClosed });
      draft.setRows(draft.rows.map((row) => (row.id === id ? back(row) : row)));
      return setErrors(id ? { [id]: sentence } : { slots: sentence });
    }
    const found: Record<string, string> = {};
    for (const [path, text] of Object.entries(fieldSentences(errorsT, error))) {
      const row = sent[Number(/^slots\.(\d+)/.exec(path)?.[1] ?? Number.NaN)];
      found[row?.key ?? "slots"] ??= text;
    }
    if (Object.keys(found).length === 0) showToast({ title: sentence, look: "error" });
    setErrors(found);
  };

  /** Someone else saved the task: what they did to its slots is taken in, and shown. Nothing of that: it is sent again. */
  const takeIn = (current: TaskView) => {
    const found = slotChanges(draft.base, current.slotList);
    if (found.length === 0) return save(current.revision);
    const now = slotRows(current.slotList);
    draft.startFrom(now, mergeSlots(draft.base, draft.rows, now), current.revision);
    setTheirs(found);
    // Who holds what may have changed as well.
    void client.invalidateQueries({ queryKey: taskQuery(task.number).queryKey });
  };

  const save = async (revision = draft.revision): Promise<void> => {
    setErrors({});
    // What was pasted and not added yet is meant to be saved too.
    const rows = withPasted(draft.rows, draft.paste);
    if (areTooMany(rows)) return setErrors({ paste: errorsT("field.too_many", { maximum: mostSlots }) });
    if (draft.paste) draft.setRows(rows, "");
    if (sameRows(rows, draft.base)) {
      draft.finish();
      return onClose();
    }
    const { input, sent } = slotsInput(rows, { number: task.number, revision });
    try {
      await change.mutateAsync(changes.editSlots(input));
      draft.finish();
      showToast({ title: t("saved"), look: "success" });
      onClose();
    } catch (error) {
      if (errorCodeOf(error) === "conflict") await takeIn((error as { data: { current: TaskView } }).data.current);
      else refuse(error, sent);
    }
  };
  return { save: () => save(), errors, theirs, isBusy: change.isPending };
}
