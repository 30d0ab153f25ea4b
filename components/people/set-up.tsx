"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { errorCodeOf, errorSentence } from "../../lib/client/errors";
import { forgetPerson, useMe } from "../../lib/client/session";
import { signAddress } from "../../lib/domain/next";
import { useReaderLocale } from "../layout/client-messages";
import { Button, LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { ListFailure } from "./list-failure";
import { Shape } from "./signed-in-only";

/** Makes the reader the first administrator, if the address holds the token that is waiting for them. */
export function SetUp({ token }: { token: string }) {
  const t = useTranslations("people.setUp");
  const script = useTranslations("people.sign");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const me = useMe();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<"done" | "wrong" | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const person = me.data?.person;

  const become = async () => {
    setBusy(true);
    setFault(null);
    try {
      await account.becomeAdmin(token);
      setResult("done");
      await forgetPerson(client);
    } catch (error) {
      const code = errorCodeOf(error);
      if (code === "not_found" || code === "invalid") setResult("wrong");
      else setFault(errorSentence(errors, error, locale));
    } finally {
      setBusy(false);
    }
  };

  if (!token || result === "wrong") {
    return (
      <Notice title={t("wrong")} actions={<LinkButton href="/">{t("board")}</LinkButton>}>
        {token ? t("wrongText") : t("missing")}
      </Notice>
    );
  }
  if (result === "done") {
    return (
      <Notice
        title={t("done")}
        actions={
          <>
            <LinkButton look="primary" href="/projects">
              {t("project")}
            </LinkButton>
            <LinkButton href="/">{t("board")}</LinkButton>
          </>
        }
      >
        {t("doneText")}
      </Notice>
    );
  }
  if (me.isError) return <ListFailure query={me} />;
  if (!me.data) {
    return (
      <>
        <noscript>
          <p className="text-second">{script("script")}</p>
        </noscript>
        <div aria-hidden="true" data-needs-script>
          <Shape className="h-32 rounded-card" />
        </div>
      </>
    );
  }
  if (!person) {
    const back = `/set-up?token=${encodeURIComponent(token)}`;
    return (
      <Card>
        <p className="text-second">{t("visitor")}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          <LinkButton look="primary" href={signAddress("sign-up", back)}>
            {t("signUp")}
          </LinkButton>
          <LinkButton href={signAddress("sign-in", back)}>{t("signIn")}</LinkButton>
        </div>
      </Card>
    );
  }
  if (person.isAdmin) {
    return (
      <Notice title={t("already")} actions={<LinkButton href="/">{t("board")}</LinkButton>}>
        {t("alreadyText")}
      </Notice>
    );
  }
  return (
    <Card>
      <p className="text-second">{t("as", { name: person.name, login: person.login })}</p>
      {fault && (
        <p role="alert" className="mt-3 rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
          {fault}
        </p>
      )}
      <Button look="primary" size="large" isWide isBusy={isBusy} onClick={become} className="mt-4">
        {t("submit")}
      </Button>
    </Card>
  );
}

function Notice({ title, actions, children }: { title: string; actions: ReactNode; children: ReactNode }) {
  return (
    <Card>
      <div role="status">
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="mt-1 text-second">{children}</p>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">{actions}</div>
    </Card>
  );
}
