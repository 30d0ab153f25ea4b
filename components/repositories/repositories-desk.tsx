"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import { repositoriesQuery } from "../../lib/client/repositories";
import { useReaderLocale } from "../layout/client-messages";
import { MaintainerGate } from "../maintain/gate";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { ConnectForm } from "./connect-form";
import { RepositoryCard } from "./repository-card";

interface RepositoriesDeskProps {
  slug: string;
  /** The project's own repository, which is the likeliest to be connected first; empty when it names none. */
  suggested: string;
}

/** A project's repositories at GitHub: how each is followed, and the form that connects one. */
export function RepositoriesDesk(props: RepositoriesDeskProps) {
  const t = useTranslations("repositories.gate");
  return (
    <MaintainerGate
      next={`/projects/${props.slug}/github`}
      project={props.slug}
      words={{ visitor: t("visitor"), other: t("other"), noScript: t("noScript") }}
    >
      {() => <Desk {...props} />}
    </MaintainerGate>
  );
}

function Desk({ slug, suggested }: RepositoriesDeskProps) {
  const t = useTranslations("repositories");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const [isConnecting, setConnecting] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(repositoriesQuery(slug));
  if (!data) {
    // Where the one before it was, while the browser did not know who reads.
    if (!error)
      return (
        <div className="flex min-h-[40vh] items-center justify-center text-second">
          <Spinner />
          <span className="sr-only">{say("loading")}</span>
        </div>
      );
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 rounded-card bg-warn-soft px-4 py-3 text-sm">
        <p className="min-w-0 flex-1">{errorSentence(errors, error, locale)}</p>
        <Button size="small" isBusy={isFetching} onClick={() => refetch()}>
          {say("retry")}
        </Button>
      </div>
    );
  }
  const { repositories, hasApp, webhookUrl } = data;
  const isFirst = repositories.length === 0;
  return (
    <div className="flex flex-col gap-6">
      {repositories.map((repository) => (
        <RepositoryCard key={repository.id} slug={slug} repository={repository} webhookUrl={webhookUrl} />
      ))}
      {isFirst && <WhatItDoes />}
      {isFirst || isConnecting ? (
        <ConnectForm
          slug={slug}
          hasApp={hasApp}
          suggested={isFirst ? suggested : ""}
          onConnected={() => setConnecting(false)}
          onCancel={isFirst ? undefined : () => setConnecting(false)}
        />
      ) : (
        <Button className="self-start" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setConnecting(true)}>
          {t("connect.another")}
        </Button>
      )}
    </div>
  );
}

function WhatItDoes() {
  const t = useTranslations("repositories.empty");
  return (
    <section aria-labelledby="what-it-does" className="rounded-card border border-line border-dashed px-5 py-5 sm:px-6">
      <h2 id="what-it-does" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 text-second">{t("text")}</p>
      <ul className="mt-1 list-disc ps-5 text-pretty text-second">
        {(["labels", "claims", "pulls"] as const).map((what) => (
          <li key={what} className="mt-1">
            {t(what)}
          </li>
        ))}
      </ul>
    </section>
  );
}
