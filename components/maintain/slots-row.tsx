"use client";

import { X } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { SlotRow } from "../../lib/client/slot-draft";
import type { SlotView } from "../../lib/domain/views";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Input } from "../ui/field";

interface SlotRowFieldProps {
  row: SlotRow;
  /** The slot as it is; undefined for a new one. */
  slot: SlotView | undefined;
  /** From 1. */
  position: number;
  error: string | undefined;
  onChange(row: SlotRow): void;
  /** Takes a new row out. */
  onDrop(): void;
}

/** One slot in the editor: its name, what is known of it, and what can be done with it. */
export function SlotRowField({ row, slot, position, error, onChange, onDrop }: SlotRowFieldProps) {
  const t = useTranslations("slotEditor");
  const errorId = useId();
  const name = row.name.trim() || t("name", { position });
  const isFixed = Boolean(slot?.holder || slot?.isFinished);
  if (row.isRemoved) {
    return (
      <div className="flex min-h-control items-center justify-between gap-2 ps-3 text-sm text-third">
        <span className="min-w-0 break-words line-through">{t("removed", { name })}</span>
        <Button size="small" look="quiet" onClick={() => onChange({ ...row, isRemoved: false })}>
          {t("restore")}
        </Button>
      </div>
    );
  }
  const remove = () => (row.id === null ? onDrop() : onChange({ ...row, isRemoved: true }));
  const isClosing = !row.isClosed;
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Input
          value={row.name}
          maxLength={80}
          autoComplete="off"
          placeholder={row.id === null ? undefined : t("unnamed")}
          aria-label={t("name", { position })}
          aria-invalid={error ? true : undefined}
          aria-describedby={errorId}
          className={classNames("min-w-0", row.isClosed && "text-third line-through")}
          onChange={(event) => onChange({ ...row, name: event.target.value })}
        />
        {row.id !== null && !isFixed && (
          <Button
            size="small"
            look="quiet"
            aria-label={t(isClosing ? "closeNamed" : "reopenNamed", { name })}
            onClick={() => onChange({ ...row, isClosed: isClosing })}
          >
            {t(isClosing ? "close" : "reopen")}
          </Button>
        )}
        {!isFixed && (
          <Button
            size="small"
            look="quiet"
            isSquare
            aria-label={t("remove", { name })}
            icon={<X size={15} aria-hidden="true" />}
            onClick={remove}
          />
        )}
      </div>
      <p id={errorId} aria-live="polite" className={classNames("ps-3 text-xs", error ? "text-danger" : "text-third")}>
        {error ?? <Known row={row} slot={slot} />}
      </p>
    </div>
  );
}

function Known({ row, slot }: { row: SlotRow; slot: SlotView | undefined }) {
  const t = useTranslations("slotEditor");
  if (row.id === null) return t("isNew");
  if (slot?.holder) return t("heldBy", { name: slot.holder.person.name });
  if (slot?.isFinished) return t("finished");
  if (row.isClosed) return t("closed");
  if (slot?.offer) return t("offeredTo", { name: slot.offer.person.name });
  return null;
}
