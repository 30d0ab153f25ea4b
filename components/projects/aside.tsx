import { BookOpen, Code2, ListChecks, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import type { ProjectView } from "../../lib/domain/views";
import { type Locale, memberRoles } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { PersonLink } from "../task/person-link";
import { Card } from "../ui/card";
import { Tag } from "../ui/tag";
import { ProjectProgress } from "./progress";

/** How to start in a project, how far it is, and who helps. */
export function ProjectAside({ project, locale }: { project: ProjectView; locale: Locale }) {
  const t = translator(locale, "projects");
  return (
    <div className="flex min-w-0 flex-col gap-4 lg:col-start-2 lg:row-start-1">
      <Card className="flex flex-col gap-4">
        <Section id="start" title={t("start")}>
          <ul>
            <li>
              <a
                href="#guide"
                className="group flex min-h-control items-center gap-2.5 text-ink no-underline hover:text-accent hover:underline"
              >
                <ListChecks size={16} aria-hidden="true" className="text-third" />
                {t("guideHere")}
              </a>
            </li>
            {project.guideUrl && (
              <OutLink href={project.guideUrl} icon={<BookOpen size={16} aria-hidden="true" />}>
                {t("guide")}
              </OutLink>
            )}
            {project.repositoryUrl && (
              <OutLink href={project.repositoryUrl} icon={<Code2 size={16} aria-hidden="true" />}>
                {t("repository")}
              </OutLink>
            )}
            <li>
              <a
                href={`/projects/${project.slug}/rules`}
                className="group flex min-h-control items-center gap-2.5 text-ink no-underline"
              >
                <ScrollText size={16} aria-hidden="true" className="text-third" />
                <span className="group-hover:text-accent group-hover:underline">{t("rules")}</span>
              </a>
            </li>
          </ul>
          {project.languages.length > 0 && (
            <ul aria-label={t("languages")} className="mt-2 flex flex-wrap gap-1.5">
              {project.languages.map((language) => (
                <li key={language}>
                  <Tag>{language}</Tag>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </Card>
      {Object.values(project.counts).some((count) => count > 0) && (
        <Card>
          <Section id="progress" title={t("progress")}>
            <div className="mt-2">
              <ProjectProgress project={project} locale={locale} hasLinks />
            </div>
          </Section>
        </Card>
      )}
      <Card className="flex flex-col gap-4">
        <Section id="people" title={t("people")}>
          {project.members.length === 0 && <p className="text-sm text-third">{t("nobody")}</p>}
          {memberRoles.map((role) => {
            const people = project.members.filter((member) => member.role === role);
            if (people.length === 0) return null;
            return (
              <div key={role} className="mt-2 first:mt-0">
                <h3 className="text-third text-xs">{t(role === "maintainer" ? "maintainers" : "mentors")}</h3>
                <ul>
                  {people.map(({ person }) => (
                    <li key={person.login} className="flex min-h-control items-center text-sm">
                      <PersonLink person={person} avatar={24} />
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </Section>
      </Card>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 font-semibold text-second text-sm">
        {title}
      </h2>
      {children}
    </section>
  );
}

function OutLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      <a href={href} rel="noopener" className="group flex min-h-control items-center gap-2.5 text-ink no-underline">
        <span className="text-third">{icon}</span>
        <span className="group-hover:text-accent group-hover:underline">{children}</span>
        <span className="ms-auto max-w-[50%] truncate text-third text-xs">{new URL(href).host}</span>
      </a>
    </li>
  );
}
