"use client";

import { MoreHorizontal, PencilLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useLiveTask, useMyPart } from "../task/live";
import { Button } from "../ui/button";
import { lateDialog } from "../ui/late";
import { Menu, MenuButton } from "../ui/menu";
import type { Question } from "./dialogs";
import { MaintainItems } from "./items";
import { useMaintaining } from "./use-maintaining";

const SlotEditor = lateDialog(() => import("./slots").then((loaded) => loaded.SlotEditor));
const MaintainDialog = lateDialog(() => import("./dialogs").then((loaded) => loaded.MaintainDialog));

/** What the maintainers of a task can do on its page: edit, and a menu with the rest. */
export function TaskTools() {
  const t = useTranslations("maintain.tools");
  const slots = useTranslations("slotEditor");
  const router = useRouter();
  const { task, setEditing } = useLiveTask();
  const { isAdmin } = useMyPart();
  const [question, setQuestion] = useState<Question | null>(null);
  const [isEditingSlots, setEditingSlots] = useState(false);
  // A task names three holders at most; here each of them can be looked after.
  const held = { ...task, holders: task.slotList.flatMap((slot) => slot.holder ?? []) };
  // An undone edit changes texts, which the server renders.
  const by = useMaintaining(task.number, () => router.refresh());
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Button
        size="small"
        look="quiet"
        onClick={() => setEditing(true)}
        icon={<PencilLine size={15} aria-hidden="true" />}
      >
        {t("edit")}
      </Button>
      <Menu
        title={t("label")}
        align="end"
        className="size-control text-second hover:bg-soft hover:text-ink"
        label={<MoreHorizontal size={18} aria-hidden="true" />}
      >
        <MenuButton onClick={() => setEditingSlots(true)}>{slots("open")}</MenuButton>
        <MaintainItems task={held} by={by} isAdmin={isAdmin} onAsk={setQuestion} />
      </Menu>
      {isEditingSlots && <SlotEditor onClose={() => setEditingSlots(false)} />}
      {question && (
        <MaintainDialog question={question} number={task.number} by={by} onClose={() => setQuestion(null)} />
      )}
    </div>
  );
}
