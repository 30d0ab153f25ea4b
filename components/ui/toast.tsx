"use client";

import { type ComponentType, useEffect, useState } from "react";

export interface ToastInput {
  title: string;
  description?: string;
  /** A way back, with its label. The toast then stays for ten seconds. */
  undo?: { label: string; run(): void };
  look?: "success" | "error" | "plain";
}

const waiting: ToastInput[] = [];
let wake: (() => void) | undefined;

/** Says something in the corner of the screen, in a polite live region. Works from anywhere in the browser. */
export function showToast(toast: ToastInput): void {
  waiting.push(toast);
  wake?.();
}

export interface ToasterProps {
  /** Hands over what is to be shown, and calls again whenever there is more. */
  take(listener: (toasts: ToastInput[]) => void): () => void;
  label: string;
}

function take(listener: (toasts: ToastInput[]) => void) {
  wake = () => listener(waiting.splice(0));
  wake();
  return () => {
    wake = undefined;
  };
}

/**
 * Where toasts appear. What draws them is loaded with the first one; where it cannot be, as when the server is out of
 * reach, they are said all the same, in one plain sentence.
 */
export function ToastHost({ label }: { label: string }) {
  const [Toaster, setToaster] = useState<ComponentType<ToasterProps> | null>(null);
  const [plain, setPlain] = useState<ToastInput[]>([]);

  useEffect(() => {
    if (Toaster) return;
    wake = () => {
      import("./toaster").then(
        (loaded) => setToaster(() => loaded.Toaster),
        () => {
          const some = waiting.splice(0);
          setPlain(some);
          setTimeout(() => setPlain((now) => (now === some ? [] : now)), 10_000);
        },
      );
    };
    if (waiting.length > 0) wake();
  }, [Toaster]);

  if (Toaster) return <Toaster take={take} label={label} />;
  return plain.map(({ title }) => (
    <p
      key={title}
      role="alert"
      // A dialog hides what is around it from screen readers, except live regions that say so themselves.
      aria-live="assertive"
      // Above the bar at the bottom of a page, as the others are.
      className="fixed inset-x-4 bottom-[calc(var(--bottom-bar,0rem)+1rem)] z-60 mx-auto max-w-sm rounded-card border border-line bg-surface p-4 text-sm shadow-high"
    >
      {title}
    </p>
  ));
}
