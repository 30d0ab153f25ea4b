"use client";

import { useTranslations } from "use-intl/react";
import type { DeskView } from "../../lib/domain/views";
import { DeskList, DeskRow, timeTag } from "./list";

/** Tasks on which people wait for a slot. */
export function PeopleWaiting({ list }: { list: DeskView["waits"] }) {
  const t = useTranslations("desk.waits");
  return (
    <DeskList name="waits" total={list.total} shown={list.items.length}>
      {list.items.map(({ task, project, people, since }) => (
        <DeskRow key={task.number} task={task} project={project} href={`/t/${task.number}`}>
          <p>{t.rich("count", { count: people, ...timeTag(since) })}</p>
        </DeskRow>
      ))}
    </DeskList>
  );
}
