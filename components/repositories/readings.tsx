"use client";

import { useTranslations } from "use-intl/react";
import type { RepositoryView, SyncRunView } from "../../lib/domain/repositories";
import { Instant } from "../ui/instant";
import { Part } from "./part";

const linkClass = "text-accent underline underline-offset-2";

/** What could not be done at GitHub, and what GitHub said. */
export function FailedErrands({ repository }: { repository: RepositoryView }) {
  const t = useTranslations("repositories.errands");
  const tasks = useTranslations("repositories.differences");
  const { id, failedErrands } = repository;
  if (failedErrands.length === 0) return null;
  return (
    <section aria-labelledby={`errands-${id}`} className="border-soft border-t pt-4">
      <h3 id={`errands-${id}`} className="font-semibold">
        {t("title", { count: failedErrands.length })}
      </h3>
      <ul className="mt-1 text-sm">
        {failedErrands.map(({ task, issue, kind, fault, at }) => (
          <li key={`${issue} ${kind} ${at}`} className="border-soft border-t py-2 first:border-t-0">
            <p>
              {t.rich(kind, {
                issue: () => <IssueLink key="issue" repository={repository} number={issue} />,
                task: () => (
                  <a key="task" href={`/t/${task}`} className={linkClass}>
                    {tasks("task", { number: task })}
                  </a>
                ),
              })}{" "}
              <Instant value={at} className="whitespace-nowrap text-third" />
            </p>
            {fault && (
              <p className="text-second">
                {t("said")}{" "}
                <span lang="en" className="break-words">
                  {fault}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The last readings: a table where there is room, else one below the other. */
export function Readings({ repository }: { repository: RepositoryView }) {
  const t = useTranslations("repositories.readings");
  const { runs } = repository;
  return (
    <Part title={t("title")}>
      {runs.length === 0 && <p className="text-second text-sm">{t("none")}</p>}
      {runs.length > 0 && (
        <table className="w-full text-start text-sm max-md:block">
          <thead className="text-third text-xs max-md:sr-only">
            <tr>
              {(["when", "what", "requests", "result"] as const).map((column) => (
                <th key={column} scope="col" className="pe-4 pb-1 text-start font-normal">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-md:block">
            {runs.map((run) => (
              <tr key={run.id} className="border-soft border-t align-top max-md:flex max-md:flex-col max-md:py-2">
                <td className="whitespace-nowrap py-1.5 pe-4 max-md:py-0">
                  <Instant value={run.startedAt} format="dateTime" />
                </td>
                <td className="py-1.5 pe-4 text-second max-md:py-0">{t("counts", countsOf(run))}</td>
                <td className="py-1.5 pe-4 text-second tabular-nums max-md:py-0">
                  <span className="md:hidden">{t("requests")} </span>
                  {run.requests}
                </td>
                <td className="py-1.5 max-md:py-0">
                  <Result run={run} repository={repository} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

function countsOf({ seen, created, changed }: SyncRunView) {
  return { seen, created, changed };
}

function Result({ run, repository }: { run: SyncRunView; repository: RepositoryView }) {
  const t = useTranslations("repositories.readings");
  const errors = useTranslations("errors.github_fault");
  const { endedAt, fault, failures } = run;
  const isUnderWay = endedAt === null && repository.isReading && run.id === repository.runs[0]?.id;
  return (
    <>
      {fault ? (
        <p className="text-medium">{errors(fault)}</p>
      ) : (
        <p className="text-second">{t(endedAt ? "fine" : isUnderWay ? "underWay" : "broken")}</p>
      )}
      {failures.map(({ issue, fault: why }) => {
        const key = `why.${why}` as "why.other";
        return (
          <p key={issue} className="text-medium">
            {t.rich("failed", {
              issue: () => <IssueLink key="issue" repository={repository} number={issue} />,
              why: t.has(key) ? t(key) : t("why.other"),
            })}
          </p>
        );
      })}
    </>
  );
}

function IssueLink({ repository, number }: { repository: RepositoryView; number: number }) {
  return (
    <a href={`${repository.url}/issues/${number}`} rel="noopener" className={`${linkClass} font-mono`}>
      #{number}
    </a>
  );
}
