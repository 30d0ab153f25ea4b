"use client";

import { useTranslations } from "use-intl/react";
import { Button, LinkButton } from "../components/ui/button";

/**
 * A page that could not be shown. `digest` is how the server's log knows the error. Every page loads this one with it, so
 * it is made of little.
 */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-16 text-center">
      <h1 className="font-semibold text-lg">{t("failure.title")}</h1>
      <p className="text-second text-sm">{t("failure.text")}</p>
      {error.digest && <p className="font-mono text-third text-xs">{t("failure.code", { code: error.digest })}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={reset}>
          {t("action.retry")}
        </Button>
        <LinkButton href="/">{t("failure.board")}</LinkButton>
      </div>
    </div>
  );
}
