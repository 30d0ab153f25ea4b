"use client";

import { memo } from "react";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { cardFrame, farAway, type TaskCardProps } from "./card";
import { MaintainerMenu } from "./maintainer-menu";
import { TaskLinks, TaskOrigin, TaskPeople, TaskTags, TaskTitle } from "./parts";
import { TaskStatus } from "./status";

/** A task as one row of a list: the same facts, side by side where there is room. */
export const TaskRow = memo(function TaskRow({ task, level = 3, isMaintained }: TaskCardProps) {
  const locale = useReaderLocale();
  const Heading = `h${level}` as const;
  return (
    <article
      className={classNames(
        cardFrame,
        "grid gap-x-6 gap-y-2 rounded-card border px-4 py-3 shadow-lift md:grid-cols-[minmax(0,1fr)_auto]",
        !isMaintained && farAway,
      )}
    >
      <div className="flex min-w-0 flex-col gap-2">
        <Heading className="line-clamp-3 font-semibold text-lg">
          <TaskTitle task={task} locale={locale} />
        </Heading>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
          <TaskOrigin task={task} />
          <TaskTags task={task} locale={locale} />
          <TaskLinks task={task} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 md:flex-col md:items-end md:justify-center">
        <TaskStatus task={task} />
        <TaskPeople task={task} />
        {isMaintained && <MaintainerMenu task={task} />}
      </div>
    </article>
  );
});
