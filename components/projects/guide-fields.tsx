import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { type Locale, locales } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { MarkdownPreview } from "../questions/preview";
import { Field, Textarea } from "../ui/field";

interface GuideFieldsProps {
  guides: Record<Locale, string>;
  /** What is wrong with `guides.zh`, for its field. */
  fault(path: string): { error: string | undefined; onChange(): void };
  onChange(language: Locale, text: string): void;
}

/** The guide for newcomers in both languages, with a preview of its Markdown. */
export function GuideFields({ guides: typed, fault, onChange }: GuideFieldsProps) {
  const t = useTranslations("projects.form");
  const maintain = useTranslations("maintain.form");
  const [hasPreview, setPreview] = useState(false);
  return (
    <fieldset className="grid gap-4 sm:col-span-2 sm:grid-cols-2">
      <legend className="sr-only">{t("guides")}</legend>
      <div className="flex items-start justify-between gap-3 sm:col-span-2">
        <p className="text-sm text-third">{t("guidesHint")}</p>
        <button
          type="button"
          aria-pressed={hasPreview}
          onClick={() => setPreview(!hasPreview)}
          className="inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-control px-2.5 text-second text-sm hover:bg-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-11"
        >
          <Eye size={15} aria-hidden="true" />
          {maintain("preview")}
        </button>
      </div>
      {locales.map((locale) => (
        <div key={locale} className="min-w-0">
          <Field label={t(`guideIn.${locale}`)} aside={maintain("markdown")} {...fault(`guides.${locale}`)}>
            <Textarea
              name={`guides.${locale}`}
              lang={languageTag[locale]}
              rows={5}
              maxLength={20_000}
              value={typed[locale]}
              onChange={(event) => onChange(locale, event.target.value)}
            />
          </Field>
          {hasPreview && (
            <MarkdownPreview
              markdown={typed[locale]}
              lang={languageTag[locale]}
              empty={maintain("previewEmpty")}
              failed={maintain("previewFailed")}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
