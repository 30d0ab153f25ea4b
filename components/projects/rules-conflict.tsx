"use client";

import { useLocale, useTranslations } from "use-intl/react";
import type { DraftRule, RulesDraft } from "../../lib/client/rules-draft";
import { Button } from "../ui/button";

export interface RulesConflict {
  theirs: RulesDraft;
  /** Rules that only they changed. */
  takenOver: readonly DraftRule[];
  /** Rules that both changed to something else. */
  disputed: readonly DraftRule[];
}

interface RulesConflictNoticeProps {
  conflict: RulesConflict;
  mine: RulesDraft;
  onTake(rule: DraftRule): void;
}

/** Two people changed the rules of one project: what was taken over, and what both changed, with a choice for each. */
export function RulesConflictNotice({ conflict, mine, onTake }: RulesConflictNoticeProps) {
  const t = useTranslations("rules.conflict");
  const form = useTranslations("rules.form");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const { theirs, takenOver, disputed } = conflict;
  const nameOf = (rule: DraftRule) => form(`field.${rule}` as "field.plan");
  const say = (rule: DraftRule, value: string) => {
    if (rule === "plan") return form(`plan.${value as "off"}`);
    if (rule === "holderMayComplete") return form(`finish.${value as "yes"}`);
    return rule === "reminderPart" ? form("reminder", { part: Number(value) }) : value;
  };
  return (
    <section role="alert" className="rounded-card border border-line-strong bg-warn-soft p-4 text-sm sm:p-5">
      <h2 className="font-semibold text-base">{t("title")}</h2>
      <p className="mt-0.5">
        {t("text")} {takenOver.length > 0 && t("takenOver", { rules: list.format(takenOver.map(nameOf)) })}{" "}
        {disputed.length === 0 && t("again")}
      </p>
      {disputed.length > 0 && (
        <>
          <p className="mt-3 mb-1.5 font-medium">{t("disputed")}</p>
          <ul className="flex flex-col gap-2">
            {disputed.map((rule) => (
              <li
                key={rule}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-control bg-surface px-3 py-2"
              >
                <span>
                  {t("values", { rule: nameOf(rule), mine: say(rule, mine[rule]), theirs: say(rule, theirs[rule]) })}
                </span>
                <Button size="small" onClick={() => onTake(rule)}>
                  {t("take")}
                </Button>
              </li>
            ))}
          </ul>
          <p className="mt-2">{t("again")}</p>
        </>
      )}
    </section>
  );
}
