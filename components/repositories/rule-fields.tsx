"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl/react";
import {
  type DifficultyRow,
  type LabelRuleDraft,
  type LabelRuleField,
  newDifficultyRow,
  type RuleFault,
  ruleOfDraft,
  withLine,
} from "../../lib/client/label-rule-draft";
import { type Difficulty, difficulties } from "../../lib/domain/words";
import { Button } from "../ui/button";
import { Field, Input, Select, Textarea } from "../ui/field";

interface LabelRuleFieldsProps {
  draft: LabelRuleDraft;
  faults: readonly RuleFault[];
  /** The repository's labels, once they were read. */
  known: readonly string[];
  onChange(draft: LabelRuleDraft): void;
}

const mostLabels = 60;

/** The fields of a rule: what makes a task, a difficulty, a tag, a command. */
export function LabelRuleFields({ draft, faults, known, onChange }: LabelRuleFieldsProps) {
  const t = useTranslations("repositories.rule");
  const words = useTranslations("common.difficulty");
  const faultOf = (field: LabelRuleField) => {
    const fault = faults.find((one) => one.field === field);
    if (!fault) return undefined;
    return fault.label ? t("fault", { label: fault.label, fault: fault.sentence }) : fault.sentence;
  };
  const chosen = new Set(ruleOfDraft(draft).task.map((label) => label.toLowerCase()));
  const others = known.filter((label) => !chosen.has(label.toLowerCase())).slice(0, mostLabels);
  return (
    <>
      <p className="text-second text-sm">{t("lead")}</p>
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-2">
        <Field label={t("task")} hint={t("taskHint")} error={faultOf("task")} isRequired>
          <Textarea
            rows={3}
            value={draft.task}
            spellCheck={false}
            placeholder="good first issue"
            onChange={(event) => onChange({ ...draft, task: event.target.value })}
          />
        </Field>
        <Field label={t("tagPrefixes")} hint={t("tagPrefixesHint")} error={faultOf("tagPrefixes")}>
          <Textarea
            rows={3}
            value={draft.tagPrefixes}
            spellCheck={false}
            placeholder={"kind\narea"}
            onChange={(event) => onChange({ ...draft, tagPrefixes: event.target.value })}
          />
        </Field>
      </div>
      {others.length > 0 && (
        <div className="-mt-2 text-sm">
          <p className="text-third">{t("labels")}</p>
          <ul className="mt-1.5 flex flex-wrap gap-1.5">
            {others.map((label) => (
              <li key={label} className="min-w-0">
                <button
                  type="button"
                  aria-label={t("addLabel", { label })}
                  onClick={() => onChange({ ...draft, task: withLine(draft.task, label) })}
                  className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-md bg-soft px-2 text-second text-xs hover:text-ink pointer-coarse:min-h-11"
                >
                  <Plus size={12} aria-hidden="true" className="shrink-0" />
                  <span className="truncate">{label}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="grid items-start gap-x-6 gap-y-5 md:grid-cols-2">
        <DifficultyRows
          rows={draft.difficulty}
          error={faultOf("difficulty")}
          onChange={(difficulty) => onChange({ ...draft, difficulty })}
        />
        <Field label={t("defaultDifficulty")} error={faultOf("defaultDifficulty")}>
          <Select
            value={draft.defaultDifficulty ?? ""}
            onChange={(event) => {
              const value = event.target.value;
              onChange({ ...draft, defaultDifficulty: value === "" ? null : (value as Difficulty) });
            }}
          >
            <option value="">{t("none")}</option>
            {difficulties.map((one) => (
              <option key={one} value={one}>
                {words(one)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <label className="flex cursor-pointer gap-2.5 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          checked={draft.plainWords}
          onChange={(event) => onChange({ ...draft, plainWords: event.target.checked })}
        />
        <span>
          <span className="block font-semibold">{t("plainWords")}</span>
          <span className="text-pretty text-third">{t("plainWordsHint")}</span>
        </span>
      </label>
    </>
  );
}

interface DifficultyRowsProps {
  rows: readonly DifficultyRow[];
  error: string | undefined;
  onChange(rows: DifficultyRow[]): void;
}

function DifficultyRows({ rows, error, onChange }: DifficultyRowsProps) {
  const t = useTranslations("repositories.rule");
  const words = useTranslations("common.difficulty");
  const replace = (row: DifficultyRow) => onChange(rows.map((one) => (one.key === row.key ? row : one)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-semibold text-sm">{t("difficulty")}</legend>
      <p className="-mt-1.5 text-sm text-third">{t("difficultyHint")}</p>
      {rows.map((row, index) => (
        <div key={row.key} className="flex items-center gap-1.5">
          <Input
            value={row.label}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-label={t("difficultyLabel", { position: index + 1 })}
            aria-invalid={error ? true : undefined}
            className="min-w-0"
            onChange={(event) => replace({ ...row, label: event.target.value })}
          />
          <Select
            value={row.is}
            aria-label={t("difficultyIs", { position: index + 1 })}
            className="max-w-32"
            onChange={(event) => replace({ ...row, is: event.target.value as Difficulty })}
          >
            {difficulties.map((one) => (
              <option key={one} value={one}>
                {words(one)}
              </option>
            ))}
          </Select>
          <Button
            look="quiet"
            size="small"
            isSquare
            aria-label={t("removeDifficulty", { label: row.label.trim() || t("unnamed") })}
            icon={<X size={15} aria-hidden="true" />}
            onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
          />
        </div>
      ))}
      <Button
        size="small"
        className="self-start"
        disabled={rows.length >= 50}
        icon={<Plus size={15} aria-hidden="true" />}
        onClick={() => onChange([...rows, newDifficultyRow()])}
      >
        {t("addDifficulty")}
      </Button>
      <div aria-live="polite">{error && <p className="text-danger text-sm">{error}</p>}</div>
    </fieldset>
  );
}
