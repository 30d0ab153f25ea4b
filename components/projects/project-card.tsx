import type { ProjectView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { translator } from "../../lib/i18n/translator";
import { ProjectMark } from "../ui/project-mark";
import { Tag } from "../ui/tag";
import { ProjectProgress } from "./progress";

/** A project in the list: what it is, its languages, what is free. The whole card leads to its page. */
export function ProjectCard({ project, locale }: { project: ProjectView; locale: Locale }) {
  const t = translator(locale, "projects");
  const description = inLocale(project.descriptions, locale);
  const name = inLocale(project.names, locale).text;
  return (
    <article className="relative flex h-full flex-col gap-3 rounded-card border border-line bg-surface p-5 shadow-lift transition-colors hover:border-accent-line">
      <div className="flex items-center gap-3">
        <ProjectMark project={project} size={36} />
        <div className="min-w-0">
          <h2 className="font-semibold text-xl">
            <a
              href={`/projects/${project.slug}`}
              className="text-ink no-underline after:absolute after:inset-0 after:rounded-card"
            >
              {project.name}
            </a>
          </h2>
          {name && name !== project.name && <p className="truncate text-sm text-third">{name}</p>}
        </div>
      </div>
      {description.text && (
        <p
          lang={description.locale === locale ? undefined : languageTag[description.locale]}
          className="line-clamp-4 text-second"
        >
          {description.text}
        </p>
      )}
      {project.languages.length > 0 && (
        <ul aria-label={t("languages")} className="flex flex-wrap gap-1.5">
          {project.languages.map((language) => (
            <li key={language}>
              <Tag>{language}</Tag>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-auto pt-1">
        <p className="mb-2 font-semibold text-accent text-sm">{t("free", { count: project.counts.open })}</p>
        <ProjectProgress project={project} locale={locale} />
      </div>
    </article>
  );
}
