"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

interface DialogProps {
  isOpen: boolean;
  onClose(): void;
  title: ReactNode;
  description?: ReactNode;
  /** The label of the cross. */
  closeLabel: string;
  /** Buttons at the bottom, the main one last. */
  footer?: ReactNode;
  size?: "small" | "normal" | "large";
  children?: ReactNode;
}

const sizes = { small: "sm:max-w-sm", normal: "sm:max-w-lg", large: "sm:max-w-3xl" };

/**
 * A modal dialog: focus goes in and comes back, Esc and the ground behind close it. On a phone it is a sheet at the
 * bottom. It brings a library with it: whoever uses it loads it lazily (`React.lazy`).
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  closeLabel,
  footer,
  size = "normal",
  children,
}: DialogProps) {
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-shade transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          className={classNames(
            "fixed z-50 flex max-h-[90dvh] flex-col bg-surface text-ink shadow-high outline-none transition duration-150",
            "inset-x-0 bottom-0 rounded-t-2xl pb-[env(safe-area-inset-bottom)]",
            "sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:-translate-y-1/2 sm:rounded-2xl sm:pb-0",
            "data-ending-style:translate-y-4 data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0",
            "sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%]",
            sizes[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5 pb-2">
            <div>
              <BaseDialog.Title className="font-semibold text-xl">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="mt-1 text-second text-sm">{description}</BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              aria-label={closeLabel}
              className="-me-2 -mt-1 inline-flex size-control shrink-0 items-center justify-center rounded-control text-second hover:bg-soft hover:text-ink"
            >
              <Icon name="close" size={18} />
            </BaseDialog.Close>
          </div>
          <div className="overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-soft border-t px-5 py-3.5">{footer}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
