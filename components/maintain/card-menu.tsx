"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useMe } from "../../lib/client/session";
import { lateDialog } from "../ui/late";
import { Menu, MenuLink } from "../ui/menu";
import type { CardActionsProps } from "./card-actions";
import type { Question } from "./dialogs";
import { MaintainItems } from "./items";
import { useMaintaining } from "./use-maintaining";

const MaintainDialog = lateDialog(() => import("./dialogs").then((loaded) => loaded.MaintainDialog));

/** The inside of CardActions. */
export function CardMenu({ task, onChanged }: CardActionsProps) {
  const t = useTranslations("maintain.tools");
  const isAdmin = useMe().data?.person?.isAdmin ?? false;
  const [question, setQuestion] = useState<Question | null>(null);
  const by = useMaintaining(task.number, onChanged);
  return (
    <>
      <Menu
        title={t("label")}
        align="end"
        className="size-8 min-h-8 text-third hover:bg-soft hover:text-ink pointer-coarse:size-11"
        label={<MoreHorizontal size={17} aria-hidden="true" />}
      >
        <MenuLink href={`/t/${task.number}#edit`}>{t("edit")}</MenuLink>
        <MaintainItems task={task} by={by} isAdmin={isAdmin} onAsk={setQuestion} />
      </Menu>
      {question && (
        <MaintainDialog question={question} number={task.number} by={by} onClose={() => setQuestion(null)} />
      )}
    </>
  );
}
