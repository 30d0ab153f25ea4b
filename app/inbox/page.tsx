import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page, PageTitle } from "../../components/layout/page";
import { Inbox } from "../../components/notices/inbox";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "notices")("inbox.title"), robots: { index: false } };
}

/** What the reader was told. The page is the same for everyone; what is theirs comes in the browser. */
export default async function InboxPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "notices");
  return (
    <MessagesProvider locale={locale} areas={["notices", "people", "errors"]}>
      <Page>
        <div className="mx-auto max-w-3xl">
          <PageTitle lead={t("inbox.lead")}>{t("inbox.title")}</PageTitle>
          <Inbox />
        </div>
      </Page>
    </MessagesProvider>
  );
}
