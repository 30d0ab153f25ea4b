"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Input } from "../ui/field";

/** A password that can be looked at: on a phone one often does not know what one has typed. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const t = useTranslations("people.sign");
  const [isShown, setShown] = useState(false);
  const label = t(isShown ? "hide" : "show");
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pe-12"
      />
      <button
        type="button"
        data-needs-script
        aria-label={label}
        title={label}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 end-0 inline-flex w-control items-center justify-center rounded-control text-second hover:text-ink"
      >
        <Icon size={18} aria-hidden="true" />
      </button>
    </div>
  );
}
