"use client";

import { useTranslations } from "use-intl/react";
import SharePanel from "../share/panel";
import { Dialog } from "../ui/dialog";
import { useLiveTask } from "./live";

/** The share panel as a sheet, for phones. Loaded when it is opened. */
export default function ShareSheet({ onClose }: { onClose(): void }) {
  const t = useTranslations("task.section");
  const say = useTranslations("common.action");
  const { share } = useLiveTask();
  return (
    <Dialog isOpen onClose={onClose} title={t("share")} closeLabel={say("close")} size="small">
      <SharePanel {...share} isLarge />
    </Dialog>
  );
}
