"use client";

import { memo } from "react";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { cardFrame, type TaskCardProps } from "./card";
import { TaskEnd, TaskLinks, TaskOrigin, TaskTags, TaskTitle } from "./parts";
import { TaskStatus } from "./status";

/** As for cards (`farAway`), with the height of a row. */
const farAway =
  "[li:nth-child(n+9)>&]:[contain-intrinsic-size:auto_5.25rem] [li:nth-child(n+9)>&]:[content-visibility:auto]";

/** A task as one row of a list: the same facts, side by side where there is room. */
export const TaskRow = memo(function TaskRow({ task, level = 3, isMaintained }: TaskCardProps) {
  const locale = useReaderLocale();
  const Heading = `h${level}` as const;
  return (
    <article
      className={classNames(
        cardFrame,
        "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 rounded-card border px-4 py-3 shadow-lift",
        !isMaintained && farAway,
      )}
    >
      <Heading className={classNames("line-clamp-3 font-semibold text-lg", task.status === "closed" && "opacity-70")}>
        <TaskTitle task={task} locale={locale} />
      </Heading>
      <TaskStatus task={task} />
      <div className="col-span-2 flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1.5">
          <TaskOrigin task={task} />
          <TaskTags task={task} locale={locale} />
          <TaskLinks task={task} />
        </div>
        <TaskEnd task={task} isMaintained={isMaintained} />
      </div>
    </article>
  );
});
