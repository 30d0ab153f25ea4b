"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { apiFetch } from "../../lib/client/api";
import { errorSentence } from "../../lib/client/errors";
import { type ListedSlot, nameWithHolder } from "../../lib/client/issue-draft";
import { changes, createTask, settle } from "../../lib/client/mutations";
import type { IssueDraftView } from "../../lib/domain/repositories";
import type { ChangeView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { showToast } from "../ui/toast";
import { IssueFacts } from "./from-issue";

interface ChecklistProps {
  issue: IssueDraftView;
  project: string;
  slots: readonly ListedSlot[];
  onAdded(): void;
}

/** A checklist as one task with a slot for each item; what the list says of an item counts once it is confirmed. */
export function Checklist({ issue, project, slots, onAdded }: ChecklistProps) {
  const t = useTranslations("fromIssue");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const router = useRouter();
  const ticked = slots.filter((slot) => slot.state === "done").length;
  const held = slots.filter((slot) => slot.holder !== null).length;
  const [isClosing, setClosing] = useState(true);
  const [isNaming, setNaming] = useState(true);
  const nameOf = (slot: ListedSlot) => (isNaming ? nameWithHolder(slot) : slot.name);
  const add = useMutation({
    mutationFn: async () => {
      const made = await createTask({
        project,
        difficulty: issue.difficulty,
        texts: { [issue.locale]: { title: issue.title, why: issue.text ?? "" } },
        tags: issue.tags,
        links: [issue.url],
        slots: slots.map(nameOf),
      });
      return isClosing && ticked > 0 ? closeTicked(made, slots) : { change: made, isWhole: true };
    },
    onSuccess: ({ change, isWhole }) => {
      const { number } = change.task;
      settle(client, change);
      showToast({ title: t(isWhole ? "added" : "notClosed", { number }), look: isWhole ? "success" : "plain" });
      onAdded();
      router.push(`/t/${number}`);
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty text-second text-sm">{t("oneText", { title: issue.title })}</p>
      <div className="text-sm">
        <IssueFacts issue={issue} />
      </div>
      <ul aria-label={t("slots")} className="max-h-96 overflow-y-auto rounded-card border border-line bg-surface">
        {slots.map((slot) => (
          <li
            key={slot.name}
            className="flex items-center justify-between gap-3 border-soft border-t px-4 py-2 text-sm first:border-t-0"
          >
            <span
              className={classNames(
                "min-w-0 break-words",
                slot.state === "done" && isClosing && "text-third line-through",
              )}
            >
              {nameOf(slot)}
            </span>
            <span className="shrink-0 text-third text-xs">
              {t(`state.${slot.state}`)}
              {!isNaming && slot.holder !== null && ` · @${slot.holder}`}
            </span>
          </li>
        ))}
      </ul>
      {ticked > 0 && (
        <Tick isOn={isClosing} onChange={setClosing}>
          {t("closeTicked", { count: ticked })}
        </Tick>
      )}
      {held > 0 && (
        <Tick isOn={isNaming} onChange={setNaming}>
          {t("nameHolders", { count: held })}
        </Tick>
      )}
      {add.error && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
          {errorSentence(errors, add.error, locale)}
        </p>
      )}
      <div>
        <Button look="primary" isBusy={add.isPending} onClick={() => add.mutate()}>
          {t("add", { count: slots.length })}
        </Button>
      </div>
    </div>
  );
}

/** Closes the slots that the list has ticked. The task is there by then, so a refusal is told and not thrown. */
async function closeTicked(made: ChangeView, slots: readonly ListedSlot[]) {
  const { number, revision, slotList } = made.task;
  const { path, method, body } = changes.editSlots({
    number,
    revision,
    slots: slotList.map(({ id, name }, index) => ({ id, name, isClosed: slots[index]?.state === "done" })),
  });
  try {
    return { change: await apiFetch<ChangeView>(path, { method: method ?? "PUT", body }), isWhole: true };
  } catch {
    return { change: made, isWhole: false };
  }
}

function Tick({ isOn, onChange, children }: { isOn: boolean; onChange(isOn: boolean): void; children: string }) {
  return (
    <label className="flex min-h-control cursor-pointer items-center gap-2.5 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}
