import type { Metadata } from "next";
import {
  ContactLinkPage,
  type ContactLinkSearch,
  contactLinkMetadata,
} from "../../components/people/contact-link-page";
import { pageContext } from "../../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return contactLinkMetadata(locale, "confirmPage");
}

/** Where the link in a mail that confirms an address leads. Opening it changes nothing. */
export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<ContactLinkSearch> }) {
  const { locale } = await pageContext();
  return (
    <ContactLinkPage locale={locale} which="confirmPage" action="/api/confirm-email" search={await searchParams} />
  );
}
