"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { deskQuery, useConfirmTasks } from "../../lib/client/desk";
import { errorSentence } from "../../lib/client/errors";
import { changes } from "../../lib/client/mutations";
import type { DeskView } from "../../lib/domain/views";
import { inLocale } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { useMaintaining } from "../maintain/use-maintaining";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { DeskList, DeskRow, focusList, timeTag } from "./list";

type Row = DeskView["confirm"]["items"][number];

/** Tasks that no maintainer has confirmed for long: many are ticked and confirmed in two taps, single ones in one. */
export function TasksToConfirm({ list }: { list: DeskView["confirm"] }) {
  const t = useTranslations("desk.confirm");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { mutateAsync, isPending } = useConfirmTasks();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const numbers = list.items.map((one) => one.task.number);
  const selected = numbers.filter((number) => ticked.has(number));

  const tick = (number: number) =>
    setTicked((before) =>
      before.has(number) ? new Set([...before].filter((one) => one !== number)) : new Set([...before, number]),
    );
  const confirm = () =>
    // Not by callbacks of `mutate`: they are lost when the whole list goes.
    mutateAsync(selected).then(
      () => {
        setTicked((before) => new Set([...before].filter((one) => !selected.includes(one))));
        showToast({ title: t("done", { count: selected.length }), look: "success" });
        // The button that was pressed is dead without a selection.
        focusList("confirm");
      },
      (error) => showToast({ title: errorSentence(errors, error, locale), look: "error" }),
    );
  return (
    <DeskList
      name="confirm"
      total={list.total}
      shown={numbers.length}
      tools={
        <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-t-card border-soft border-b bg-surface py-2 ps-2 pe-4">
          <Box
            isTicked={selected.length === numbers.length}
            isMixed={selected.length > 0 && selected.length < numbers.length}
            onTick={() => setTicked(selected.length === numbers.length ? new Set() : new Set(numbers))}
          >
            <span className="text-sm">{t("all")}</span>
          </Box>
          <div className="ms-auto flex items-center gap-3">
            <span aria-live="polite" className="text-sm text-third tabular-nums max-sm:sr-only">
              {t("selected", { count: selected.length })}
            </span>
            <Button look="primary" isBusy={isPending} disabled={selected.length === 0} onClick={confirm}>
              {t("submitMany", { count: selected.length })}
            </Button>
          </div>
        </div>
      }
    >
      {list.items.map((row) => (
        <ConfirmRow
          key={row.task.number}
          row={row}
          isTicked={ticked.has(row.task.number)}
          onTick={() => tick(row.task.number)}
        />
      ))}
    </DeskList>
  );
}

interface ConfirmRowProps {
  row: Row;
  isTicked: boolean;
  onTick(): void;
}

function ConfirmRow({ row, isTicked, onTick }: ConfirmRowProps) {
  const t = useTranslations("desk.confirm");
  const tools = useTranslations("maintain.tools");
  const client = useQueryClient();
  const locale = useReaderLocale();
  const { number, titles } = row.task;
  const title = inLocale(titles, locale).text;
  const by = useMaintaining(number, () => {
    void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    focusList("confirm");
  });
  const { mutateAsync, isPending } = useConfirmTasks();
  const confirm = () =>
    // As above: the row goes.
    mutateAsync([number]).then(({ eventIds: [eventId] }) => {
      showToast({ title: t("done", { count: 1 }), look: "success", ...by.back(eventId) });
      focusList("confirm");
    }, by.fail);
  const reason = "not_planned";
  return (
    <DeskRow
      task={row.task}
      project={row.project}
      href={`/t/${number}`}
      difficulty={row.difficulty}
      lead={
        <Box isTicked={isTicked} onTick={onTick}>
          <span className="sr-only">{title}</span>
        </Box>
      }
      actions={
        <>
          <Button size="small" aria-label={t("one", { title })} isBusy={isPending} onClick={confirm}>
            {t("submit")}
          </Button>
          <Button
            size="small"
            look="quiet"
            aria-label={t("closeOne", { title })}
            isBusy={by.isBusy}
            onClick={() => by.run(changes.close(number, { reason }), tools("closed", { reason }))}
          >
            {t("close")}
          </Button>
        </>
      }
    >
      <p>
        {t.rich("since", timeTag(row.confirmedAt, "date"))}
        {row.freshness === "dormant" && (
          <>
            {" · "}
            <span className="text-medium">{t("hidden")}</span>
          </>
        )}
      </p>
    </DeskRow>
  );
}

interface BoxProps {
  isTicked: boolean;
  isMixed?: boolean;
  onTick(): void;
  children: ReactNode;
}

/** A box to tick, with room for a finger. */
function Box({ isTicked, isMixed = false, onTick, children }: BoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className="flex min-h-control min-w-control cursor-pointer items-center gap-2.5 self-start ps-2.5">
      <input
        ref={input}
        type="checkbox"
        checked={isTicked}
        onChange={onTick}
        className="size-4.5 shrink-0 accent-accent"
      />
      {children}
    </label>
  );
}
