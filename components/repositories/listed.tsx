"use client";

import { useTranslations } from "use-intl/react";
import type { ListedSlot } from "../../lib/domain/checklist";
import type { ListRefusalView } from "../../lib/domain/repositories";
import { classNames } from "../ui/class-names";

interface ListedItemProps {
  item: ListedSlot;
  /** It is to become a slot of a task that is there. */
  isNew?: boolean;
  /** It is no slot, so that being free says nothing. */
  isLeft?: boolean;
}

/** One item of a list and what it says: who holds it, who has done it. Needs the area `checklist`. */
export function ListedItem({ item: { name, state, holder }, isNew, isLeft }: ListedItemProps) {
  const t = useTranslations("checklist");
  const says =
    holder !== null && state !== "open"
      ? t(state === "done" ? "says.doneBy" : "says.claimed", { holder })
      : t(state === "claimed" ? "says.taken" : `says.${state}`);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 border-soft border-t px-4 py-2 text-sm first:border-t-0">
      <span className={classNames("min-w-0 break-words", state === "done" ? "text-second" : "font-medium")}>
        {name}
        {isNew && <span className="ms-2 font-normal text-accent text-xs">{t("isNew")}</span>}
      </span>
      <span className={classNames("min-w-0 break-words text-xs", state === "open" ? "text-third" : "text-second")}>
        {!(isLeft && state === "open") && says}
      </span>
    </li>
  );
}

/** What of a list could not be taken over, and why, in a sentence for each. Needs the area `checklist`. */
export function ListRefusals({ refused }: { refused: readonly ListRefusalView[] }) {
  const t = useTranslations("checklist");
  return (
    <div role="alert" className="rounded-control border border-medium px-3.5 py-2.5 text-sm">
      <p className="font-semibold">{t("refused", { count: refused.length })}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {refused.map(({ slot, name, holder, why, by }) => (
          <li key={slot} className="break-words text-pretty">
            <span className="font-medium">{name ?? "–"}</span>
            {" · "}
            {t(`why.${why}`, { holder: holder ?? "–", by: by ?? "none" })}
          </li>
        ))}
      </ul>
    </div>
  );
}
