"use client";

import { useTranslations } from "use-intl/react";
import { Dialog } from "../ui/dialog";

/** What the keys do. Loaded when asked for. */
export default function BoardHelp({ onClose }: { onClose(): void }) {
  const t = useTranslations("board.help");
  const common = useTranslations("common.action");
  const rows: { keys: string[]; does: string }[] = [
    { keys: ["/"], does: t("search") },
    { keys: ["j", "k"], does: t("next") },
    { keys: ["←", "↑", "↓", "→"], does: t("around") },
    { keys: ["Enter"], does: t("enter") },
    { keys: ["Esc"], does: t("clear") },
    { keys: ["?"], does: t("help") },
  ];
  return (
    <Dialog isOpen onClose={onClose} title={t("title")} closeLabel={common("close")} size="small">
      <dl className="flex flex-col">
        {rows.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 border-soft border-b py-2 last:border-b-0">
            <dt className="text-second text-sm">{does}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="inline-flex h-6 min-w-6 items-center justify-center rounded-md border border-line bg-ground px-1.5 font-mono text-ink text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
