"use client";

import { useTranslations } from "use-intl/react";
import { Page } from "../components/layout/page";
import { Button, LinkButton } from "../components/ui/button";
import { EmptyState } from "../components/ui/empty-state";

/** A page that could not be shown. `digest` is how the server's log knows the error. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <Page>
      <EmptyState
        level={1}
        title={t("failure.title")}
        actions={
          <>
            <Button look="primary" onClick={reset}>
              {t("action.retry")}
            </Button>
            <LinkButton href="/">{t("failure.board")}</LinkButton>
          </>
        }
      >
        <p>{t("failure.text")}</p>
        {error.digest && (
          <p className="mt-2 font-mono text-third text-xs">{t("failure.code", { code: error.digest })}</p>
        )}
      </EmptyState>
    </Page>
  );
}
