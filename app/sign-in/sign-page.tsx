import type { Metadata } from "next";
import { MessagesProvider } from "../../components/layout/messages";
import { Page } from "../../components/layout/page";
import { SignForm } from "../../components/people/sign-form";
import { asGitHubFault } from "../../lib/domain/github";
import { claimNumber, safeNext } from "../../lib/domain/next";
import { inLocale } from "../../lib/domain/words";
import { settings } from "../../lib/env";
import { signInApp } from "../../lib/github/app";
import { translator } from "../../lib/i18n/translator";
import { pageContext } from "../../lib/server/request";
import { titlesOf } from "../../lib/server/tasks/cards";

export interface SignPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Pages that are only a step on the way are no result of a search. */
export async function signMetadata(mode: "in" | "up"): Promise<Metadata> {
  const { locale } = await pageContext();
  const t = translator(locale, "people");
  return {
    title: t(mode === "in" ? "sign.titleIn" : "sign.titleUp"),
    description: t(mode === "in" ? "sign.metaIn" : "sign.metaUp"),
    robots: { index: false, follow: true },
    alternates: { canonical: mode === "in" ? "/sign-in" : "/sign-up" },
  };
}

/** Signing in (`mode` in) and up, with where to go (`next`) and what to claim or wait for (`claim` or `wait`, a task's number) after it. */
export async function SignPage({ mode, searchParams }: SignPageProps & { mode: "in" | "up" }) {
  const { locale, context } = await pageContext();
  const search = await searchParams;
  const act = claimNumber(first(search.claim)) === null ? "wait" : "claim";
  const number = claimNumber(first(search[act]));
  const titles = number === null ? undefined : (await titlesOf(context.database, [number])).get(number);
  const title = titles && inLocale(titles, locale);
  const claim =
    number === null || !title ? null : ({ number, act, title: title.text, titleLocale: title.locale } as const);
  const next = safeNext(first(search.next));
  const isOffered = signInApp(settings()) !== null;
  return (
    <MessagesProvider locale={locale} areas={["people", "github", "errors"]}>
      <Page width="narrow">
        <SignForm
          initialMode={mode}
          next={claim && next === "/" ? `/t/${claim.number}` : next}
          claim={claim}
          isSignUpOpen={context.signUp === "open"}
          github={{ isOffered, fault: isOffered ? asGitHubFault(first(search.github)) : null }}
        />
      </Page>
    </MessagesProvider>
  );
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
