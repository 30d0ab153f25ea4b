"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { FreeTask } from "../../lib/domain/errors";
import { inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { DifficultyMark } from "../ui/difficulty-mark";

/** Free tasks in a few lines each: what someone can do instead. */
export function FreeTasks({ tasks }: { tasks: readonly FreeTask[] }) {
  const t = useTranslations("task.action");
  const difficulty = useTranslations("common.difficulty");
  const locale = useReaderLocale();
  return (
    <div className="flex grow flex-col items-stretch">
      {tasks.length === 0 && <p className="text-second text-sm">{t("insteadNone")}</p>}
      <ul className="-mx-2 mb-1">
        {tasks.map((task) => {
          const title = inLocale(task.titles, locale);
          return (
            <li key={task.number}>
              <a
                href={`/t/${task.number}`}
                className="flex min-h-11 items-start gap-2.5 rounded-control px-2 py-2 text-ink text-sm no-underline hover:bg-soft"
              >
                <span className="mt-1 shrink-0">
                  <DifficultyMark difficulty={task.difficulty} size={11} />
                  <span className="sr-only">{difficulty(task.difficulty ?? "unrated")}</span>
                </span>
                <span className="min-w-0 flex-1">
                  <span lang={title.locale === locale ? undefined : languageTag[title.locale]} className="line-clamp-2">
                    {title.text}
                  </span>
                  <span className="text-third text-xs">{task.project.name}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <a
        href="/"
        className="mt-auto inline-flex min-h-control items-center gap-0.5 self-start text-accent text-sm underline-offset-2 hover:underline"
      >
        {t("allFree")}
        <ChevronRight size={15} aria-hidden="true" />
      </a>
    </div>
  );
}
