"use client";

import { useTranslations } from "use-intl/react";
import type { DeskView } from "../../lib/domain/views";
import { LinkButton } from "../ui/button";
import { DeskList, DeskRow, timeTag } from "./list";

/** Questions that nobody of the project has answered. */
export function OpenQuestions({ list }: { list: DeskView["questions"] }) {
  const t = useTranslations("desk.questions");
  return (
    <DeskList name="questions" total={list.total} shown={list.items.length}>
      {list.items.map(({ id, task, project, person, text, askedAt, isOverdue }) => {
        const href = `/t/${task.number}#questions`;
        return (
          <DeskRow
            key={id}
            task={task}
            project={project}
            href={href}
            actions={
              <LinkButton href={href} size="small">
                {t("answer")}
              </LinkButton>
            }
          >
            {text && <p className="wrap-anywhere text-second">{text}</p>}
            <p>
              {t.rich("asked", {
                ...timeTag(askedAt),
                person: () => <b key="person">{person?.name ?? t("someone")}</b>,
              })}
              {isOverdue && (
                <>
                  {" · "}
                  <span className="font-semibold text-medium">{t("overdue")}</span>
                </>
              )}
            </p>
          </DeskRow>
        );
      })}
    </DeskList>
  );
}
