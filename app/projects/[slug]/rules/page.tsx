import type { Metadata } from "next";
import { Missing, missingMetadata } from "../../../../components/layout/missing";
import { Page } from "../../../../components/layout/page";
import { ProjectRules } from "../../../../components/projects/rules";
import { RulesDesk } from "../../../../components/projects/rules-desk";
import { ProjectMark } from "../../../../components/ui/project-mark";
import { translator } from "../../../../lib/i18n/translator";
import { pageContext } from "../../../../lib/server/request";
import { loadProject } from "../load";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await loadProject((await params).slug);
  const { locale } = await pageContext();
  if (!project) return missingMetadata(locale);
  const t = translator(locale, "rules");
  const { name } = project;
  return {
    title: t("title", { name }),
    description: t("description", { name }),
    alternates: { canonical: `/projects/${project.slug}/rules` },
  };
}

/** A project's claim rules in plain words, for everyone; its maintainers edit them here. */
export default async function RulesPage({ params }: Props) {
  const project = await loadProject((await params).slug);
  const { locale } = await pageContext();
  if (!project) return <Missing locale={locale} />;
  const t = translator(locale, "rules");
  return (
    <Page>
      <a
        href={`/projects/${project.slug}`}
        className="mb-2 inline-flex min-h-control items-center gap-2 text-second text-sm no-underline hover:text-ink hover:underline"
      >
        <ProjectMark project={project} />
        {project.name}
      </a>
      <RulesDesk slug={project.slug} title={t("title", { name: project.name })} lead={t("lead")} editLabel={t("edit")}>
        <ProjectRules policy={project.policy} locale={locale} />
      </RulesDesk>
    </Page>
  );
}
