import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { MeTabs } from "../../components/people/me-tabs";
import { MyClaims } from "../../components/people/my-claims";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "people")("me.title"), robots: { index: false } };
}

/** The reader's claims. The page is the same for everyone; what is theirs comes in the browser. */
export default async function MePage() {
  const { locale } = await pageContext();
  const t = translator(locale, "people");
  return (
    <MessagesProvider locale={locale} areas={["people", "errors", "waitlist"]}>
      <Page>
        <div className="mx-auto max-w-3xl">
          <PageTitle lead={t("me.lead")} actions={<MeTabs locale={locale} current="claims" />}>
            {t("me.title")}
          </PageTitle>
          <MyClaims />
        </div>
      </Page>
    </MessagesProvider>
  );
}
