import type { Metadata } from "next";
import { MessagesProvider } from "../../../components/layout/messages";
import { Page, PageTitle } from "../../../components/layout/page";
import { Account } from "../../../components/people/account";
import { MeTabs } from "../../../components/people/me-tabs";
import { translator } from "../../../lib/i18n/translator";
import { pageContext } from "../../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "people")("account.title"), robots: { index: false } };
}

/** The reader's account. The page is the same for everyone; what is theirs comes in the browser. */
export default async function AccountPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "people");
  return (
    <MessagesProvider locale={locale} areas={["people", "contact", "privacy", "errors"]}>
      <Page>
        <div className="mx-auto max-w-3xl">
          <PageTitle lead={t("account.lead")} actions={<MeTabs locale={locale} current="account" />}>
            {t("account.title")}
          </PageTitle>
          <Account />
        </div>
      </Page>
    </MessagesProvider>
  );
}
