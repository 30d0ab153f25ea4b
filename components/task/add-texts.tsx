"use client";

import { PencilLine } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useLiveTask, useMyPart } from "./live";

/** Under a task without texts: what a newcomer can do about it, or, for its maintainers, the way to write them. */
export function AddTexts({ hasReference }: { hasReference: boolean }) {
  const t = useTranslations("task.noText");
  const { task, setEditing } = useLiveTask();
  const { maintains } = useMyPart();
  const asks = hasReference && task.status === "open";
  return (
    <div
      className={classNames(
        "mt-3 flex min-h-[4.25rem] items-center justify-between gap-x-6 border-t pt-3 text-second text-sm",
        maintains || asks ? "border-line" : "border-transparent",
      )}
    >
      {maintains ? (
        <>
          <p className="max-sm:hidden">{t("maintainers")}</p>
          <Button size="small" onClick={() => setEditing(true)} icon={<PencilLine size={15} aria-hidden="true" />}>
            {t("add")}
          </Button>
        </>
      ) : (
        asks && <p className="max-w-prose">{t("ask")}</p>
      )}
    </div>
  );
}
