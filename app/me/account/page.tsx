import type { Metadata } from "next";
import { MessagesProvider } from "../../../components/layout/messages";
import { Page, PageTitle } from "../../../components/layout/page";
import { Account } from "../../../components/people/account";
import { MeTabs } from "../../../components/people/me-tabs";
import { asGitHubFault } from "../../../lib/domain/github";
import { settings } from "../../../lib/env";
import { signInApp } from "../../../lib/github/app";
import { translator } from "../../../lib/i18n/translator";
import { pageContext } from "../../../lib/server/request";

interface AccountPageProps {
  /** How the reader came back from GitHub. */
  searchParams: Promise<{ github?: string | string[]; confirmed?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return { title: translator(locale, "people")("account.title"), robots: { index: false } };
}

/** The reader's account. The page is the same for everyone; what is theirs comes in the browser. */
export default async function AccountPage({ searchParams }: AccountPageProps) {
  const { locale } = await pageContext();
  const t = translator(locale, "people");
  const search = await searchParams;
  const confirmed = one(search.confirmed);
  const current = settings();
  return (
    <MessagesProvider locale={locale} areas={["people", "github", "contact", "privacy", "errors"]}>
      <Page>
        <div className="mx-auto max-w-3xl">
          <PageTitle lead={t("account.lead")} actions={<MeTabs locale={locale} current="account" />}>
            {t("account.title")}
          </PageTitle>
          <Account
            github={signInApp(current) ? { url: current.GITHUB_URL, fault: asGitHubFault(one(search.github)) } : null}
            confirmed={confirmed === "password" || confirmed === "leave" ? confirmed : null}
          />
        </div>
      </Page>
    </MessagesProvider>
  );
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
