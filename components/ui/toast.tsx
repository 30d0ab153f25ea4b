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

/** Where toasts appear. What draws them is loaded with the first one. */
export function ToastHost({ label }: { label: string }) {
  const [Toaster, setToaster] = useState<ComponentType<ToasterProps> | null>(null);

  useEffect(() => {
    if (Toaster) return;
    wake = () => {
      import("./toaster").then((loaded) => setToaster(() => loaded.Toaster));
    };
    if (waiting.length > 0) wake();
  }, [Toaster]);

  return Toaster && <Toaster take={take} label={label} />;
}
