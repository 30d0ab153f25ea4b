"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { useMe } from "../../lib/client/session";
import { signAddress } from "../../lib/domain/next";
import type { MeView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { Button, LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

export type SignedInView = MeView & { person: NonNullable<MeView["person"]> };

interface SignedInOnlyProps {
  /** The page's own path, to come back to. */
  path: string;
  /** What a visitor reads. */
  title: string;
  text: string;
  /** Stands where the content will, in about its size. */
  skeleton: ReactNode;
  children: (me: SignedInView) => ReactNode;
}

/** The personal part of a page: what it shows while it loads, to a visitor, and when it fails. */
export function SignedInOnly({ path, title, text, skeleton, children }: SignedInOnlyProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const me = useMe();
  if (me.data?.person) return children({ ...me.data, person: me.data.person });
  if (me.data) {
    return (
      <EmptyState
        title={title}
        actions={
          <>
            <LinkButton look="primary" href={signAddress("sign-in", path)} rel="nofollow">
              {t("sign.in")}
            </LinkButton>
            <LinkButton href={signAddress("sign-up", path)} rel="nofollow">
              {t("sign.up")}
            </LinkButton>
          </>
        }
      >
        {text}
      </EmptyState>
    );
  }
  if (me.isError) {
    return (
      <EmptyState
        title={t("me.failed")}
        actions={
          <Button look="primary" isBusy={me.isFetching} onClick={() => me.refetch()}>
            {common("action.retry")}
          </Button>
        }
      >
        {errorSentence(errors, me.error, locale)}
      </EmptyState>
    );
  }
  return (
    <>
      <p role="status" className="sr-only">
        {t("me.loading")}
      </p>
      <noscript>
        <p className="text-second">{t("sign.script")}</p>
      </noscript>
      <div aria-hidden="true" data-needs-script>
        {skeleton}
      </div>
    </>
  );
}

/** A grey shape in place of what is not there yet. */
export function Shape({ className }: { className: string }) {
  return <div className={`animate-pulse rounded-control bg-soft ${className}`} />;
}
