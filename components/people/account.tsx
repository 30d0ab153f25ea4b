"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { forgetPerson, signOut } from "../../lib/client/session";
import type { GitHubSignFault } from "../../lib/domain/github";
import { useReaderLocale } from "../layout/client-messages";
import { Button, LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { showToast } from "../ui/toast";
import { Calendar } from "./calendar";
import { ContactMail } from "./contact-mail";
import { DeleteAccount, Goodbye } from "./delete-account";
import { type Confirmed, FirstPassword } from "./first-password";
import { GitHubAccount } from "./github-account";
import { HidePage } from "./hide-page";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { Sessions } from "./sessions";
import { Shape, SignedInOnly } from "./signed-in-only";
import { Tokens } from "./tokens";

interface AccountProps {
  /** GitHub's address where signing in with it is offered, and why the last way there did not end as wished. */
  github: { url: string; fault: GitHubSignFault | null } | null;
  /** What was just confirmed for through GitHub. */
  confirmed: Confirmed | null;
}

/** Everything about the reader's account, one card for each thing. */
export function Account({ github, confirmed }: AccountProps) {
  const t = useTranslations("people");
  const throughGitHub = useTranslations("github");
  const contact = useTranslations("contact");
  const privacy = useTranslations("privacy");
  const [isGone, setGone] = useState(false);
  if (isGone) return <Goodbye />;
  return (
    <SignedInOnly
      path="/me/account"
      title={t("me.signInAccount")}
      text={t("me.signInAccountText")}
      skeleton={<Skeleton />}
    >
      {(me) => (
        <div className="flex flex-col gap-5">
          <AccountSection title={t("account.profile")}>
            <ProfileForm person={me.person} />
          </AccountSection>
          <AccountSection title={contact("mail.title")} lead={contact("mail.lead")}>
            <ContactMail />
          </AccountSection>
          <AccountSection title={contact("calendar.title")} lead={contact("calendar.lead")}>
            <Calendar />
          </AccountSection>
          <AccountSection title={privacy("hide.title")} lead={privacy("hide.lead")}>
            <HidePage person={me.person} />
          </AccountSection>
          {github && (
            <AccountSection title={throughGitHub("account.title")} lead={throughGitHub("account.lead")}>
              <GitHubAccount me={me} url={github.url} fault={github.fault} />
            </AccountSection>
          )}
          {me.hasPassword ? (
            <AccountSection title={t("account.password")} lead={t("account.passwordLead")}>
              <PasswordForm login={me.person.login} />
            </AccountSection>
          ) : (
            <AccountSection title={t("account.password")} lead={throughGitHub("account.setPasswordLead")}>
              <FirstPassword login={me.person.login} isConfirmed={confirmed === "password"} />
            </AccountSection>
          )}
          <AccountSection title={t("account.sessions")} lead={t("account.sessionsLead")}>
            <Sessions />
          </AccountSection>
          <AccountSection title={t("account.tokens")} lead={t("account.tokensLead")}>
            <Tokens />
          </AccountSection>
          {me.person.isAdmin && (
            <AccountSection title={throughGitHub("admin.title")} lead={throughGitHub("admin.lead")}>
              <LinkButton href="/admin/github">{throughGitHub("admin.link")}</LinkButton>
            </AccountSection>
          )}
          <AccountSection title={t("account.signOut")} lead={t("account.signOutLead")}>
            <SignOutButton />
          </AccountSection>
          <AccountSection title={privacy("leave.title")} lead={privacy("leave.lead")}>
            <DeleteAccount
              login={me.person.login}
              hasPassword={me.hasPassword}
              isConfirmed={confirmed === "leave"}
              onGone={() => setGone(true)}
            />
          </AccountSection>
        </div>
      )}
    </SignedInOnly>
  );
}

function Skeleton() {
  return (
    <div className="flex flex-col gap-5">
      <Shape className="h-64 rounded-card" />
      <Shape className="h-72 rounded-card" />
      <Shape className="h-48 rounded-card" />
    </div>
  );
}

function AccountSection({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card>
      <section aria-labelledby={id}>
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {lead && <p className="mt-0.5 max-w-prose text-second text-sm">{lead}</p>}
        <div className="mt-4">{children}</div>
      </section>
    </Card>
  );
}

function SignOutButton() {
  const t = useTranslations("people.account");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await signOut();
      await forgetPerson(client);
      window.location.assign("/");
    } catch (error) {
      showToast({ title: errorSentence(errors, error, locale), look: "error" });
      setBusy(false);
    }
  };
  return (
    <Button isBusy={isBusy} onClick={leave}>
      {t("signOut")}
    </Button>
  );
}
