"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BoardData } from "../../lib/client/board";
import type { BoardFilters } from "../../lib/domain/filters";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { lateDialog } from "../ui/late";

const ShareDialog = lateDialog(() => import("./share-dialog").then((loaded) => loaded.default));

/** "Share this view". What it opens is loaded when it is pressed. */
export function ShareButton({ filters, board }: { filters: BoardFilters; board: BoardData }) {
  const t = useTranslations("board");
  const [isOpen, setOpen] = useState(false);
  return (
    <div data-needs-script>
      <Button
        className="max-sm:w-control max-sm:px-0"
        aria-label={t("shareView")}
        title={t("shareView")}
        icon={<Icon name="share" size={15} />}
        onClick={() => setOpen(true)}
      >
        <span className="max-sm:hidden">{t("share")}</span>
      </Button>
      {isOpen && <ShareDialog filters={filters} board={board} onClose={() => setOpen(false)} />}
    </div>
  );
}
