import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { AddProject } from "../../components/projects/admin";
import { ProjectCard } from "../../components/projects/project-card";
import { EmptyState } from "../../components/ui/empty-state";
import { translator } from "../../lib/i18n/translator";
import { listProjects } from "../../lib/server/projects/list";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  const t = translator(locale, "projects");
  const common = translator(locale, "common");
  const [title, description] = [t("title"), t("description")];
  const picture = { url: `/og/board?lang=${locale}`, width: 1200, height: 630, type: "image/png", alt: title };
  return {
    title,
    description,
    alternates: { canonical: "/projects" },
    openGraph: {
      type: "website",
      title,
      description,
      url: "/projects",
      siteName: common("siteName"),
      locale: locale === "zh" ? "zh_CN" : "en_US",
      alternateLocale: locale === "zh" ? ["en_US"] : ["zh_CN"],
      images: [picture],
    },
    twitter: { card: "summary_large_image", title, description, images: [picture] },
  };
}

/** All projects: what each is, and what is free there. */
export default async function ProjectsPage() {
  const { context, locale } = await pageContext();
  const t = translator(locale, "projects");
  const projects = await listProjects(context);
  return (
    <MessagesProvider locale={locale} areas={["projects"]}>
      <Page width="wide">
        <PageTitle lead={t("lead")} actions={<AddProject />}>
          {t("title")}
        </PageTitle>
        {projects.length === 0 ? (
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        ) : (
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {projects.map((project) => (
              <li key={project.slug}>
                <ProjectCard project={project} locale={locale} />
              </li>
            ))}
          </ul>
        )}
      </Page>
    </MessagesProvider>
  );
}
