import type { Metadata } from "next";
import { MessagesProvider } from "../../../../components/layout/messages";
import { Missing, missingMetadata } from "../../../../components/layout/missing";
import { Page, PageTitle } from "../../../../components/layout/page";
import { RepositoriesDesk } from "../../../../components/repositories/repositories-desk";
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
  return { title: translator(locale, "repositories")("title", { name: project.name }), robots: { index: false } };
}

/** A project's repositories at GitHub. The page is the same for everyone; the browser learns who may use it. */
export default async function RepositoriesPage({ params }: Props) {
  const project = await loadProject((await params).slug);
  const { locale } = await pageContext();
  if (!project) return <Missing locale={locale} />;
  const t = translator(locale, "repositories");
  return (
    <MessagesProvider locale={locale} areas={["repositories", "maintain", "checklist", "errors"]}>
      <Page>
        <div className="mx-auto max-w-4xl">
          <a
            href={`/projects/${project.slug}`}
            className="mb-2 inline-flex min-h-control items-center gap-2 text-second text-sm no-underline hover:text-ink hover:underline"
          >
            <ProjectMark project={project} />
            {project.name}
          </a>
          <PageTitle lead={t("lead")}>{t("title", { name: project.name })}</PageTitle>
          <RepositoriesDesk slug={project.slug} suggested={nameIn(project.repositoryUrl)} />
        </div>
      </Page>
    </MessagesProvider>
  );
}

/** `owner/name` of an address, whichever GitHub it is at: this instance may have another one. */
function nameIn(url: string | null): string {
  return /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url ?? "")?.[1] ?? "";
}
