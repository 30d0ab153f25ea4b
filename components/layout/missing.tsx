import type { Metadata } from "next";
import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Page } from "./page";

/** The name of the meta tag by which a page says its status; the page cache answers with it. */
const statusTag = "answer-status";

/**
 * The head of a page whose thing does not exist. Next can only answer 404 with an empty page that a script fills in
 * (`notFound()` in a dynamic page); a reader without scripts, and a crawler, are told the same in HTML this way.
 */
export function missingMetadata(locale: Locale): Metadata {
  return {
    title: translator(locale, "common")("notFound.title"),
    robots: { index: false },
    other: { [statusTag]: "404" },
  };
}

/** Nothing is at this address: says what to do instead. */
export function Missing({ locale }: { locale: Locale }) {
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
