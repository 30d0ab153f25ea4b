"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { fillFromIssue, inTheWay } from "../../lib/client/issue-draft";
import type { TaskDraft } from "../../lib/client/task-draft";
import type { IssueDraftView } from "../../lib/domain/repositories";
import { Button } from "../ui/button";
import { FromIssue, IssueFacts } from "./from-issue";

interface FillFromIssueProps {
  draft: TaskDraft;
  onChange(draft: TaskDraft): void;
}

/** Fills the form of a new task from an issue; what was typed is replaced only when the reader says so. */
export function FillFromIssue({ draft, onChange }: FillFromIssueProps) {
  const t = useTranslations("fromIssue");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const [issue, setIssue] = useState<IssueDraftView | null>(null);
  const [isAsking, setAsking] = useState(false);
  const fill = (from: IssueDraftView, isReplacing: boolean) => {
    onChange(fillFromIssue(draft, from, isReplacing));
    setAsking(false);
  };
  const take = (read: IssueDraftView) => {
    setIssue(read);
    if (inTheWay(draft, read).length > 0) setAsking(true);
    else fill(read, false);
  };
  return (
    <FromIssue project={draft.project} action={t("read")} onRead={take}>
      {issue && (
        <div className="mt-2 flex flex-col gap-1">
          {isAsking ? (
            <>
              <p className="font-medium">
                {t("overwrite", { fields: list.format(inTheWay(draft, issue).map((one) => t(`field.${one}`))) })}
              </p>
              <div className="flex flex-wrap gap-2">
                <Button size="small" onClick={() => fill(issue, false)}>
                  {t("keep")}
                </Button>
                <Button size="small" look="quiet" onClick={() => fill(issue, true)}>
                  {t("replace")}
                </Button>
              </div>
            </>
          ) : (
            <p className="text-second">{t("filled", { label: issue.label })}</p>
          )}
          <IssueFacts issue={issue} />
        </div>
      )}
    </FromIssue>
  );
}
