"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { settleDifference, undoEvent } from "../../lib/client/repositories";
import type { DifferenceView, ListRefusalView, RepositoryView } from "../../lib/domain/repositories";
import type { Difficulty } from "../../lib/domain/words";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { ListedItem, ListRefusals } from "./listed";
import { useRepositories } from "./use-repositories";

interface DifferencesProps {
  slug: string;
  repository: RepositoryView;
}

/**
 * Where a task was changed here and its issue since, both versions, and what an issue's list says: to take over or to
 * leave.
 */
export function Differences({ slug, repository }: DifferencesProps) {
  const t = useTranslations("repositories.differences");
  const { differences, owner, name } = repository;
  if (differences.length === 0) return null;
  return (
    <section aria-labelledby={`differences-${repository.id}`} className="border-soft border-t pt-4">
      <h3 id={`differences-${repository.id}`} className="font-semibold">
        {t("title", { count: differences.length })}
      </h3>
      <p className="text-pretty text-second text-sm">{t("lead")}</p>
      <ul className="mt-3 flex flex-col gap-3">
        {differences.map((one) => (
          <Difference key={`${one.task} ${one.field}`} slug={slug} difference={one} of={`${owner}/${name}`} />
        ))}
      </ul>
    </section>
  );
}

function Difference({ slug, difference, of }: { slug: string; difference: DifferenceView; of: string }) {
  const t = useTranslations("repositories.differences");
  const say = useTranslations("common.action");
  const client = useQueryClient();
  const { refresh, fail } = useRepositories(slug);
  const [busy, setBusy] = useState<"take" | "leave" | null>(null);
  const [refused, setRefused] = useState<readonly ListRefusalView[]>([]);
  const { task, issue, field, mark } = difference;
  const link = "text-accent underline underline-offset-2";

  const changed = () => {
    for (const queryKey of [["task", task], ["board"], ["tasks"]]) void client.invalidateQueries({ queryKey });
    return refresh();
  };
  const undo = (eventId: number) =>
    undoEvent(eventId).then(() => {
      showToast({ title: t("undone") });
      return changed();
    }, fail);
  const settle = async (take: boolean) => {
    setBusy(take ? "take" : "leave");
    try {
      const { eventId, refused: some } = await settleDifference({ number: task, fields: [field], take, mark });
      const way = eventId === null ? {} : { undo: { label: say("undo"), run: () => void undo(eventId) } };
      setRefused(some);
      if (some.length > 0) showToast({ title: t("takenPartly") });
      else showToast({ title: t(take ? "taken" : "left"), look: "success", ...way });
      await changed();
    } catch (error) {
      fail(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <li className="rounded-control border border-line p-3.5">
      <p className="mb-2.5 text-sm">
        {t.rich("of", {
          field: t(`field.${field}`),
          task: () => (
            <a key="task" href={`/t/${task}`} className={link}>
              {t("task", { number: task })}
            </a>
          ),
          issue: () => (
            <a key="issue" href={issue.url} rel="noopener" className={`${link} break-all font-mono`}>
              {of}#{issue.number}
            </a>
          ),
        })}
      </p>
      {field === "list" ? (
        <>
          <p className="mb-1 font-semibold text-third text-xs">{t("says")}</p>
          <ul className="max-h-80 overflow-y-auto rounded-control border border-line">
            {difference.items.map((item) => (
              <ListedItem key={item.name} item={item} isNew={item.isNew} />
            ))}
          </ul>
          {refused.length > 0 && (
            <div className="mt-2.5">
              <ListRefusals refused={refused} />
            </div>
          )}
        </>
      ) : (
        <div className="grid gap-2.5 md:grid-cols-2">
          {(["ours", "theirs"] as const).map((side) => (
            <div key={side} className="min-w-0 rounded-control bg-soft px-3 py-2 text-sm">
              <p className="font-semibold text-third text-xs">{t(side)}</p>
              <Version field={field} text={difference[side]} />
            </div>
          ))}
        </div>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="small" isBusy={busy === "take"} disabled={busy !== null} onClick={() => settle(true)}>
          {t("take")}
        </Button>
        <Button
          size="small"
          look="quiet"
          isBusy={busy === "leave"}
          disabled={busy !== null}
          onClick={() => settle(false)}
        >
          {t("leave")}
        </Button>
      </div>
    </li>
  );
}

function Version({ field, text }: Pick<DifferenceView, "field"> & { text: string | null }) {
  const t = useTranslations("repositories.differences");
  const words = useTranslations("common.difficulty");
  if (field === "difficulty") return <p>{words((text as Difficulty | null) ?? "unrated")}</p>;
  if (!text) return <p className="text-third">{t("empty")}</p>;
  return <p className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words">{text}</p>;
}
