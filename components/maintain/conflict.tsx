"use client";

import { useTranslations } from "use-intl/react";
import { type DraftField, fieldOf, type TaskDraft, type TextField } from "../../lib/client/task-draft";
import type { Difficulty, Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";

export interface Conflict {
  mine: TaskDraft;
  theirs: TaskDraft;
  disputed: DraftField[];
  /** Which version stays, field by field; mine unless said otherwise. */
  choices: Partial<Record<DraftField, "mine" | "theirs">>;
}

interface ConflictNoticeProps {
  conflict: Conflict;
  onChoose(field: DraftField, side: "mine" | "theirs"): void;
}

/** Two people edited the same task: both versions, field by field, and a choice for each. */
export function ConflictNotice({ conflict, onChoose }: ConflictNoticeProps) {
  const t = useTranslations("maintain.conflict");
  const { disputed, choices } = conflict;
  return (
    <section
      role="alert"
      className="flex flex-col gap-4 rounded-card border border-line-strong bg-warn-soft p-4 sm:p-5"
    >
      <div>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-second text-sm">{disputed.length === 0 ? t("easy") : t("text")}</p>
      </div>
      {disputed.map((field) => (
        <fieldset key={field}>
          <legend className="mb-1.5 font-semibold text-sm">
            <FieldName field={field} />
          </legend>
          <div className="grid gap-2 md:grid-cols-2">
            {(["mine", "theirs"] as const).map((side) => (
              <label
                key={side}
                className="flex cursor-pointer flex-col gap-1.5 rounded-control border border-line bg-surface p-3 text-sm has-checked:border-accent"
              >
                <span className="flex min-h-6 items-center gap-2 font-semibold">
                  <input
                    type="radio"
                    name={`conflict-${field}`}
                    className="accent-accent"
                    checked={(choices[field] ?? "mine") === side}
                    onChange={() => onChoose(field, side)}
                  />
                  {t(side)}
                </span>
                <Version draft={conflict[side]} field={field} />
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}

function FieldName({ field }: { field: DraftField }) {
  const t = useTranslations("maintain.conflict");
  const language = useTranslations("maintain.form.language");
  const [first, locale, name] = field.split(".") as [string, Locale | undefined, TextField | undefined];
  if (!locale || !name) return t(`field.${first as "difficulty"}`);
  return t("inLanguage", { field: t(`field.${name}`), language: language(locale) });
}

function Version({ draft, field }: { draft: TaskDraft; field: DraftField }) {
  const t = useTranslations("maintain.conflict");
  const words = useTranslations("common.difficulty");
  const value = fieldOf(draft, field);
  const text =
    field === "difficulty"
      ? words((value as Difficulty | null) ?? "unrated")
      : Array.isArray(value)
        ? value.join("\n")
        : (value ?? "").trim();
  const locale = field.startsWith("texts.") ? (field.split(".")[1] as Locale) : null;
  if (!text) return <span className="text-third">{t("empty")}</span>;
  return (
    <span
      lang={locale ? languageTag[locale] : undefined}
      className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words text-second"
    >
      {text}
    </span>
  );
}
