"use client";

import { useTranslations } from "use-intl/react";
import { changes } from "../../lib/client/mutations";
import type { TaskCardView } from "../../lib/domain/views";
import { MenuButton } from "../ui/menu";
import type { Question } from "./dialogs";
import type { Maintaining } from "./use-maintaining";

interface MaintainItemsProps {
  task: Pick<TaskCardView, "number" | "status" | "holders">;
  by: Maintaining;
  isAdmin: boolean;
  /** Asks for what a change needs. */
  onAsk(question: Question): void;
}

/** The menu of a task's maintainers: claims, closing and reopening, and for administrators deleting. */
export function MaintainItems({ task, by, isAdmin, onAsk }: MaintainItemsProps) {
  const t = useTranslations("maintain.tools");
  const { number } = task;
  const isEnded = task.status === "done" || task.status === "closed";
  const close = (reason: "done" | "not_planned") => by.run(changes.close(number, { reason }), t("closed", { reason }));
  return (
    <>
      {task.holders.map((holder) => {
        const { name } = holder.person;
        const claim = { id: holder.claimId, task: { number } };
        return (
          <div key={holder.claimId} className="mb-1 border-soft border-b pb-1">
            <MenuButton onClick={() => by.run(changes.complete(claim), t("finished"))}>
              {t("finish", { name })}
            </MenuButton>
            <MenuButton onClick={() => onAsk({ kind: "release", holder })}>{t("release", { name })}</MenuButton>
          </div>
        );
      })}
      {isEnded ? (
        <MenuButton onClick={() => by.run(changes.reopen(number), t("reopened"))}>{t("reopen")}</MenuButton>
      ) : (
        <>
          <MenuButton onClick={() => onAsk({ kind: "exception" })}>{t("except")}</MenuButton>
          <div className="mt-1 border-soft border-t px-2.5 pt-1.5 pb-0.5 text-third text-xs">{t("closeAs")}</div>
          <MenuButton onClick={() => close("done")}>{t("done")}</MenuButton>
          <MenuButton onClick={() => close("not_planned")}>{t("not_planned")}</MenuButton>
          <MenuButton onClick={() => onAsk({ kind: "duplicate" })}>{t("duplicate")}</MenuButton>
        </>
      )}
      {isAdmin && (
        <div className="mt-1 border-soft border-t pt-1">
          <MenuButton isDanger onClick={() => onAsk({ kind: "delete" })}>
            {t("delete")}
          </MenuButton>
        </div>
      )}
    </>
  );
}
