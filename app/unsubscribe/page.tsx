import type { Metadata } from "next";
import {
  ContactLinkPage,
  type ContactLinkSearch,
  contactLinkMetadata,
} from "../../components/people/contact-link-page";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return contactLinkMetadata(locale, "unsubscribePage");
}

/** Where the link in a mail that stops all mails leads. Opening it changes nothing. */
export default async function UnsubscribePage({ searchParams }: { searchParams: Promise<ContactLinkSearch> }) {
  const { locale } = await pageContext();
  return (
    <ContactLinkPage locale={locale} which="unsubscribePage" action="/api/unsubscribe" search={await searchParams} />
  );
}
