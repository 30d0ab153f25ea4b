"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence } from "../../lib/client/errors";
import { projectQuery } from "../../lib/client/projects";
import { knownQuery, linkQuery } from "../../lib/client/task";
import { mostLinks, mostTags } from "../../lib/domain/inputs";
import { inLocale } from "../../lib/domain/words";
import { LinkIcon } from "../claim/link-icon";
import { canBeRead } from "../claim/links";
import { useReaderLocale } from "../layout/client-messages";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";

interface ListFieldProps {
  values: string[];
  onChange(values: string[]): void;
  error?: string | undefined;
}

/** Says that a list has more entries than a task can have; all of them stay, for the writer to choose. */
function useTooMany() {
  const errors = useTranslations("errors.field");
  return (values: readonly string[], most: number) =>
    values.length > most ? errors("too_many", { maximum: most }) : undefined;
}

/** Names typed one after the other, with the board's own tags as suggestions. */
export function TagField({ values, onChange, error }: ListFieldProps) {
  const t = useTranslations("maintain.form");
  const say = useTranslations("common.action");
  const locale = useReaderLocale();
  const tooMany = useTooMany();
  const list = useId();
  const [text, setText] = useState("");
  const tags = useQuery(knownQuery).data?.tags ?? [];
  const nameOf = (value: string) => {
    const tag = tags.find((one) => one.slug === value);
    return tag ? inLocale(tag.names, locale).text || tag.slug : value;
  };
  const add = (typed: string) => {
    const fresh = typed
      .split(/[,，、]/)
      .map((one) => one.trim())
      .filter(Boolean)
      .map((one) => tags.find((tag) => [tag.names.zh, tag.names.en, tag.slug].includes(one))?.slug ?? one);
    onChange([...new Set([...values, ...fresh])]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While an input method composes, Enter chooses characters.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && text.trim()) {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "") onChange(values.slice(0, -1));
  };
  return (
    <Field label={t("tags")} aside={say("optional")} hint={t("tagsHint")} error={tooMany(values, mostTags) ?? error}>
      <div className="flex flex-wrap items-center gap-1.5">
        {values.map((value) => (
          <span key={value} className="inline-flex items-center gap-0.5 rounded-md bg-soft ps-2 text-sm">
            {nameOf(value)}
            <button
              type="button"
              aria-label={t("removeTag", { name: nameOf(value) })}
              onClick={() => onChange(values.filter((one) => one !== value))}
              className="inline-flex size-7 items-center justify-center rounded-md text-third hover:text-ink pointer-coarse:size-11"
            >
              <X size={13} aria-hidden="true" />
            </button>
          </span>
        ))}
        <Input
          value={text}
          list={list}
          autoComplete="off"
          className="min-w-32 flex-1"
          onChange={(event) =>
            /[,，、]$/.test(event.target.value) ? add(event.target.value) : setText(event.target.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => text.trim() && add(text)}
        />
      </div>
      <datalist id={list}>
        {tags
          .filter((tag) => !values.includes(tag.slug))
          .map((tag) => (
            <option key={tag.slug} value={inLocale(tag.names, locale).text || tag.slug} />
          ))}
      </datalist>
    </Field>
  );
}

/** The project's members, to be ticked. */
export function MentorField({ project, values, onChange, error }: ListFieldProps & { project: string }) {
  const t = useTranslations("maintain.form");
  const say = useTranslations("common.action");
  const { data } = useQuery({ ...projectQuery(project), enabled: project !== "" });
  const members = data?.members ?? [];
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3">
        <span className="font-semibold text-sm">{t("mentors")}</span>
        <span className="text-third text-xs">{say("optional")}</span>
      </legend>
      <p className="text-sm text-third">
        {project === "" ? t("mentorsAfterProject") : data && members.length === 0 ? t("noMentors") : t("mentorsHint")}
      </p>
      <div className="flex flex-wrap gap-2">
        {members.map(({ person }) => (
          <label
            key={person.login}
            className="inline-flex min-h-control cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-3 text-sm has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              className="accent-accent"
              checked={values.includes(person.login)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...values, person.login] : values.filter((login) => login !== person.login),
                )
              }
            />
            <Avatar login={person.login} name={person.name} size={20} />
            {person.name}
          </label>
        ))}
      </div>
      {error && <p className="text-danger text-sm">{error}</p>}
    </fieldset>
  );
}

/** Addresses, each looked at before it is taken. */
export function LinkField({ values, onChange, error }: ListFieldProps) {
  const t = useTranslations("maintain.form");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const tooMany = useTooMany();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    const url = text.trim();
    if (!url) return;
    setBusy(true);
    setRefusal(null);
    try {
      // `#12` belongs to the project's repository, which only the verb knows.
      const taken = canBeRead(url) ? (await client.fetchQuery(linkQuery(url))).url : url;
      onChange([...new Set([...values, taken])]);
      setText("");
    } catch (failure) {
      if (errorCodeOf(failure) === "link_invalid") setRefusal(failure);
      else {
        // It could not be looked at now; saving will say what is wrong with it.
        onChange([...new Set([...values, url])]);
        setText("");
      }
    } finally {
      setBusy(false);
    }
  };
  /** What was typed and not added counts when the reader goes on; saving will say what is wrong with it. */
  const addTyped = (event: FocusEvent<HTMLInputElement>) => {
    const url = text.trim();
    if (!url || isBusy || refusal || event.currentTarget.parentElement?.contains(event.relatedTarget)) return;
    onChange([...new Set([...values, url])]);
    setText("");
  };
  return (
    <Field
      label={t("links")}
      aside={say("optional")}
      hint={t("linksHint")}
      error={refusal ? errorSentence(errors, refusal, locale) : (tooMany(values, mostLinks) ?? error)}
    >
      <div className="flex gap-2">
        <Input
          value={text}
          onBlur={addTyped}
          inputMode="url"
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0"
          onChange={(event) => {
            setText(event.target.value);
            setRefusal(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
            if (!text.trim()) return;
            event.preventDefault();
            void add();
          }}
        />
        <Button onClick={add} isBusy={isBusy} disabled={!text.trim()}>
          {t("addLink")}
        </Button>
      </div>
      {values.length > 0 && (
        <ul>
          {values.map((url) => (
            <LinkRow key={url} url={url} onRemove={() => onChange(values.filter((one) => one !== url))} />
          ))}
        </ul>
      )}
    </Field>
  );
}

function LinkRow({ url, onRemove }: { url: string; onRemove(): void }) {
  const t = useTranslations("maintain.form");
  const { data } = useQuery({ ...linkQuery(url), enabled: canBeRead(url) });
  const label = data?.label ?? url;
  return (
    <li className="flex min-h-control items-center gap-2 text-sm">
      <LinkIcon kind={data?.kind ?? "reference"} />
      <span className="min-w-0 flex-1 break-all font-mono text-xs">{label}</span>
      <Button
        look="quiet"
        size="small"
        isSquare
        aria-label={t("removeLink", { label })}
        onClick={onRemove}
        icon={<X size={15} aria-hidden="true" />}
      />
    </li>
  );
}
