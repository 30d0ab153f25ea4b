"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { deskQuery } from "../../lib/client/desk";
import { errorSentence } from "../../lib/client/errors";
import type { DeskView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { MaintainerGate } from "../maintain/gate";
import { Button, LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/spinner";
import { ClaimsToLookAt } from "./claims";
import { TasksToConfirm } from "./confirm";
import { OpenQuestions } from "./questions";
import { RepositoriesToMend } from "./repositories";
import { PeopleWaiting } from "./waits";

/** What needs a maintainer, in one place; to others it says what it is for. */
export function Desk() {
  const t = useTranslations("desk");
  return (
    <MaintainerGate next="/desk" words={{ visitor: t("visitor"), noScript: t("noScript") }}>
      {() => <Lists />}
    </MaintainerGate>
  );
}

/** The lists in their order: what people wait for comes first. */
const lists = [
  "questions",
  "claims",
  "repositories",
  "confirm",
  "waits",
] as const satisfies readonly (keyof DeskView)[];

function Lists() {
  const t = useTranslations("desk");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { data: desk, error, isFetching, refetch } = useQuery(deskQuery);
  if (!desk && error) {
    return (
      <EmptyState
        title={t("failed")}
        actions={
          <Button look="primary" isBusy={isFetching} onClick={() => refetch()}>
            {say("retry")}
          </Button>
        }
      >
        {errorSentence(errors, error, locale)}
      </EmptyState>
    );
  }
  if (!desk) {
    return (
      <div role="status" className="flex min-h-[40vh] items-center justify-center text-second">
        <Spinner />
        <span className="sr-only">{say("loading")}</span>
      </div>
    );
  }
  const filled = lists.filter((list) => desk[list].total > 0);
  if (filled.length === 0) {
    return (
      <EmptyState
        title={t("empty.title")}
        actions={
          <>
            <LinkButton look="primary" href="/">
              {t("empty.board")}
            </LinkButton>
            <LinkButton href="/tasks/new">{t("empty.add")}</LinkButton>
          </>
        }
      >
        {t("empty.text")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-9">
      {filled.length > 1 && (
        <nav aria-label={t("lists")} className="flex flex-wrap gap-2">
          {filled.map((list) => (
            <a
              key={list}
              href={`#${list}`}
              className="inline-flex min-h-control items-center gap-2 rounded-full border border-line bg-surface px-3 text-second text-sm no-underline transition-colors hover:border-line-strong"
            >
              {t(`${list}.title`)}
              <span className="font-semibold text-ink tabular-nums">{desk[list].total}</span>
            </a>
          ))}
        </nav>
      )}
      {desk.questions.total > 0 && <OpenQuestions list={desk.questions} />}
      {desk.claims.total > 0 && <ClaimsToLookAt list={desk.claims} />}
      {desk.repositories.total > 0 && <RepositoriesToMend list={desk.repositories} />}
      {desk.confirm.total > 0 && <TasksToConfirm list={desk.confirm} />}
      {desk.waits.total > 0 && <PeopleWaiting list={desk.waits} />}
    </div>
  );
}
