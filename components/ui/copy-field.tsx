"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button";
import { Field, Input } from "./field";
import { showToast } from "./toast";

interface CopyFieldProps {
  label: string;
  hint?: string;
  value: string;
  words: { copy: string; copied: string; copyFailed: string };
}

/** Something to take elsewhere, with the button that copies it. */
export function CopyField({ label, hint, value, words }: CopyFieldProps) {
  const [copied, setCopied] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const isCopied = copied === value;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(value);
    } catch {
      // Plain http, or the browser said no: the text is marked for the reader's own copying.
      box.current?.querySelector("input")?.select();
      showToast({ title: words.copyFailed });
    }
  };
  return (
    <Field label={label} hint={hint}>
      <div ref={box} className="flex gap-2">
        <Input
          readOnly
          value={value}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button
          onClick={copy}
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        >
          {isCopied ? words.copied : words.copy}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </Field>
  );
}
