"use client";

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { standingErrors, type TaskDraft } from "../../lib/client/task-draft";
import type { ProjectRefView } from "../../lib/domain/views";
import { type Difficulty, difficulties } from "../../lib/domain/words";
import { DifficultyMark } from "../ui/difficulty-mark";
import { Field, Select } from "../ui/field";
import { useValueOf } from "../ui/use-faults";
import { LinkField, MentorField, TagField } from "./chips";
import { SlotsField } from "./slots-field";
import { TextFields } from "./text-fields";

interface TaskFormProps {
  draft: TaskDraft;
  onChange(draft: TaskDraft): void;
  /** Projects to choose from; null when the task has its project already. */
  projects: readonly ProjectRefView[] | null;
  /** Path (`texts.zh.title`, `tags.0`) → sentence. The first one is brought into sight when they change. */
  errors: Record<string, string>;
  onSubmit(): void;
  /** Above the fields: a draft that was restored, a conflict. */
  notices?: ReactNode;
  /** The buttons. */
  footer: ReactNode;
}

/** One form for a new task and for one that is edited. Ctrl or ⌘ with Enter saves from everywhere. */
export function TaskForm({ draft, onChange, projects, errors: found, onSubmit, notices, footer }: TaskFormProps) {
  const t = useTranslations("maintain.form");
  const withName = useTranslations("slotEditor");
  const form = useRef<HTMLFormElement>(null);
  const errors = standingErrors(found, useValueOf(found, draft), draft);

  useEffect(() => {
    if (Object.keys(found).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [found]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  };
  /** What is wrong with a list, or with one of its entries, which is named. */
  const errorIn = (list: "tags" | "links" | "mentors") => {
    const [path, error] = Object.entries(errors).find(([one]) => `${one}.`.startsWith(`${list}.`)) ?? [];
    const name = draft[list][Number(path?.split(".")[1] ?? Number.NaN)];
    return error && name ? withName("fieldError", { name, error }) : error;
  };

  return (
    <form ref={form} onSubmit={submit} onKeyDown={onKeyDown} noValidate className="flex flex-col gap-6">
      {notices}
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        {projects && (
          <Field label={t("project")} error={errors.project} isRequired>
            <Select
              value={draft.project}
              onChange={(event) => onChange({ ...draft, project: event.target.value, mentors: [] })}
            >
              {draft.project === "" && <option value="">{t("choose")}</option>}
              {projects.map((project) => (
                <option key={project.slug} value={project.slug}>
                  {project.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <DifficultyField value={draft.difficulty} onChange={(difficulty) => onChange({ ...draft, difficulty })} />
      </div>
      {errors.texts && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
          {errors.texts}
        </p>
      )}
      <TextFields texts={draft.texts} onChange={(texts) => onChange({ ...draft, texts })} errors={errors} />
      <section className="grid gap-x-6 gap-y-5 border-line border-t pt-5 md:grid-cols-2">
        <h2 className="sr-only">{t("more")}</h2>
        <TagField values={draft.tags} error={errorIn("tags")} onChange={(tags) => onChange({ ...draft, tags })} />
        <LinkField values={draft.links} error={errorIn("links")} onChange={(links) => onChange({ ...draft, links })} />
        <MentorField
          project={draft.project}
          values={draft.mentors}
          error={errorIn("mentors")}
          onChange={(mentors) => onChange({ ...draft, mentors })}
        />
        {projects && (
          <SlotsField text={draft.slots ?? ""} errors={errors} onChange={(slots) => onChange({ ...draft, slots })} />
        )}
      </section>
      <div
        data-bottom-bar="always"
        className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2 border-line border-t bg-ground px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6"
      >
        {footer}
        <span className="ms-auto text-third text-xs pointer-coarse:hidden">{t("keys")}</span>
      </div>
    </form>
  );
}

function DifficultyField({ value, onChange }: { value: Difficulty | null; onChange(value: Difficulty | null): void }) {
  const t = useTranslations("maintain.form");
  const words = useTranslations("common.difficulty");
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold text-sm">{t("difficulty")}</legend>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        {[...difficulties, null].map((difficulty) => (
          <label
            key={difficulty ?? "unrated"}
            className="inline-flex min-h-control cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold"
          >
            <input
              type="radio"
              name="difficulty"
              className="sr-only"
              checked={value === difficulty}
              onChange={() => onChange(difficulty)}
            />
            <DifficultyMark difficulty={difficulty} label={words(difficulty ?? "unrated")} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
