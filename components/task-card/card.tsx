"use client";

import { memo } from "react";
import type { TaskCardView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { TaskEnd, TaskLinks, TaskOrigin, TaskTags, TaskTitle } from "./parts";
import { TaskStatus } from "./status";

export interface TaskCardProps {
  task: TaskCardView;
  /** The title's level among the page's headings. */
  level?: 2 | 3;
  /** The reader maintains its project: they get a menu, which is loaded then. */
  isMaintained?: boolean;
}

/** What cards and rows have in common. */
export const cardFrame = "relative border-line bg-surface transition-colors hover:border-accent-line";

/**
 * What is far from the screen is not laid out; the browser remembers how high it was. Not the first ones of a list: they
 * are seen at once and would move when their height is known. Not where a menu may open: it would be cut off.
 */
const farAway =
  "[li:nth-child(n+9)>&]:[contain-intrinsic-size:auto_9.5rem] [li:nth-child(n+9)>&]:[content-visibility:auto]";

/** A task on the board. Does not render again while its task stays the same object. */
export const TaskCard = memo(function TaskCard({ task, level = 3, isMaintained }: TaskCardProps) {
  const locale = useReaderLocale();
  const Heading = `h${level}` as const;
  const hasFoot = task.issue || task.pullRequest || task.holders.length > 0 || task.mentors.length > 0;
  return (
    <article
      className={classNames(cardFrame, "flex flex-col rounded-card border p-4 shadow-lift", !isMaintained && farAway)}
    >
      <div className="flex min-h-6 items-center justify-between gap-3">
        <TaskOrigin task={task} />
        <TaskStatus task={task} />
      </div>
      <Heading
        className={classNames("mt-2 line-clamp-3 font-semibold text-lg", task.status === "closed" && "opacity-70")}
      >
        <TaskTitle task={task} locale={locale} />
      </Heading>
      {task.tags.length > 0 && (
        <div className="mt-2.5">
          <TaskTags task={task} locale={locale} />
        </div>
      )}
      {(hasFoot || isMaintained) && (
        <div className="mt-auto pt-3">
          <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-3 gap-y-1.5 border-soft border-t pt-2.5">
            <TaskLinks task={task} />
            <TaskEnd task={task} isMaintained={isMaintained} />
          </div>
        </div>
      )}
    </article>
  );
});
