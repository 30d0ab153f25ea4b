import type { Metadata } from "next";
import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { Page, PageTitle } from "../layout/page";
import { Button, LinkButton } from "../ui/button";
import { Card } from "../ui/card";

export interface ContactLinkSearch {
  token?: string | string[];
  done?: string | string[];
}

interface ContactLinkPageProps {
  locale: Locale;
  which: "confirmPage" | "unsubscribePage";
  /** Where the button sends; the token is added. */
  action: string;
  search: ContactLinkSearch;
}

/** The address is a secret while it works; `same-origin`, because the button must say where it comes from. */
export function contactLinkMetadata(locale: Locale, which: ContactLinkPageProps["which"]): Metadata {
  return {
    title: translator(locale, "contact")(`${which}.title`),
    robots: { index: false, follow: false },
    referrer: "same-origin",
  };
}

/** Where a link in a mail leads: what it does, a button that does it, and afterwards how it went. Needs no JavaScript. */
export function ContactLinkPage({ locale, which, action, search }: ContactLinkPageProps) {
  const t = translator(locale, "contact");
  const token = first(search.token);
  const done = first(search.done);
  if (done || !token) {
    const isDone = done === "yes";
    return (
      <Page width="narrow">
        <PageTitle>{t(isDone ? `${which}.done` : `${which}.failed`)}</PageTitle>
        <Card>
          <p role="status" className="text-second">
            {t(isDone ? `${which}.doneText` : `${which}.failedText`)}
          </p>
          <LinkButton href="/me/account" className="mt-4">
            {t(`${which}.account`)}
          </LinkButton>
        </Card>
      </Page>
    );
  }
  return (
    <Page width="narrow">
      <PageTitle>{t(`${which}.title`)}</PageTitle>
      <Card>
        <p className="text-second">{t(`${which}.text`)}</p>
        <form method="post" action={`${action}?from=page&token=${encodeURIComponent(token)}`} className="mt-4">
          <Button type="submit" look="primary" size="large" isWide>
            {t(`${which}.submit`)}
          </Button>
        </form>
      </Card>
    </Page>
  );
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
