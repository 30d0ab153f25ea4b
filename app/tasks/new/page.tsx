import type { Metadata } from "next";
import { Suspense } from "react";
import { MessagesProvider } from "../../../components/layout/messages";
import { Page, PageTitle } from "../../../components/layout/page";
import { NewTask } from "../../../components/maintain/new-task";
import { translator } from "../../../lib/i18n/translator";
import { pageContext } from "../../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "maintain")("form.newTitle"), robots: { index: false } };
}

/** The form that adds a task. The page is the same for everyone; the browser learns who may use it. */
export default async function NewTaskPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "maintain");
  return (
    <MessagesProvider locale={locale} areas={["maintain", "slotEditor", "fromIssue", "errors"]}>
      <Page>
        <PageTitle lead={t("form.newLead")}>{t("form.newTitle")}</PageTitle>
        <Suspense>
          <NewTask />
        </Suspense>
      </Page>
    </MessagesProvider>
  );
}
