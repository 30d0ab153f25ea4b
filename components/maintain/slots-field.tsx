"use client";

import { useTranslations } from "use-intl/react";
import { slotNames } from "../../lib/client/slot-draft";
import { Field, Textarea } from "../ui/field";

interface SlotsFieldProps {
  text: string;
  onChange(text: string): void;
  /** Path (`slots.3`, `slots.3.name`) → sentence. */
  errors: Record<string, string>;
}

/** Names of the slots of a new task, as a list that is typed or pasted. */
export function SlotsField({ text, onChange, errors }: SlotsFieldProps) {
  const t = useTranslations("slotEditor");
  const say = useTranslations("common.action");
  const names = slotNames(text);
  const [path, error] = Object.entries(errors).find(([one]) => /^slots(\.|$)/.test(one)) ?? [];
  const name = path && names[Number(path.split(".")[1] ?? Number.NaN)];
  return (
    <Field
      label={t("field")}
      hint={t("fieldHint")}
      aside={names.length > 0 ? t("fieldCount", { count: names.length }) : say("optional")}
      error={error && name ? t("fieldError", { name, error }) : error}
    >
      <Textarea
        rows={2}
        value={text}
        maxLength={20_000}
        placeholder={"Redis\netcd"}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
