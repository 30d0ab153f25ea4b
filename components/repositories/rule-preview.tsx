"use client";

import { useLocale, useTranslations } from "use-intl/react";
import type { RulePreviewView } from "../../lib/domain/repositories";
import { classNames } from "../ui/class-names";
import { DifficultyMark } from "../ui/difficulty-mark";
import { Tag } from "../ui/tag";

interface RulePreviewProps {
  view: RulePreviewView;
  /** The rule in the form is another one by now. */
  isOld: boolean;
}

type Item = RulePreviewView["items"][number];

/** What a rule makes of a repository's open issues: those that become tasks, and, folded away, those that do not. */
export function RulePreview({ view, isOld }: RulePreviewProps) {
  const t = useTranslations("repositories.preview");
  const rule = useTranslations("repositories.rule");
  const tasks = view.items.filter((item) => item.isTask);
  const others = view.items.filter((item) => !item.isTask);
  return (
    <section className={classNames("flex flex-col gap-3", isOld && "opacity-70")}>
      <div>
        <h4 className="font-semibold text-sm">{t("title")}</h4>
        <p className="text-second text-sm">
          {view.read === 0 ? t("noIssues") : t("counts", { tasks: tasks.length, others: others.length })}{" "}
          {view.isMore && t("more", { read: view.read })}
        </p>
        {isOld && <p className="text-medium text-sm">{rule("changedSince")}</p>}
        {view.read > 0 && tasks.length === 0 && <p className="text-second text-sm">{t("none")}</p>}
      </div>
      {tasks.length > 0 && (
        <ul className="max-h-[32rem] overflow-y-auto rounded-control border border-line">
          {tasks.map((item) => (
            <PreviewItem key={item.number} item={item} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details>
          <summary className="inline-flex min-h-control cursor-pointer items-center text-accent text-sm underline-offset-2 hover:underline pointer-coarse:min-h-11">
            {t("others", { count: others.length })}
          </summary>
          <ul className="mt-1 max-h-80 overflow-y-auto text-sm">
            {others.map((item) => (
              <li key={item.number} className="flex gap-2 py-1">
                <IssueNumber item={item} />
                <span className="min-w-0 break-words text-second">{item.title}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function PreviewItem({ item }: { item: Item }) {
  const t = useTranslations("repositories.preview");
  const words = useTranslations("common.difficulty");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  return (
    <li className="flex flex-col gap-1 border-soft border-t px-3.5 py-2.5 first:border-t-0">
      <div className="flex items-baseline gap-2">
        <IssueNumber item={item} />
        <span className="min-w-0 break-words font-semibold text-sm">{item.title}</span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-second text-sm">
        <DifficultyMark difficulty={item.difficulty} size={11} label={words(item.difficulty ?? "unrated")} />
        {item.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {item.task !== null && (
          <a href={`/t/${item.task}`} className="text-accent underline underline-offset-2">
            {t("task", { number: item.task })}
          </a>
        )}
      </div>
      {item.conflict.length > 0 && (
        <p className="text-medium text-sm">
          {t("conflict", { levels: list.format(item.conflict.map((one) => words(one))) })}
        </p>
      )}
    </li>
  );
}

function IssueNumber({ item }: { item: Pick<Item, "number" | "url"> }) {
  return (
    <a href={item.url} rel="noopener" className="shrink-0 font-mono text-second text-xs underline underline-offset-2">
      #{item.number}
    </a>
  );
}
