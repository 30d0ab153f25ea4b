import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { ImportDesk } from "../../components/maintain/import-desk";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "maintain")("import.title"), robots: { index: false } };
}

/** Where maintainers bring a list in. The page is the same for everyone; the browser learns who may use it. */
export default async function ImportPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "maintain");
  return (
    <MessagesProvider locale={locale} areas={["maintain", "fromIssue", "checklist", "errors"]}>
      <Page>
        <PageTitle lead={<span className="block max-w-2xl text-pretty">{t("import.lead")}</span>}>
          {t("import.title")}
        </PageTitle>
        <ImportDesk />
      </Page>
    </MessagesProvider>
  );
}
