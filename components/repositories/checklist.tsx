"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { createTask, settle } from "../../lib/client/mutations";
import { takeOverList } from "../../lib/client/repositories";
import type { ListedSlot } from "../../lib/domain/checklist";
import type { IssueDraftView, ListRefusalView, TakeOverListInput } from "../../lib/domain/repositories";
import type { ChangeView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { IssueFacts } from "./from-issue";
import { ListedItem, ListRefusals } from "./listed";

interface ChecklistProps {
  issue: IssueDraftView;
  project: string;
  slots: readonly ListedSlot[];
  /** What the list says and no slot does. */
  left: readonly ListedSlot[];
  onAdded(): void;
  /** What else its reader could not take. */
  children?: ReactNode;
}

type Items = TakeOverListInput["items"];

/** A checklist as one task with a slot for each item; what the list says of an item counts once it is confirmed. */
export function Checklist({ issue, project, slots, left, onAdded, children }: ChecklistProps) {
  const t = useTranslations("fromIssue");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const router = useRouter();
  const [takesTicks, setTakesTicks] = useState(true);
  const [takesNames, setTakesNames] = useState(true);
  const [made, setMade] = useState<ChangeView["task"] | null>(null);
  const [refused, setRefused] = useState<readonly ListRefusalView[]>([]);
  const ticked = slots.filter((slot) => slot.state === "done").length;
  const named = slots.filter((slot) => slot.holder !== null).length;
  const wanted = slots.map((slot) => takenOf(slot, takesTicks, takesNames));

  const open = (number: number) => {
    onAdded();
    router.push(`/t/${number}`);
  };
  const take = useMutation({
    mutationFn: ({ number, items }: { number: number; items: Items }) => takeOverList({ number, items }),
    onSuccess: (taken) => {
      settle(client, taken);
      setRefused(taken.refused);
      if (taken.refused.length === 0) done(taken.task.number);
    },
  });
  const done = (number: number) => {
    showToast({ title: t("added", { number }), look: "success" });
    open(number);
  };
  const add = useMutation({
    mutationFn: () =>
      createTask({
        project,
        difficulty: issue.difficulty,
        texts: { [issue.locale]: { title: issue.title, why: issue.text ?? "" } },
        tags: issue.tags,
        links: [issue.url],
        slots: slots.map((slot) => slot.name),
      }),
    onSuccess: (change) => {
      settle(client, change);
      onAdded();
      const { number, slotList } = change.task;
      const items = itemsFor(wanted, slotList);
      if (items.length === 0) return done(number);
      setMade(change.task);
      take.mutate({ number, items });
    },
  });
  const again = () => {
    if (!made) return;
    const failed = new Set(refused.map((one) => one.slot));
    const items = itemsFor(wanted, made.slotList).filter((one) => failed.size === 0 || failed.has(one.slot));
    take.mutate({ number: made.number, items });
  };
  const fault = add.error ?? take.error;
  const isAdded = made !== null && !take.isPending;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty text-second text-sm">{t("oneText", { title: issue.title })}</p>
      <div className="text-sm">
        <IssueFacts issue={issue} />
      </div>
      <ul aria-label={t("slots")} className="max-h-96 overflow-y-auto rounded-card border border-line bg-surface">
        {wanted.map((slot) => (
          <ListedItem key={slot.name} item={slot} />
        ))}
      </ul>
      {left.length > 0 && (
        <details className="text-second text-sm">
          <summary className="cursor-pointer">{t("left", { count: left.length })}</summary>
          <ul className="mt-1.5 rounded-card border border-line bg-surface">
            {left.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list stands still, and the same name may come twice
              <ListedItem key={`${index} ${one.name}`} item={one} isLeft />
            ))}
          </ul>
        </details>
      )}
      {children}
      <div className="mb-1 flex flex-col gap-1 empty:hidden">
        {ticked > 0 && (
          <Tick isOn={takesTicks} isFixed={made !== null} hint={t("takeTicksHint")} onChange={setTakesTicks}>
            {t("takeTicks", { count: ticked })}
          </Tick>
        )}
        {named > 0 && (
          <Tick isOn={takesNames} isFixed={made !== null} hint={t("takeNamesHint")} onChange={setTakesNames}>
            {t("takeNames", { count: named })}
          </Tick>
        )}
      </div>
      {isAdded && <p className="font-semibold text-sm">{t("addedPartly", { number: made.number })}</p>}
      {isAdded && refused.length > 0 && <ListRefusals refused={refused} />}
      {fault && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
          {errorSentence(errors, fault, locale)}
        </p>
      )}
      {isAdded ? (
        <AfterAdding onOpen={() => open(made.number)} onAgain={take.error || refused.some(mayPass) ? again : null} />
      ) : (
        <div>
          <Button look="primary" isBusy={add.isPending || take.isPending} onClick={() => add.mutate()}>
            {t("add", { count: slots.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is to be taken over of an item. Whoever has done it does not hold it, so without the ticks they are not named. */
function takenOf({ name, state, holder }: ListedSlot, takesTicks: boolean, takesNames: boolean): ListedSlot {
  if (state === "done" && !takesTicks) return { name, state: "open", holder: null };
  if (state === "claimed" && !takesNames) return { name, state: "open", holder: null };
  return { name, state, holder: takesNames ? holder : null };
}

/** The items that say something, by the ids of their slots, which stand in the same order. */
function itemsFor(wanted: readonly ListedSlot[], slotList: ChangeView["task"]["slotList"]): Items {
  return wanted.flatMap(({ state, holder }, index) => {
    const slot = slotList[index]?.id;
    const saysSomething = state === "done" || (state === "claimed" && holder !== null);
    return slot !== undefined && saysSomething ? [{ slot, isDone: state === "done", holder }] : [];
  });
}

/** What may go well when it is tried again, with nothing changed here. */
function mayPass({ why }: ListRefusalView): boolean {
  return why === "github_away" || why === "other";
}

function AfterAdding({ onOpen, onAgain }: { onOpen(): void; onAgain: (() => void) | null }) {
  const t = useTranslations("fromIssue");
  const say = useTranslations("checklist");
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="primary" onClick={onOpen}>
        {t("openTask")}
      </Button>
      {onAgain && <Button onClick={onAgain}>{say("again")}</Button>}
    </div>
  );
}

interface TickProps {
  isOn: boolean;
  /** It has been decided. */
  isFixed: boolean;
  hint: string;
  onChange(isOn: boolean): void;
  children: string;
}

function Tick({ isOn, isFixed, hint, onChange, children }: TickProps) {
  const id = useId();
  return (
    <div>
      <label className="flex min-h-control cursor-pointer items-center gap-2.5 text-sm">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent"
          checked={isOn}
          disabled={isFixed}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {children}
      </label>
      <p id={id} className="-mt-1.5 ps-6.5 text-pretty text-second text-xs">
        {hint}
      </p>
    </div>
  );
}
