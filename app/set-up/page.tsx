import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { SetUp } from "../../components/people/set-up";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";

interface SetUpPageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  // The address is a secret for as long as it works.
  return {
    title: translator(locale, "people")("setUp.title"),
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

/** Where the one-time link of the server's start leads. */
export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  const { locale } = await pageContext();
  const t = translator(locale, "people");
  const { token } = await searchParams;
  return (
    <MessagesProvider locale={locale} areas={["people", "errors"]}>
      <Page width="narrow">
        <PageTitle lead={t("setUp.lead")}>{t("setUp.title")}</PageTitle>
        <SetUp token={(Array.isArray(token) ? token[0] : token) ?? ""} />
      </Page>
    </MessagesProvider>
  );
}
