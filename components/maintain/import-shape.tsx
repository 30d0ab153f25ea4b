"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { leftOfList, listedSlots } from "../../lib/domain/checklist";
import type { IssueDraftView } from "../../lib/domain/repositories";
import type { ImportView } from "../../lib/domain/views";
import { Checklist } from "../repositories/checklist";
import { ImportResult, Warnings } from "./import-result";

interface ImportShapeProps {
  view: ImportView;
  /** The issue whose text the list is; null for any other list. */
  issue: IssueDraftView | null;
  /** The project for which the issue was read. */
  project: string;
  isBusy: boolean;
  onImport(): void;
  /** The list has become one task. */
  onAdded(): void;
}

const shapes = ["one", "many"] as const;

/** What an import would do; where an issue is a checklist, it may as well become one task with slots. */
export function ImportShape({ view, issue, project, isBusy, onImport, onAdded }: ImportShapeProps) {
  const t = useTranslations("fromIssue");
  const slots = issue && project ? listedSlots(view.tasks) : null;
  // In boxes in boxes, what is no slot is said by the list of slots itself.
  const boxes = new Set(view.tasks.map((item) => item.under?.line));
  const warnings = view.warnings.filter((one) => one.code !== "box_over_boxes" || !boxes.has(one.line));
  const [shape, setShape] = useState<(typeof shapes)[number]>("one");
  if (!issue || !slots) return <ImportResult view={view} isBusy={isBusy} onImport={onImport} />;
  return (
    <div className="flex flex-col gap-5">
      <fieldset>
        <legend className="mb-1.5 font-semibold text-lg">{t("shape")}</legend>
        <div className="flex flex-col gap-2">
          {shapes.map((one) => (
            <label
              key={one}
              className="flex min-h-control cursor-pointer items-center gap-2.5 rounded-control border border-line bg-surface px-3.5 py-2 text-sm has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="shape"
                className="size-4 shrink-0 accent-accent"
                checked={shape === one}
                onChange={() => setShape(one)}
              />
              {t(one)}
            </label>
          ))}
        </div>
      </fieldset>
      {shape === "one" ? (
        <Checklist issue={issue} project={project} slots={slots} left={leftOfList(view.tasks)} onAdded={onAdded}>
          <Warnings warnings={warnings} />
        </Checklist>
      ) : (
        <ImportResult view={view} isBusy={isBusy} onImport={onImport} />
      )}
    </div>
  );
}
