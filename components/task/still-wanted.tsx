"use client";

import { useTranslations } from "use-intl/react";
import { useConfirmTasks } from "../../lib/client/desk";
import { useMaintaining } from "../maintain/use-maintaining";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

/** One tap by which a maintainer says that a task is still wanted. */
export function StillWanted({ number }: { number: number }) {
  const t = useTranslations("task.askFirst");
  const by = useMaintaining(number);
  const { mutateAsync, isPending } = useConfirmTasks();
  const confirm = () =>
    // Not by callbacks of `mutate`: this goes as soon as the task is known to be wanted.
    mutateAsync([number]).then(
      ({ eventIds: [eventId] }) => showToast({ title: t("confirmed"), look: "success", ...by.back(eventId) }),
      by.fail,
    );
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button size="small" look="primary" isBusy={isPending} onClick={confirm}>
        {t("confirm")}
      </Button>
      <p className="text-second">{t("maintainers")}</p>
    </div>
  );
}
