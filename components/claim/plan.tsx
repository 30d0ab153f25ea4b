"use client";

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { keepPlan, keptPlan, planLine } from "../../lib/client/plan";
import { useClaiming } from "../task/claiming";
import { useLiveTask } from "../task/live";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Textarea } from "../ui/field";

/**
 * Asks how the reader will start, before they claim. Where that is optional the second tap claims all the same: the
 * button has the focus, and the field waits for who has something to say.
 */
export function PlanDialog({ onClose: close }: { onClose(): void }) {
  const t = useTranslations("claiming.plan");
  const say = useTranslations("common.action");
  const { task, planning } = useLiveTask();
  const { claimWith, isBusy } = useClaiming();
  const form = useId();
  const [text, setText] = useState(() => keptPlan(task.number));
  const [isMissing, setMissing] = useState(false);
  const isRequired = planning?.isRequired ?? false;
  const name = task.slotList.find((slot) => slot.id === planning?.slot)?.name;
  const why = t(isRequired ? "required" : "optional");
  const plan = planLine(text);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isBusy) return;
    if (isRequired && !plan) return setMissing(true);
    await claimWith(planning?.slot, plan);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
  };
  return (
    <Dialog
      isOpen={planning !== null}
      onClose={close}
      title={t("title")}
      description={name && task.slotList.length > 1 ? `${t("slot", { name })} ${why}` : why}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={close}>{say("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={isBusy} autoFocus={!isRequired}>
            {t(plan || isRequired ? "submit" : "skip")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field
          label={t("label")}
          aside={isRequired ? undefined : say("optional")}
          hint={t("hint")}
          error={isMissing ? t("missing") : undefined}
          isRequired={isRequired}
        >
          <Textarea
            rows={3}
            maxLength={1000}
            value={text}
            placeholder={t("placeholder")}
            autoFocus={isRequired}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              setText(event.target.value);
              keepPlan(task.number, event.target.value);
              setMissing(false);
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}
