"use client";

import { useLocale, useTranslations } from "use-intl/react";
import type { LabelRuleDraft, LabelRuleField } from "../../lib/client/label-rule-draft";
import { ruleOfDraft } from "../../lib/client/label-rule-draft";
import { Button } from "../ui/button";

export interface LabelRuleConflict {
  theirs: LabelRuleDraft;
  /** Fields that only they changed. */
  takenOver: readonly LabelRuleField[];
  /** Fields that both changed to something else. */
  disputed: readonly LabelRuleField[];
}

interface RuleConflictNoticeProps {
  conflict: LabelRuleConflict;
  onTake(field: LabelRuleField): void;
}

/** Two people changed how a repository is followed: what was taken over, and what both changed, with a choice for each. */
export function RuleConflictNotice({ conflict, onTake }: RuleConflictNoticeProps) {
  const t = useTranslations("repositories.conflict");
  const names = useTranslations("repositories.rule.field");
  const words = useTranslations("common.difficulty");
  const rule = useTranslations("repositories.rule");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const { theirs, takenOver, disputed } = conflict;
  const { task, difficulty, defaultDifficulty, tagPrefixes } = ruleOfDraft(theirs);
  const said: Record<LabelRuleField, string> = {
    task: list.format(task),
    difficulty: list.format(difficulty.map((one) => `${one.label}: ${words(one.is)}`)),
    defaultDifficulty: defaultDifficulty ? words(defaultDifficulty) : rule("none"),
    tagPrefixes: list.format(tagPrefixes),
    plainWords: rule(theirs.plainWords ? "yes" : "no"),
  };
  return (
    <section role="alert" className="rounded-card border border-line-strong bg-warn-soft p-4 text-sm">
      <h4 className="font-semibold">{t("title")}</h4>
      <p className="mt-0.5">
        {t("text")}{" "}
        {takenOver.length > 0 && t("takenOver", { fields: list.format(takenOver.map((one) => names(one))) })}
      </p>
      {disputed.length > 0 && (
        <>
          <p className="mt-3 mb-1.5 font-medium">{t("disputed")}</p>
          <ul className="flex flex-col gap-2">
            {disputed.map((field) => (
              <li
                key={field}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-control bg-surface px-3 py-2"
              >
                <span className="min-w-0 break-words">
                  <span className="font-medium">{names(field)}</span> ·{" "}
                  {t("theirs", { value: said[field] || t("nothing") })}
                </span>
                <Button size="small" onClick={() => onTake(field)}>
                  {t("take")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-2">{t("again")}</p>
    </section>
  );
}
