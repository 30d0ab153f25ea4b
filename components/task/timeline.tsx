"use client";

import { useTranslations } from "use-intl/react";
import type { EventView } from "../../lib/domain/views";
import { classNames } from "../ui/class-names";
import { EventLine } from "./event-line";
import { useLiveTask } from "./live";

/** So many of the newest events stand open; the ones before fold away. */
const shown = 6;

/** What happened to the task, oldest first. */
export function TaskTimeline() {
  const t = useTranslations("task");
  const { task } = useLiveTask();
  const events = [...task.timeline].reverse();
  const earlier = events.slice(0, -shown);
  const recent = earlier.length > 2 ? events.slice(-shown) : events;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-3 font-semibold">
        {t("section.timeline")}
      </h2>
      {events.length === 0 && <p className="text-third">{t("timeline.empty")}</p>}
      {earlier.length > 2 && (
        <details className="group mb-4">
          <summary className="inline-flex min-h-control items-center text-accent text-sm underline-offset-2 hover:underline">
            {t("timeline.earlier", { count: earlier.length })}
          </summary>
          <div className="mt-2">
            <EventList events={earlier} place="task" />
          </div>
        </details>
      )}
      <EventList events={recent} place="task" />
    </section>
  );
}

/** Events on a line that runs through them. */
export function EventList({ events, place }: { events: readonly EventView[]; place: "task" | "project" }) {
  return (
    <ol>
      {events.map((event, index) => (
        <li key={event.id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < events.length - 1 && (
            <span aria-hidden="true" className="absolute start-[0.3125rem] top-4 -bottom-1.5 w-0.5 bg-line" />
          )}
          <span
            aria-hidden="true"
            className={classNames(
              "relative mt-[0.3125rem] size-3 shrink-0 rounded-full border-2 bg-ground",
              event.kind === "claim.completed" ? "border-easy" : "border-line-strong",
            )}
          />
          <EventLine event={event} place={place} />
        </li>
      ))}
    </ol>
  );
}
