import type { LinkView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { translator } from "../../lib/i18n/translator";
import { LinkIcon } from "../claim/link-icon";
import { AddTexts } from "./add-texts";

/** One of the three questions with its answer as sanitised HTML, in the language it is there. */
export interface TaskSection {
  question: "why" | "where" | "doneWhen";
  text: { html: string; locale: Locale } | null;
}

interface TaskTextsProps {
  locale: Locale;
  sections: readonly TaskSection[];
  /** The task's own first reference, for a task without texts. */
  reference: LinkView | null;
}

/** Why it matters, where to start, how to know it is done; or, where there is only a title, that it is so. */
export function TaskTexts({ locale, sections, reference }: TaskTextsProps) {
  const t = translator(locale, "task");
  if (sections.every((section) => section.text === null)) return <NoText locale={locale} reference={reference} />;
  return (
    <div className="flex flex-col gap-7">
      {sections.map(({ question, text }) => {
        if (!text && question === "why") return null;
        return (
          <section key={question} aria-labelledby={question}>
            <div className="mb-1.5 flex max-w-[44rem] flex-wrap items-baseline justify-between gap-x-3">
              <h2 id={question} className="font-semibold">
                {t(`section.${question}`)}
              </h2>
              {text && text.locale !== locale && (
                <span className="text-third text-xs">{t(`onlyIn.${text.locale}`)}</span>
              )}
            </div>
            {text ? (
              <div
                lang={text.locale === locale ? undefined : languageTag[text.locale]}
                className="prose"
                // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
                dangerouslySetInnerHTML={{ __html: text.html }}
              />
            ) : (
              <p className="text-third">{t(question === "where" ? "missing.where" : "missing.doneWhen")}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

function NoText({ locale, reference }: Pick<TaskTextsProps, "locale" | "reference">) {
  const t = translator(locale, "task");
  return (
    <section
      aria-labelledby="no-text"
      className="rounded-card border border-line-strong border-dashed px-5 py-5 sm:px-6"
    >
      <h2 id="no-text" className="font-semibold">
        {t("noText.title")}
      </h2>
      <p className="mt-1 max-w-prose text-second">{t("noText.text")}</p>
      {reference && (
        <p className="mt-3 text-second">
          {t("noText.reference")}{" "}
          <a
            href={reference.url}
            rel="noopener"
            className="inline-flex min-h-control max-w-full items-center gap-1.5 align-middle font-mono text-accent text-sm underline underline-offset-2"
          >
            <LinkIcon kind={reference.kind} />
            <span className="wrap-anywhere min-w-0">{reference.label}</span>
          </a>
        </p>
      )}
      <AddTexts hasReference={reference !== null} />
    </section>
  );
}
