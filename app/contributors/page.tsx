import type { Metadata } from "next";
import { cache } from "react";
import { Missing, missingMetadata } from "../../components/layout/missing";
import { Page, PageTitle } from "../../components/layout/page";
import { Contributors } from "../../components/people/contributors";
import { isAppError } from "../../lib/domain/errors";
import { translator } from "../../lib/i18n/translator";
import { readContributors } from "../../lib/server/people/contributors";
import { listProjects } from "../../lib/server/projects/list";
import { pageContext } from "../../lib/server/request";

interface ContributorsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: ContributorsPageProps): Promise<Metadata> {
  const { locale } = await pageContext();
  const { project, cursor } = asked(await searchParams);
  const list = await read(project, cursor);
  if (!list) return missingMetadata(locale);
  const t = translator(locale, "contributors");
  const title = list.project ? `${t("title")} · ${list.project.name}` : t("title");
  const description = t("description");
  const url = list.project ? `/contributors?project=${list.project.slug}` : "/contributors";
  return {
    title,
    description,
    alternates: { canonical: url },
    // Later pages are for those who turn them, not for a search.
    robots: cursor ? { index: false } : undefined,
    openGraph: {
      type: "website",
      siteName: translator(locale, "common")("siteName"),
      title,
      description,
      url,
      locale: locale === "zh" ? "zh_CN" : "en_US",
    },
    twitter: { card: "summary", title, description },
  };
}

/** Who finished what, by month and project. */
export default async function ContributorsPage({ searchParams }: ContributorsPageProps) {
  const { context, locale } = await pageContext();
  const { project, cursor } = asked(await searchParams);
  const [list, projects] = await Promise.all([read(project, cursor), listProjects(context)]);
  if (!list) return <Missing locale={locale} />;
  const t = translator(locale, "contributors");
  return (
    <Page>
      <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
      <Contributors list={list} projects={projects} isContinued={cursor !== undefined} locale={locale} />
    </Page>
  );
}

/** The parts of the address that count; of a repeated one the first. */
function asked(search: Record<string, string | string[] | undefined>) {
  const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) || undefined;
  return { project: first(search.project), cursor: first(search.cursor) };
}

/** Read once for the page and its head; null for a project or a cursor that is none. */
const read = cache(async (project: string | undefined, cursor: string | undefined) => {
  const { context } = await pageContext();
  return readContributors(context, { project, cursor }).catch((error: unknown) => {
    if (isAppError(error) && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  });
});
