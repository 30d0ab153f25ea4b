import type { Metadata } from "next";
import { Plans } from "../../../components/claim/plans";
import { MessagesProvider } from "../../../components/layout/messages";
import { Missing, missingMetadata } from "../../../components/layout/missing";
import { PaintedWhole } from "../../../components/layout/page";
import { Questions } from "../../../components/questions/section";
import { ActionBar } from "../../../components/task/action-bar";
import { ActionCard } from "../../../components/task/action-card";
import { TaskAside } from "../../../components/task/aside";
import { AskFirst } from "../../../components/task/ask-first";
import { TaskBreadcrumb, TaskTitleBlock } from "../../../components/task/head";
import { LateParts } from "../../../components/task/late";
import { LiveTask } from "../../../components/task/live";
import { TaskMain } from "../../../components/task/main";
import { StatusPath } from "../../../components/task/path";
import { RelatedTasks } from "../../../components/task/related";
import { SlotList } from "../../../components/task/slots";
import { type TaskSection, TaskTexts } from "../../../components/task/texts";
import { TaskTimeline } from "../../../components/task/timeline";
import type { TaskTextView, TaskView } from "../../../lib/domain/views";
import { inLocale, type Locale } from "../../../lib/domain/words";
import { settings } from "../../../lib/env";
import { translator } from "../../../lib/i18n/translator";
import { excerpt, markdownToText, renderMarkdown } from "../../../lib/server/markdown";
import { pageContext } from "../../../lib/server/request";
import { loadTask } from "./load";
import { pictureFacts, pictureVersion, statusWords } from "./picture-facts";

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const task = await loadTask((await params).number);
  const { locale } = await pageContext();
  if (!task) return missingMetadata(locale);
  const t = translator(locale, "task");
  const common = translator(locale, "common");
  const title = inLocale(task.titles, locale).text;
  const difficulty = common(`difficulty.${task.difficulty ?? "unrated"}`);
  const { key, label: status } = statusWords(task, locale);
  const about = { title, project: task.project.name, difficulty, status, ...task.slots };
  const why = textIn(task, "why", locale);
  const description = why ? excerpt(markdownToText(why.text), 160) : t(`meta.${key}`, about);
  const address = `/t/${task.number}`;
  const picture = {
    url: `${address}/picture?lang=${locale}&v=${pictureVersion(pictureFacts(task, locale))}`,
    width: 1200,
    height: 630,
    type: "image/png",
    alt: t("meta.picture", about),
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

/** A task's page, and its short address to share. The same for everyone; what is personal comes in the browser. */
export default async function TaskPage({ params }: Props) {
  const task = await loadTask((await params).number);
  const { context, locale } = await pageContext();
  if (!task) return <Missing locale={locale} />;
  const linkHosts = [...context.linkHosts];
  const sections = (["why", "where", "doneWhen"] as const).map((question): TaskSection => {
    const found = textIn(task, question, locale);
    return {
      question,
      text: found && { html: renderMarkdown(found.text, { linkHosts }), locale: found.locale },
    };
  });
  const reference = task.links.find((link) => link.claimId === null) ?? null;
  return (
    <MessagesProvider locale={locale} areas={["task", "events", "share", "waitlist", "slots", "questions"]}>
      <PaintedWhole />
      <LiveTask task={task} share={shareOf(task)}>
        <div className="mx-auto w-full max-w-[76rem] px-4 pt-4 sm:px-6 sm:pt-7 lg:pb-16">
          <TaskMain>
            <TaskBreadcrumb />
            <div className="mt-2 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
              <div className="flex min-w-0 flex-col gap-7">
                <TaskTitleBlock />
                <StatusPath />
                <AskFirst />
                <TaskTexts locale={locale} sections={sections} reference={reference} />
                <SlotList />
                <Plans />
                <Questions />
                <TaskTimeline />
              </div>
              <div className="flex min-w-0 flex-col gap-4">
                <ActionCard />
                <TaskAside />
              </div>
              <div className="lg:col-span-2">
                <RelatedTasks />
              </div>
            </div>
            <ActionBar />
          </TaskMain>
          <LateParts />
        </div>
      </LiveTask>
    </MessagesProvider>
  );
}

/** One of a task's texts, in the reader's language if it is there, else in the other one. */
function textIn(task: TaskView, field: keyof TaskTextView, locale: Locale) {
  const found = inLocale({ zh: task.texts.zh[field], en: task.texts.en[field] }, locale);
  return found.text ? found : null;
}

/** What the share panel offers, in both languages whatever the reader's is. */
function shareOf(task: TaskView) {
  const inBoth = (say: (locale: Locale) => string) => ({ zh: say("zh"), en: say("en") });
  const titleIn = (locale: Locale) => inLocale(task.titles, locale).text;
  return {
    path: `/t/${task.number}`,
    origin: settings().BASE_URL,
    title: inBoth(titleIn),
    text: inBoth((locale) =>
      translator(locale, "task")("shareText", {
        title: titleIn(locale),
        project: task.project.name,
        difficulty: translator(locale, "common")(`difficulty.${task.difficulty ?? "unrated"}`),
      }),
    ),
  };
}
