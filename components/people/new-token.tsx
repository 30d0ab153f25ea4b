"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { NewTokenView } from "../../lib/domain/account";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { showToast } from "../ui/toast";

/** A token that was just made: shown this once, ready to copy. */
export function NewToken({ token, onDone }: { token: NewTokenView; onDone(): void }) {
  const t = useTranslations("people.account");
  const [isCopied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const field = () => box.current?.querySelector("input");

  useEffect(() => {
    const input = box.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, []);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token.token);
      setCopied(true);
    } catch {
      // Plain http, or the browser said no: the text is marked for the reader's own copying.
      field()?.select();
      showToast({ title: t("copyFailed") });
    }
  };
  return (
    <div ref={box} className="flex flex-col gap-3 rounded-control border border-accent-line bg-accent-soft p-4">
      <div role="status">
        <p className="font-semibold">
          {t("made")} · {token.name}
        </p>
        <p className="text-second text-sm">{t("madeText")}</p>
      </div>
      <Field label={t("token")}>
        <Input
          readOnly
          value={token.token}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          onClick={copy}
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
        <Button onClick={onDone}>{t("madeDone")}</Button>
      </div>
    </div>
  );
}
