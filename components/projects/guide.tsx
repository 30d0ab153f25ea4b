import type { Guide } from "../../lib/domain/guide";
import type { ProjectView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { translator } from "../../lib/i18n/translator";

interface ProjectGuideProps {
  project: ProjectView;
  guide: Guide;
  locale: Locale;
  /** The guide as sanitised HTML: the project's own, or ours for any. */
  html: string;
}

/** How a project is worked on, for someone who begins. Tasks and claims lead here (`#guide`). */
export function ProjectGuide({ project, guide, locale, html }: ProjectGuideProps) {
  const t = translator(locale, "steps");
  const isForeign = guide.kind === "own" && guide.locale !== locale;
  return (
    <section id="guide" aria-labelledby="guide-title" className="scroll-mt-4">
      <h2 id="guide-title" className="mb-3 font-semibold text-lg">
        {t("guide.start")}
      </h2>
      {guide.kind === "elsewhere" && (
        <p>
          {t("guide.elsewhere", { project: project.name })}{" "}
          <a href={guide.url} rel="noopener" className="break-all text-accent underline underline-offset-2">
            {guide.url}
          </a>
        </p>
      )}
      {guide.kind === "default" && (
        <p className="mb-2 text-second text-sm">{t("guide.general", { project: project.name })}</p>
      )}
      {guide.kind !== "elsewhere" && (
        <div
          lang={isForeign ? languageTag[guide.locale] : undefined}
          className="prose"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
          dangerouslySetInnerHTML={{ __html: html }}
        />
      )}
    </section>
  );
}
