"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { showToast } from "../ui/toast";

/** Something to take elsewhere, with the button that copies it. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const t = useTranslations("repositories.hook");
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
      showToast({ title: t("copyFailed") });
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
          className="min-w-0 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button
          onClick={copy}
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        >
          {t(isCopied ? "copied" : "copy")}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </Field>
  );
}
