import type { Metadata } from "next";
import { Missing, missingMetadata } from "../components/layout/missing";
import { pageContext } from "../lib/server/request";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  return missingMetadata(locale);
}

/** Nothing is at this address. */
export default async function NotFound() {
  const { locale } = await pageContext();
  return <Missing locale={locale} />;
}
