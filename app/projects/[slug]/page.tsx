import type { Metadata } from "next";
import { MessagesProvider } from "../../../components/layout/messages";
import { Missing, missingMetadata } from "../../../components/layout/missing";
import { Page } from "../../../components/layout/page";
import { ProjectAside } from "../../../components/projects/aside";
import { ProjectGuide } from "../../../components/projects/guide";
import { ProjectHead } from "../../../components/projects/head";
import { ProjectTasks } from "../../../components/projects/tasks";
import { GitHubAway } from "../../../components/repositories/away";
import { EventList } from "../../../components/task/timeline";
import { noFilters } from "../../../lib/domain/filters";
import { guideOf } from "../../../lib/domain/guide";
import { inLocale } from "../../../lib/domain/words";
import { translator } from "../../../lib/i18n/translator";
import { listEvents } from "../../../lib/server/events/list";
import { instantWords } from "../../../lib/server/mail/words";
import { excerpt, markdownToText, renderMarkdown } from "../../../lib/server/markdown";
import { pageContext } from "../../../lib/server/request";
import { readBoard } from "../../../lib/server/tasks/board";
import { gitHubAwaySince } from "../../../lib/server/tasks/followed";
import { loadProject } from "./load";

/** Cards of each difficulty; the board has them all. */
const perColumn = 6;
const eventsShown = 8;

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await loadProject((await params).slug);
  const { context, locale } = await pageContext();
  if (!project) return missingMetadata(locale);
  const t = translator(locale, "projects");
  const common = translator(locale, "common");
  const about = excerpt(markdownToText(inLocale(project.descriptions, locale).text), 140) || project.name;
  const description = t("meta", { description: about, count: project.counts.open }).trim();
  const address = `/projects/${project.slug}`;
  const title = project.name;
  const picture = {
    url: `/og/board?project=${project.slug}&lang=${locale}&v=${await context.database.version()}`,
    width: 1200,
    height: 630,
    type: "image/png",
    alt: t("picture", { name: project.name }),
  };
  return {
    title,
    description,
    alternates: { canonical: address },
    openGraph: {
      type: "website",
      title,
      description,
      url: address,
      siteName: common("siteName"),
      locale: locale === "zh" ? "zh_CN" : "en_US",
      alternateLocale: locale === "zh" ? ["en_US"] : ["zh_CN"],
      images: [picture],
    },
    twitter: { card: "summary_large_image", title, description, images: [picture] },
  };
}

/** A project: what it is, how to start, what is free, who helps, what happened. */
export default async function ProjectPage({ params }: Props) {
  const project = await loadProject((await params).slug);
  const { context, locale } = await pageContext();
  if (!project) return <Missing locale={locale} />;
  const t = translator(locale, "projects");
  const [board, { events }, awaySince] = await Promise.all([
    readBoard(context, { ...noFilters, project: project.slug }, { perColumn }),
    listEvents(context, { project: project.slug, limit: eventsShown }),
    gitHubAwaySince(context, project.slug),
  ]);
  const description = inLocale(project.descriptions, locale);
  const html = description.text ? renderMarkdown(description.text, { linkHosts: [...context.linkHosts] }) : null;
  const guide = guideOf(project, locale);
  const guideHtml = renderMarkdown(
    guide.kind === "own" ? guide.markdown : translator(locale, "steps")("guide.default"),
    { linkHosts: [...context.linkHosts] },
  );
  return (
    <MessagesProvider locale={locale} areas={["projects", "events"]}>
      <Page width="wide">
        {awaySince && <GitHubAway at={instantWords(awaySince, locale)} locale={locale} />}
        <ProjectHead project={project} locale={locale} html={html} htmlLocale={description.locale} />
        <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          {/* First in the HTML as on a phone: what arrives later must not push down what is read already. */}
          <ProjectAside project={project} locale={locale} />
          <div className="flex min-w-0 flex-col gap-10 lg:col-start-1 lg:row-start-1">
            <ProjectTasks project={project} columns={board.columns} locale={locale} />
            <ProjectGuide project={project} guide={guide} locale={locale} html={guideHtml} />
            <section aria-labelledby="events">
              <h2 id="events" className="mb-3 font-semibold text-lg">
                {t("events")}
              </h2>
              {events.length === 0 ? (
                <p className="text-third">{t("noEvents")}</p>
              ) : (
                <EventList events={events} place="project" />
              )}
            </section>
          </div>
        </div>
      </Page>
    </MessagesProvider>
  );
}
