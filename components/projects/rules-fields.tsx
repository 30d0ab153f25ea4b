"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { type DraftRule, draftOfRules, type NumberRule, type RulesDraft } from "../../lib/client/rules-draft";
import { defaultPolicy } from "../../lib/domain/policy";
import { planRules } from "../../lib/domain/words";
import { Card } from "../ui/card";
import { Field, Input, Select } from "../ui/field";
import type { RuleGroup } from "./rules";
import type { Faults } from "./rules-form";

interface RulesFieldsProps {
  draft: RulesDraft;
  /** The rules as they are saved. */
  base: RulesDraft;
  faults: Faults;
  onChange(draft: RulesDraft): void;
}

type Unit = "days" | "hours" | "times" | "tasks" | "after";
const defaults = draftOfRules(defaultPolicy);
const parts = ["2", "3", "4", "5", "6", "7", "8", "9", "10"];

/** The rules by idea: why each is there, then its numbers. */
export function RulesFields(props: RulesFieldsProps) {
  const t = useTranslations("rules.form");
  const { draft, onChange, faults } = props;
  const number = (rule: NumberRule, unit: Unit) => <NumberField {...props} rule={rule} unit={unit} />;
  const set = (rule: DraftRule, value: string) => onChange({ ...draft, [rule]: value });
  return (
    <>
      <Group id="lease" columns={3}>
        {number("leaseDays.easy", "days")}
        {number("leaseDays.medium", "days")}
        {number("leaseDays.hard", "days")}
        <Field
          label={t("field.reminderPart")}
          aside={<Compared {...props} rule="reminderPart" say={(part) => t("reminder", { part: Number(part) })} />}
          error={faults.reminderPart}
          className="sm:col-span-3"
        >
          <Select
            value={draft.reminderPart}
            onChange={(event) => set("reminderPart", event.target.value)}
            className="sm:max-w-60"
          >
            {parts.map((part) => (
              <option key={part} value={part}>
                {t("reminder", { part: Number(part) })}
              </option>
            ))}
          </Select>
        </Field>
      </Group>
      <Group id="renew" columns={2}>
        {number("renewDays", "days")}
        {number("renewLimit", "times")}
        {number("resumeDays", "days")}
      </Group>
      <Group id="cap" columns={2}>
        {number("capBeforeFirst", "tasks")}
        {number("capAfterFirst", "tasks")}
      </Group>
      <Group id="waitlist" columns={2}>
        {number("offerHours", "hours")}
      </Group>
      <Group id="ladder" columns={2}>
        {number("neededForMedium", "tasks")}
        {number("neededForHard", "tasks")}
      </Group>
      <Group id="plan" columns={1}>
        <Choice {...props} rule="plan" options={planRules.map((rule) => [rule, t(`plan.${rule}`)])} />
      </Group>
      <Group id="questions" columns={2}>
        {number("answerDays", "days")}
      </Group>
      <Group id="finishing" columns={1}>
        <Choice
          {...props}
          rule="holderMayComplete"
          options={(["yes", "no"] as const).map((one) => [one, t(`finish.${one}`)])}
        />
      </Group>
      <Group id="wanted" columns={2}>
        {number("reconfirmDays", "after")}
        {number("hideDays", "after")}
      </Group>
    </>
  );
}

const grids = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

function Group({ id, columns, children }: { id: RuleGroup; columns: 1 | 2 | 3; children: ReactNode }) {
  const t = useTranslations("rules");
  return (
    <section aria-labelledby={`edit-${id}`}>
      <Card>
        <h2 id={`edit-${id}`} className="font-semibold">
          {t(`group.${id}`)}
        </h2>
        <p className="mt-0.5 mb-4 text-pretty text-second text-sm">{t(`form.why.${id}`)}</p>
        <div className={`grid items-start gap-x-4 gap-y-3 ${grids[columns]}`}>{children}</div>
      </Card>
    </section>
  );
}

function NumberField({
  draft,
  base,
  faults,
  onChange,
  rule,
  unit,
}: RulesFieldsProps & { rule: NumberRule; unit: Unit }) {
  const t = useTranslations("rules.form");
  return (
    <Field
      label={t(`field.${rule}` as "field.renewDays")}
      aside={<Compared draft={draft} base={base} rule={rule} say={(value) => value} />}
      error={faults[rule]}
    >
      <div className="flex items-center gap-2.5">
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={draft[rule]}
          onChange={(event) => onChange({ ...draft, [rule]: event.target.value })}
          className="max-w-24 tabular-nums"
        />
        <span className="text-second text-sm">{t(`unit.${unit}`)}</span>
      </div>
    </Field>
  );
}

interface ComparedProps extends Pick<RulesFieldsProps, "draft" | "base"> {
  rule: DraftRule;
  say(value: string): string;
}

/** What the rule was, once it is changed; else its default, where it is another. */
function Compared({ draft, base, rule, say }: ComparedProps) {
  const t = useTranslations("rules.form");
  if (draft[rule] !== base[rule]) return t("was", { value: say(base[rule]) });
  return draft[rule] === defaults[rule] ? null : t("default", { value: say(defaults[rule]) });
}

interface ChoiceProps extends RulesFieldsProps {
  rule: "plan" | "holderMayComplete";
  options: readonly (readonly [value: string, label: string])[];
}

function Choice({ draft, base, onChange, rule, options }: ChoiceProps) {
  const t = useTranslations("rules.form");
  const say = (value: string) => options.find(([one]) => one === value)?.[1] ?? value;
  return (
    <fieldset>
      <legend className="sr-only">{t(`field.${rule}`)}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([value, label]) => (
          <label
            key={value}
            className="inline-flex min-h-control cursor-pointer items-center gap-2.5 rounded-control border border-line px-3.5 text-sm has-checked:border-accent has-checked:bg-accent-soft pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={rule}
              value={value}
              checked={draft[rule] === value}
              onChange={() => onChange({ ...draft, [rule]: value })}
              className="accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      <p className="mt-1.5 min-h-5 text-third text-xs">
        <Compared draft={draft} base={base} rule={rule} say={say} />
      </p>
    </fieldset>
  );
}
