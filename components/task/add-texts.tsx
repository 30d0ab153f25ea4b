"use client";

import { PencilLine } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "../ui/button";
import { useLiveTask, useMyPart } from "./live";

/** Under a task without texts: what a newcomer can do about it, or, for its maintainers, the way to write them. */
export function AddTexts({ hasReference }: { hasReference: boolean }) {
  const t = useTranslations("task.noText");
  const { setEditing } = useLiveTask();
  const { maintains } = useMyPart();
  return (
    <div className="mt-3 flex min-h-[4.25rem] items-center justify-between gap-x-6 border-line border-t pt-3 text-second">
      {maintains ? (
        <>
          <p className="text-sm max-sm:hidden">{t("maintainers")}</p>
          <Button size="small" onClick={() => setEditing(true)} icon={<PencilLine size={15} aria-hidden="true" />}>
            {t("add")}
          </Button>
        </>
      ) : (
        hasReference && <p className="max-w-prose text-sm">{t("ask")}</p>
      )}
    </div>
  );
}
