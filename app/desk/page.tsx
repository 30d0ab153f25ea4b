import type { Metadata } from "next";
import { Desk } from "../../components/desk/desk";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "desk")("title"), robots: { index: false } };
}

/** What needs a maintainer. The page is the same for everyone; what is theirs comes in the browser. */
export default async function DeskPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "desk");
  return (
    <MessagesProvider locale={locale} areas={["desk", "maintain", "errors"]}>
      <Page>
        <div className="mx-auto max-w-4xl">
          <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
          <Desk />
        </div>
      </Page>
    </MessagesProvider>
  );
}
