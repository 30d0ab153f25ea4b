"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";

/** A draft has come back: says from when, and offers to throw it away. */
export function DraftNotice({ savedAt, isOld, onDiscard }: { savedAt: string; isOld: boolean; onDiscard(): void }) {
  const t = useTranslations("maintain.form");
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control bg-accent-soft px-3 py-2 text-sm"
    >
      <p>
        {t.rich("draftFrom", { date: () => <Instant key="date" value={savedAt} /> })} {isOld && t("draftOld")}
      </p>
      <Button size="small" look="quiet" onClick={onDiscard}>
        {t("discard")}
      </Button>
    </div>
  );
}
