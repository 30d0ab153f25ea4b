import type { ProjectView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { ProjectMark } from "../ui/project-mark";
import { ProjectTools } from "./admin";

interface ProjectHeadProps {
  project: ProjectView;
  locale: Locale;
  /** The description as sanitised HTML, and the language it is in. */
  html: string | null;
  htmlLocale: Locale;
}

/** A project's name and what it is. The row of its maintainers' buttons has its place before they are known. */
export function ProjectHead({ project, locale, html, htmlLocale }: ProjectHeadProps) {
  const name = inLocale(project.names, locale);
  return (
    <header>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3.5">
          <ProjectMark project={project} size={44} />
          <div className="min-w-0">
            <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{project.name}</h1>
            {name.text && name.text !== project.name && (
              <p lang={name.locale === locale ? undefined : languageTag[name.locale]} className="text-second">
                {name.text}
              </p>
            )}
          </div>
        </div>
        <div className="flex min-h-control flex-wrap gap-1">
          <ProjectTools slug={project.slug} />
        </div>
      </div>
      {html && (
        <div
          lang={htmlLocale === locale ? undefined : languageTag[htmlLocale]}
          className="prose mt-4"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
          dangerouslySetInnerHTML={{ __html: html }}
        />
      )}
    </header>
  );
}
