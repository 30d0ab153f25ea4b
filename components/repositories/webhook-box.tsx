"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { makeHookSecret, repositoriesQuery } from "../../lib/client/repositories";
import type { RepositoryView } from "../../lib/domain/repositories";
import { Button } from "../ui/button";
import { CopyField } from "../ui/copy-field";
import { Instant } from "../ui/instant";
import { Part } from "./part";
import { useRepositories } from "./use-repositories";

interface WebhookBoxProps {
  slug: string;
  repository: RepositoryView;
  webhookUrl: string;
}

const events = ["issues", "comments", "pulls", "repositories"] as const;

/** What is entered at GitHub so that it tells at once what happened; the secret is shown once, when it is made. */
export function WebhookBox({ slug, repository, webhookUrl }: WebhookBoxProps) {
  const t = useTranslations("repositories.hook");
  const words = { copy: t("copy"), copied: t("copied"), copyFailed: t("copyFailed") };
  const client = useQueryClient();
  const { fail } = useRepositories(slug);
  const { id, access, hasHookSecret, deliveredAt } = repository;
  const make = useMutation({
    mutationFn: () => makeHookSecret(id),
    onSuccess: () => client.invalidateQueries({ queryKey: repositoriesQuery(slug).queryKey }),
    onError: fail,
  });
  return (
    <Part title={t("title")}>
      <p className="text-second text-sm">
        {access === "app" ? t("app") : t("lead")}{" "}
        {deliveredAt
          ? t.rich("delivered", { time: () => <Instant key="time" value={deliveredAt} /> })
          : access !== "app" && t("never")}
      </p>
      {access !== "app" && (
        <>
          <p className="text-second text-sm">{t("where")}</p>
          <CopyField label={t("address")} value={webhookUrl} words={words} />
          <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
            <div>
              <dt className="font-semibold">{t("contentType")}</dt>
              <dd className="font-mono text-second">application/json</dd>
            </div>
            <div>
              <dt className="font-semibold">{t("events")}</dt>
              {events.map((one) => (
                <dd key={one} lang="en" className="text-second">
                  {t(`event.${one}`)}
                </dd>
              ))}
            </div>
          </dl>
          {make.data ? (
            <CopyField label={t("secret")} hint={t("secretText")} value={make.data.secret} words={words} />
          ) : (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
              <Button isBusy={make.isPending} onClick={() => make.mutate()}>
                {t(hasHookSecret ? "renew" : "make")}
              </Button>
              <span className="text-third">{hasHookSecret ? `${t("has")} ${t("renewText")}` : t("none")}</span>
            </div>
          )}
        </>
      )}
    </Part>
  );
}
