"use client";

import { useTranslations } from "use-intl/react";
import type { ImportItemView, ImportView } from "../../lib/domain/views";
import { type ImportOutcome, importOutcomes, inLocale } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { Button, LinkButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { EmptyState } from "../ui/empty-state";

const looks: Record<ImportOutcome, string> = {
  created: "bg-accent-soft text-accent",
  updated: "bg-review-soft text-review",
  unchanged: "bg-soft text-second",
  similar: "bg-warn-soft text-medium",
  failed: "bg-danger-soft text-danger",
};

interface ImportResultProps {
  view: ImportView;
  isBusy: boolean;
  onImport(): void;
}

/** What an import would do, item by item; the button that does it names how many. */
export function ImportResult({ view, isBusy, onImport }: ImportResultProps) {
  const t = useTranslations("maintain.import");
  const { tasks, counts, warnings } = view;
  const willWrite = counts.created + counts.updated;
  if (tasks.length === 0) {
    return (
      <>
        <EmptyState title={t("found", { count: 0 })} level={2}>
          {t("none")}
        </EmptyState>
        <Warnings warnings={warnings.filter((warning) => warning.code !== "no_list_found")} />
      </>
    );
  }
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold text-lg">{t("found", { count: tasks.length })}</h2>
          <p className="text-sm text-third">{[view.title, view.date].filter(Boolean).join(" · ")}</p>
        </div>
        <Button look="primary" isBusy={isBusy} disabled={willWrite === 0 || counts.failed > 0} onClick={onImport}>
          {t("run", { count: willWrite })}
        </Button>
      </div>
      <ul className="flex flex-wrap gap-1.5">
        {importOutcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <li key={outcome} className={classNames("rounded-full px-2.5 py-0.5 text-sm", looks[outcome])}>
              {t(`outcome.${outcome}`)} <span className="font-semibold tabular-nums">{counts[outcome]}</span>
            </li>
          ))}
      </ul>
      {counts.failed > 0 && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
          {t(view.isDryRun ? "blocked" : "notWritten")}
        </p>
      )}
      <Warnings warnings={warnings} />
      <ol className="rounded-card border border-line bg-surface">
        {tasks.map((item) => (
          <Item key={`${item.line} ${item.title}`} item={item} />
        ))}
      </ol>
    </section>
  );
}

function Item({ item }: { item: ImportItemView }) {
  const t = useTranslations("maintain.import");
  const words = useTranslations("common.difficulty");
  const locale = useReaderLocale();
  const title = item.task && inLocale(item.task.titles, locale);
  return (
    <li className="flex flex-col gap-1.5 border-soft border-t px-4 py-3 first:border-t-0">
      <div className="flex items-start justify-between gap-3">
        <span className="min-w-0 font-semibold">{item.title}</span>
        <span className={classNames("shrink-0 rounded-full px-2.5 py-0.5 text-xs", looks[item.outcome])}>
          {t(`outcome.${item.outcome}`)}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-third">
        <span>{item.project ?? item.projectSlug ?? t("noProject")}</span>
        <DifficultyMark difficulty={item.difficulty} size={11} label={words(item.difficulty ?? "unrated")} />
        <span>{t("line", { line: item.line })}</span>
        {item.state && item.state !== "open" && (
          <span>{t("listSays", { state: item.state, holder: item.holder ? ` · @${item.holder}` : "" })}</span>
        )}
      </div>
      {item.outcome !== "created" && (
        <p className={classNames("text-sm", item.outcome === "failed" ? "text-danger" : "text-second")}>
          {t(`reason.${item.reason}`)}
          {item.task && title && (
            <>
              {" "}
              <a href={`/t/${item.task.number}`} className="text-accent underline underline-offset-2">
                #{item.task.number} {title.text}
              </a>
            </>
          )}
        </p>
      )}
      {item.unsure.length > 0 && (
        <ul className="flex flex-wrap gap-x-3 text-medium text-xs">
          {item.unsure.map((code) => (
            <li key={code}>
              <Known area="doubt" code={code} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What the reader of the list could not take, each with its line. Needs the area `maintain`. */
export function Warnings({ warnings }: Pick<ImportView, "warnings">) {
  const t = useTranslations("maintain.import");
  if (warnings.length === 0) return null;
  return (
    <ul className="list-disc ps-5 text-second text-sm">
      {warnings.map((warning) => (
        <li key={`${warning.code} ${warning.line}`}>
          <Known area="warning" code={warning.code} text={warning.text} /> ({t("line", { line: warning.line })})
        </li>
      ))}
    </ul>
  );
}

/** The words for a code of the list's reader, which may know more codes than we do. */
function Known({ area, code, text = "" }: { area: "doubt" | "warning"; code: string; text?: string }) {
  const t = useTranslations("maintain.import");
  const key = `${area}.${code}` as "doubt.other";
  const words = t.has(key) ? t(key, { text }) : t(`${area}.other`);
  return area === "doubt" ? t("unsure", { what: words }) : words;
}

/** It is done: what came of it, and where to go. */
export function ImportDone({ view, onAnother }: { view: ImportView; onAnother(): void }) {
  const t = useTranslations("maintain.import");
  const { created, updated } = view.counts;
  return (
    <EmptyState
      title={t("done")}
      actions={
        <>
          <LinkButton look="primary" href="/">
            {t("board")}
          </LinkButton>
          <Button onClick={onAnother}>{t("another")}</Button>
        </>
      }
    >
      {t("doneText", { created, updated })}
    </EmptyState>
  );
}
