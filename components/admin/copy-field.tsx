"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { showToast } from "../ui/toast";

/** A value to be entered elsewhere, with a button that copies it. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const t = useTranslations("githubSetUp");
  const [isCopied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Plain http, or the browser said no: the text is marked for the reader's own copying.
      box.current?.querySelector("input")?.select();
      showToast({ title: t("copyFailed") });
    }
  };
  return (
    <div ref={box} className="max-w-prose">
      <Field label={label} hint={hint}>
        <div className="flex gap-2">
          <Input
            readOnly
            value={value}
            autoComplete="off"
            spellCheck={false}
            className="min-w-0 flex-1 font-mono"
            onFocus={(event) => event.target.select()}
          />
          <Button
            onClick={copy}
            aria-label={t("copyOf", { what: label })}
            icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          >
            {t(isCopied ? "copied" : "copy")}
          </Button>
        </div>
      </Field>
    </div>
  );
}
