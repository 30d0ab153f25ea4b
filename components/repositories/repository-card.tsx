"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { changeRepository, repositoriesQuery, syncRepository } from "../../lib/client/repositories";
import type { RepositoriesView, RepositoryView } from "../../lib/domain/repositories";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { showToast } from "../ui/toast";
import { Differences } from "./differences";
import { FailedErrands, Readings } from "./readings";
import { RepositoryState } from "./repository-state";
import { RuleEditor } from "./rule-editor";
import { SyncProgress, useReading } from "./sync-progress";
import { useRepositories } from "./use-repositories";
import { WebhookBox } from "./webhook-box";

const TokenDialog = dynamic(() => import("./repository-dialogs").then((loaded) => loaded.TokenDialog), { ssr: false });
const DisconnectDialog = dynamic(() => import("./repository-dialogs").then((loaded) => loaded.DisconnectDialog), {
  ssr: false,
});

interface RepositoryCardProps {
  slug: string;
  repository: RepositoryView;
  webhookUrl: string;
}

/** One repository: how it is followed and how that goes, what is to be decided, and its settings. */
export function RepositoryCard({ slug, repository, webhookUrl }: RepositoryCardProps) {
  const t = useTranslations("repositories.actions");
  const { take, fail } = useRepositories(slug);
  const reading = useReading(slug, repository);
  const [busy, setBusy] = useState<"sync" | "follow" | null>(null);
  const [open, setOpen] = useState<"token" | "disconnect" | null>(null);
  const { id, owner, name, access, revision, isFollowed, runs } = repository;
  const fullName = `${owner}/${name}`;
  const wasFollowed = isFollowed || runs.length > 0;
  const every = reading.isUnderWay ? 2000 : (reading.state === "late" || reading.state === "held") && 10_000;
  useQuery({ ...repositoriesQuery(slug), refetchInterval: every });

  const run = async (what: "sync" | "follow", ask: () => Promise<RepositoriesView>, said?: string) => {
    setBusy(what);
    try {
      take(await ask());
      if (said) showToast({ title: said, look: "success" });
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      setBusy(null);
    }
  };
  const sync = async () => {
    reading.expect();
    if (!(await run("sync", () => syncRepository(id)))) reading.forget();
  };
  const follow = async (isNow: boolean) => {
    const said = t(isNow ? "followed" : "stopped", { repository: fullName });
    if (isNow) reading.expect();
    const isDone = await run("follow", () => changeRepository({ id, revision, isFollowed: isNow }), said);
    if (isNow && !isDone) reading.forget();
  };

  return (
    <article aria-labelledby={`repository-${id}`}>
      <Card className="flex flex-col gap-5">
        <header className="flex flex-col gap-3">
          <RepositoryState repository={repository} headingId={`repository-${id}`} />
          <fieldset aria-label={t("label", { repository: fullName })} className="flex flex-wrap gap-2">
            {isFollowed && (
              <Button
                icon={<RefreshCw size={15} aria-hidden="true" />}
                isBusy={busy === "sync" || reading.isUnderWay}
                onClick={sync}
              >
                {t("sync")}
              </Button>
            )}
            {isFollowed ? (
              <Button look="quiet" isBusy={busy === "follow"} onClick={() => follow(false)}>
                {t("stop")}
              </Button>
            ) : (
              wasFollowed && (
                <Button isBusy={busy === "follow"} onClick={() => follow(true)}>
                  {t("follow")}
                </Button>
              )
            )}
            <Button look={wasFollowed ? "quiet" : "secondary"} onClick={() => setOpen("token")}>
              {t(access === "token" ? "token" : "useToken")}
            </Button>
            <Button look={wasFollowed ? "quiet" : "secondary"} onClick={() => setOpen("disconnect")}>
              {t("disconnect")}
            </Button>
          </fieldset>
          <SyncProgress repository={repository} reading={reading} />
        </header>
        <Differences slug={slug} repository={repository} />
        <FailedErrands repository={repository} />
        <RuleEditor
          // A repository that is not followed yet starts with its rule.
          isOpen={!wasFollowed}
          slug={slug}
          repository={repository}
          onFollowed={reading.expect}
        />
        <WebhookBox slug={slug} repository={repository} webhookUrl={webhookUrl} />
        {wasFollowed && <Readings repository={repository} />}
      </Card>
      {open === "token" && <TokenDialog slug={slug} repository={repository} onClose={() => setOpen(null)} />}
      {open === "disconnect" && <DisconnectDialog slug={slug} repository={repository} onClose={() => setOpen(null)} />}
    </article>
  );
}
