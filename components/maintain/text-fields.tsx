"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { TaskDraft, TextField } from "../../lib/client/task-draft";
import { type Locale, locales } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { MarkdownPreview } from "../questions/preview";
import { classNames } from "../ui/class-names";
import { Field, Input, Textarea } from "../ui/field";

interface TextFieldsProps {
  texts: TaskDraft["texts"];
  onChange(texts: TaskDraft["texts"]): void;
  /** Path (`texts.zh.title`) → sentence. */
  errors: Record<string, string>;
}

const markdownFields = ["why", "where", "doneWhen"] as const;

/** Title and texts in both languages: side by side where there is room, else one language at a time. */
export function TextFields({ texts, onChange, errors }: TextFieldsProps) {
  const t = useTranslations("maintain.form");
  const reader = useReaderLocale();
  const [shown, setShown] = useState<Locale>(reader);
  const [known, setKnown] = useState(texts);
  const [hasPreview, setPreview] = useState(false);
  if (known !== texts) {
    setKnown(texts);
    // What came from elsewhere, as from an issue, is seen where only one language is shown.
    const other = locales.find((one) => texts[one].title !== known[one].title);
    if (other && texts[shown].title === known[shown].title) setShown(other);
  }
  const order: readonly Locale[] = reader === "zh" ? locales : ["en", "zh"];
  const set = (locale: Locale, field: TextField, value: string) =>
    onChange({ ...texts, [locale]: { ...texts[locale], [field]: value } });
  const hasError = (locale: Locale) => Object.keys(errors).some((path) => path.startsWith(`texts.${locale}.`));

  return (
    <div>
      <div className="mb-3 flex items-center justify-between gap-3">
        <fieldset
          aria-label={t("languages")}
          className="flex rounded-control border border-line bg-surface p-0.5 md:hidden"
        >
          {order.map((locale) => (
            <button
              key={locale}
              type="button"
              aria-pressed={shown === locale}
              lang={languageTag[locale]}
              onClick={() => setShown(locale)}
              className="min-h-8 rounded-[0.4375rem] px-4 text-second text-sm aria-pressed:bg-soft aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
            >
              {t(`language.${locale}`)}
              {hasError(locale) && <span className="ms-1 text-danger">•</span>}
            </button>
          ))}
        </fieldset>
        <span className="text-sm text-third max-md:hidden">{t("oneTitle")}</span>
        <button
          type="button"
          aria-pressed={hasPreview}
          onClick={() => setPreview(!hasPreview)}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-control px-2.5 text-second text-sm hover:bg-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-11"
        >
          <Eye size={15} aria-hidden="true" />
          {t("preview")}
        </button>
      </div>
      {/* One grid of rows, so that the same question stands at the same height in both languages. */}
      <div className="grid gap-x-6 gap-y-4 md:grid-flow-col md:grid-cols-2 md:grid-rows-[auto_auto_auto_auto_auto]">
        {order.map((locale) => (
          <div key={locale} className={classNames("contents", shown !== locale && "max-md:hidden")}>
            <p lang={languageTag[locale]} className="font-semibold text-second text-sm max-md:hidden">
              {t(`language.${locale}`)}
            </p>
            <Field
              id={`${locale}-title`}
              label={<Labelled words={t("title")} language={t(`language.${locale}`)} />}
              error={errors[`texts.${locale}.title`]}
            >
              <Input
                lang={languageTag[locale]}
                value={texts[locale].title}
                maxLength={200}
                autoComplete="off"
                autoFocus={locale === reader}
                onChange={(event) => set(locale, "title", event.target.value)}
              />
            </Field>
            {markdownFields.map((field) => (
              <div key={field} className="min-w-0">
                <Field
                  id={`${locale}-${field}`}
                  label={<Labelled words={t(field)} language={t(`language.${locale}`)} />}
                  aside={t("markdown")}
                  hint={t(`${field}Hint`)}
                  error={errors[`texts.${locale}.${field}`]}
                >
                  <Textarea
                    lang={languageTag[locale]}
                    rows={3}
                    maxLength={20_000}
                    value={texts[locale][field]}
                    onChange={(event) => set(locale, field, event.target.value)}
                  />
                </Field>
                {hasPreview && (
                  <MarkdownPreview
                    markdown={texts[locale][field]}
                    lang={languageTag[locale]}
                    empty={t("previewEmpty")}
                    failed={t("previewFailed")}
                  />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Both languages have the same questions: who only hears a label hears which language it is for. */
function Labelled({ words, language }: { words: string; language: string }) {
  return (
    <>
      {words}
      <span className="sr-only"> ({language})</span>
    </>
  );
}
