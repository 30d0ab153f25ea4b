import type { Metadata } from "next";
import { cache } from "react";
import { MessagesProvider } from "../../../components/layout/messages";
import { Missing, missingMetadata } from "../../../components/layout/missing";
import { Page } from "../../../components/layout/page";
import { PersonPage } from "../../../components/people/person-page";
import { settings } from "../../../lib/env";
import { translator } from "../../../lib/i18n/translator";
import { found } from "../../../lib/server/found";
import { readPerson } from "../../../lib/server/people/read";
import { pageContext } from "../../../lib/server/request";

interface PersonPageProps {
  params: Promise<{ login: string }>;
}

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const { locale } = await pageContext();
  const person = await read((await params).login);
  if (!person) return missingMetadata(locale);
  const title = person.name === person.login ? `@${person.login}` : `${person.name} (@${person.login})`;
  const counts = { finished: person.completions, holds: person.holds.length };
  const description = translator(locale, "people")("person.meta", counts);
  const url = `/people/${person.login}`;
  return {
    title,
    description,
    alternates: { canonical: url },
    // A page that says nothing yet is no answer to a search.
    robots: counts.finished + counts.holds + person.memberships.length === 0 ? { index: false } : undefined,
    openGraph: {
      type: "profile",
      siteName: translator(locale, "common")("siteName"),
      title,
      description,
      url,
      username: person.login,
      locale: locale === "zh" ? "zh_CN" : "en_US",
    },
    twitter: { card: "summary", title, description },
  };
}

/** What a person holds and has finished, for everyone to see. */
export default async function PersonRoute({ params }: PersonPageProps) {
  const { locale } = await pageContext();
  const person = await read((await params).login);
  if (!person) return <Missing locale={locale} />;
  return (
    <MessagesProvider locale={locale} areas={["people"]}>
      <Page>
        <PersonPage person={person} locale={locale} githubUrl={settings().GITHUB_URL} />
      </Page>
    </MessagesProvider>
  );
}

/** Read once for the page and its head. */
const read = cache(async (login: string) => {
  const { context } = await pageContext();
  return found(readPerson(context, decoded(login)));
});

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
