"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { DeskTaskView, DeskView, ProjectRefView } from "../../lib/domain/views";
import { type Difficulty, inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { Instant } from "../ui/instant";
import { ProjectMark } from "../ui/project-mark";

interface DeskListProps {
  /** Its name in the address: `/desk#confirm`. */
  name: keyof DeskView;
  total: number;
  /** How many rows are shown. */
  shown: number;
  /** What stands between the heading and the rows. */
  tools?: ReactNode;
  children: ReactNode;
}

/** One list of the desk: what it is, how many there are, and the rows. The heading takes the focus when rows go. */
export function DeskList({ name, total, shown, tools, children }: DeskListProps) {
  const t = useTranslations("desk");
  return (
    <section aria-labelledby={name} className="scroll-mt-4">
      <h2 id={name} tabIndex={-1} className="scroll-mt-4 font-semibold text-lg outline-none">
        {t(`${name}.title`)} <span className="font-normal text-third tabular-nums">{total}</span>
      </h2>
      <p className="mb-3 text-sm text-third">{t(`${name}.text`)}</p>
      <div className="rounded-card border border-line bg-surface shadow-lift">
        {tools}
        <ul className="divide-y divide-soft">{children}</ul>
      </div>
      {shown < total && <p className="mt-2 text-sm text-third">{t("shown", { count: shown, total })}</p>}
    </section>
  );
}

interface DeskRowProps {
  task: DeskTaskView;
  project: ProjectRefView;
  /** Where one acts. */
  href: string;
  /** Undefined: not said. */
  difficulty?: Difficulty | null;
  /** Before the task, such as a box to tick. */
  lead?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  /** What is to be known of it. */
  children: ReactNode;
}

/** A row: where it belongs, the task as a link to where one acts, and what there is to do. */
export function DeskRow({ task, project, href, difficulty, lead, actions, children }: DeskRowProps) {
  const t = useTranslations("common.difficulty");
  const locale = useReaderLocale();
  const title = inLocale(task.titles, locale);
  return (
    <li className={classNames("flex gap-3 px-4 py-3.5", lead !== undefined && "ps-2")}>
      {lead}
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-second text-sm">
            <ProjectMark project={project} />
            <span>{project.name}</span>
            {difficulty !== undefined && (
              <DifficultyMark difficulty={difficulty} label={t(difficulty ?? "unrated")} size={12} />
            )}
            <span className="text-third tabular-nums">#{task.number}</span>
          </div>
          <h3 lang={title.locale === locale ? undefined : languageTag[title.locale]} className="mt-0.5 font-semibold">
            <a
              href={href}
              className="wrap-anywhere inline-flex min-h-6 items-center no-underline hover:underline pointer-coarse:min-h-11"
            >
              {title.text}
            </a>
          </h3>
          <div className="text-sm text-third">{children}</div>
        </div>
        {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </li>
  );
}

/** For `t.rich`: puts an instant where the sentence has `<time></time>`. */
export function timeTag(value: string, format: "ago" | "date" = "ago") {
  return { time: () => <Instant key="time" value={value} format={format} /> };
}

/** Puts the focus on a list's heading: the button that had it goes away with its row. */
export function focusList(name: keyof DeskView): void {
  document.getElementById(name)?.focus();
}
