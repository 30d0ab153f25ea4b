import type { Metadata } from "next";
import { Page } from "../components/layout/page";
import { LinkButton } from "../components/ui/button";
import { EmptyState } from "../components/ui/empty-state";
import { translator } from "../lib/i18n/translator";
import { pageContext } from "../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "common")("notFound.title"), robots: { index: false } };
}

/** Nothing is at this address: says what to do instead. */
export default async function NotFound() {
  const { locale } = await pageContext();
  const t = translator(locale, "common");
  return (
    <Page>
      <EmptyState
        level={1}
        title={t("notFound.title")}
        actions={
          <>
            <LinkButton href="/" look="primary">
              {t("notFound.board")}
            </LinkButton>
            <LinkButton href="/projects">{t("notFound.projects")}</LinkButton>
          </>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </Page>
  );
}
