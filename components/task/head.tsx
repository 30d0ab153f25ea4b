"use client";

import { useTranslations } from "use-intl/react";
import { inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { ProjectMark } from "../ui/project-mark";
import { Tag } from "../ui/tag";
import { Follows } from "./follows";
import { useLiveTask, useMyPart } from "./live";
import { withMessages } from "./with-messages";

const MaintainerTools = withMessages(["maintain", "slotEditor", "errors"], () =>
  import("../maintain/task-tools").then((loaded) => loaded.TaskTools),
);

/** Where the task belongs, and at the row's end what its maintainers can do: the row's height is kept for it. */
export function TaskBreadcrumb() {
  const t = useTranslations("task");
  const difficulty = useTranslations("common.difficulty");
  const { task } = useLiveTask();
  const { maintains } = useMyPart();
  const link = "inline-flex min-h-control items-center gap-2 text-second no-underline hover:text-ink hover:underline";
  return (
    <div className="flex min-h-control items-center justify-between gap-3 has-[[role=alert]]:flex-wrap">
      <nav aria-label={t("breadcrumb")} className="min-w-0 text-sm">
        <ol className="flex flex-wrap items-center gap-x-2 text-third [&>li+li]:before:me-2 [&>li+li]:before:content-['/']">
          <li className="inline-flex items-center">
            <a href={`/projects/${task.project.slug}`} className={link}>
              <ProjectMark project={task.project} />
              {task.project.name}
            </a>
          </li>
          <li className="inline-flex items-center">
            <a
              href={`/?difficulty=${task.difficulty ?? "unrated"}&project=${task.project.slug}`}
              className={classNames(link, "ms-0")}
            >
              <DifficultyMark difficulty={task.difficulty} label={difficulty(task.difficulty ?? "unrated")} />
            </a>
          </li>
          <li className="inline-flex items-center">
            <span aria-current="page" className="tabular-nums">
              #{task.number}
            </span>
          </li>
        </ol>
      </nav>
      {maintains && <MaintainerTools />}
    </div>
  );
}

/** The title in the reader's language, the other language's below it. */
export function TaskTitleBlock() {
  const t = useTranslations("task");
  const locale = useReaderLocale();
  const { task } = useLiveTask();
  const title = inLocale(task.titles, locale);
  const other = locale === "zh" ? "en" : "zh";
  const second = title.locale === locale ? task.titles[other] : null;
  return (
    <header>
      <h1
        lang={title.locale === locale ? undefined : languageTag[title.locale]}
        className="text-pretty font-semibold text-2xl tracking-tight sm:text-3xl"
      >
        {title.text}
      </h1>
      {second && (
        <p lang={languageTag[other]} className="mt-1.5 text-second">
          {second}
        </p>
      )}
      {title.locale !== locale && <p className="mt-1.5 text-sm text-third">{t(`onlyIn.${title.locale}`)}</p>}
      {task.tags.length > 0 && (
        <ul
          aria-label={t("section.tags")}
          className="mt-3 flex flex-wrap gap-1.5 pointer-coarse:-my-1 pointer-coarse:gap-y-0"
        >
          {task.tags.map((tag) => {
            const name = inLocale(tag.names, locale);
            return (
              <li key={tag.slug} className="min-w-0">
                <a
                  href={`/?tag=${encodeURIComponent(tag.slug)}`}
                  className="flex items-center no-underline hover:underline pointer-coarse:min-h-11"
                >
                  <Tag lang={name.locale === locale ? undefined : languageTag[name.locale]}>
                    {name.text || tag.slug}
                  </Tag>
                </a>
              </li>
            );
          })}
        </ul>
      )}
      <Follows issue={task.github} />
    </header>
  );
}
