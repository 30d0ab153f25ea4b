"use client";

import { PencilLine } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { useLiveTask, useMyPart } from "./live";

/** Under a task without texts: what a newcomer can do about it, or, for its maintainers, the way to write them. */
export function AddTexts({ hasReference }: { hasReference: boolean }) {
  const t = useTranslations("task.noText");
  const { task, setEditing } = useLiveTask();
  const { maintains } = useMyPart();
  // What is over needs no texts any more.
  if (task.status === "done" || task.status === "closed") return null;
  const advice = task.status !== "open" ? "held" : hasReference ? "ask" : "askMaintainers";
  return (
    <div className="mt-3 flex min-h-11 pointer-coarse:min-h-14 items-center justify-between gap-x-6 border-line border-t pt-3 text-second text-sm">
      {maintains ? (
        <>
          <p className="max-sm:hidden">{t("maintainers")}</p>
          <Button size="small" onClick={() => setEditing(true)} icon={<PencilLine size={15} aria-hidden="true" />}>
            {t("add")}
          </Button>
        </>
      ) : (
        <p className="max-w-prose">{t(advice)}</p>
      )}
    </div>
  );
}
