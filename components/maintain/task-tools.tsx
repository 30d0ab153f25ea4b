"use client";

import { MoreHorizontal, PencilLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useLiveTask, useMyPart } from "../task/live";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import type { Question } from "./dialogs";
import { MaintainItems } from "./items";
import { useMaintaining } from "./use-maintaining";

const MaintainDialog = lazy(() => import("./dialogs").then((loaded) => ({ default: loaded.MaintainDialog })));

/** What the maintainers of a task can do on its page: edit, and a menu with the rest. */
export function TaskTools() {
  const t = useTranslations("maintain.tools");
  const router = useRouter();
  const { task, setEditing } = useLiveTask();
  const { isAdmin } = useMyPart();
  const [question, setQuestion] = useState<Question | null>(null);
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
        <MaintainItems task={task} by={by} isAdmin={isAdmin} onAsk={setQuestion} />
      </Menu>
      {question && (
        <Suspense fallback={null}>
          <MaintainDialog question={question} number={task.number} by={by} onClose={() => setQuestion(null)} />
        </Suspense>
      )}
    </div>
  );
}
