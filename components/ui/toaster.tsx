"use client";

import { useEffect } from "react";
import { Toaster as SonnerToaster, toast as sonner } from "sonner";
import type { ToasterProps, ToastInput } from "./toast";

const milliseconds = { plain: 5_000, undoable: 10_000 };

function show({ title, description, undo, look = "plain" }: ToastInput) {
  const options = {
    description,
    duration: undo ? milliseconds.undoable : milliseconds.plain,
    action: undo && { label: undo.label, onClick: () => undo.run() },
  };
  if (look === "success") sonner.success(title, options);
  else if (look === "error") sonner.error(title, options);
  else sonner(title, options);
}

/** Above the bar at the bottom of a page, where there is one: `--bottom-bar` says how high it is. */
const bottom = "calc(var(--bottom-bar, 0rem) + env(safe-area-inset-bottom) + 1rem)";

/** Draws toasts; loaded lazily by ToastHost. */
export function Toaster({ take, label }: ToasterProps) {
  useEffect(() => take((toasts) => toasts.forEach(show)), [take]);
  return (
    <SonnerToaster
      position="bottom-center"
      offset={{ bottom }}
      mobileOffset={{ bottom, left: "1rem", right: "1rem" }}
      containerAriaLabel={label}
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          borderRadius: "var(--radius-card, 0.75rem)",
          boxShadow: "var(--lift-high)",
          fontFamily: "inherit",
        },
        descriptionClassName: "text-second!",
        actionButtonStyle: {
          background: "var(--accent)",
          borderRadius: "var(--radius-control, 0.5625rem)",
          color: "var(--on-accent)",
          fontWeight: 600,
          height: "var(--control)",
          paddingInline: "0.75rem",
        },
      }}
    />
  );
}
