"use client";

import { useTranslations } from "use-intl/react";
import type { BoardData } from "../../lib/client/board";
import { type BoardFilters, boardAddress } from "../../lib/domain/filters";
import { withMessages } from "../task/with-messages";
import { Dialog } from "../ui/dialog";
import { shareWords } from "./share-words";

const SharePanel = withMessages(["share"], () => import("../share/panel").then((loaded) => loaded.default));

interface ShareDialogProps {
  filters: BoardFilters;
  board: BoardData;
  onClose(): void;
}

/** The share panel for a filtered board. It brings the words of both languages with it: loaded when asked for. */
export default function ShareDialog({ filters, board, onClose }: ShareDialogProps) {
  const t = useTranslations("board");
  const common = useTranslations("common.action");
  const tasks = board.list?.tasks ?? board.columns.flatMap((column) => column.tasks);
  return (
    <Dialog isOpen onClose={onClose} title={t("shareView")} closeLabel={common("close")}>
      <SharePanel path={boardAddress(filters)} {...shareWords(filters, board.counts, tasks)} />
    </Dialog>
  );
}
