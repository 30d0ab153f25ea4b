import type { Metadata } from "next";
import { GitHubSetUp } from "../../../components/admin/github-set-up";
import { MessagesProvider } from "../../../components/layout/messages";
import { Page, PageTitle } from "../../../components/layout/page";
import { translator } from "../../../lib/i18n/translator";
import { pageContext } from "../../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "githubSetUp")("title"), robots: { index: false } };
}

/** What an administrator enters at GitHub. The page is the same for everyone; its content comes in the browser. */
export default async function GitHubSetUpPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "githubSetUp");
  return (
    <MessagesProvider locale={locale} areas={["people", "githubSetUp", "errors"]}>
      <Page>
        <div className="mx-auto max-w-3xl">
          <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
          <GitHubSetUp />
        </div>
      </Page>
    </MessagesProvider>
  );
}
