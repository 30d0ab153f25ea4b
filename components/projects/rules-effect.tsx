"use client";

import { useTranslations } from "use-intl/react";
import type { DraftRule } from "../../lib/client/rules-draft";
import type { PolicyEffectView } from "../../lib/domain/views";
import { Card } from "../ui/card";
import { classNames } from "../ui/class-names";

interface RulesEffectProps {
  /** The rules that are not as they are saved. */
  changed: readonly DraftRule[];
  effect: PolicyEffectView | null;
  state: "unchanged" | "wrong" | "failed" | "known";
  isFetching: boolean;
}

/** Which numbers a rule has to do with; `running` concerns every change. */
const concerns: Partial<Record<DraftRule, (keyof PolicyEffectView)[]>> = {
  renewLimit: ["withoutRenewals"],
  capBeforeFirst: ["overCap"],
  capAfterFirst: ["overCap"],
  neededForMedium: ["belowLadder"],
  neededForHard: ["belowLadder"],
  reconfirmDays: ["askFirst", "hidden"],
  hideDays: ["askFirst", "hidden"],
};

/** What the rules in the form would mean for the claims and tasks of today, while one types. */
export function RulesEffect({ changed, effect, state, isFetching }: RulesEffectProps) {
  const t = useTranslations("rules.effect");
  const told = [...new Set(changed.flatMap((rule) => concerns[rule] ?? []))];
  return (
    <section aria-labelledby="effect">
      <Card>
        <h2 id="effect" className="mb-2 font-semibold">
          {t("title")}
        </h2>
        <div
          aria-live="polite"
          aria-busy={isFetching}
          className={classNames("min-h-24 text-sm transition-opacity", isFetching && "opacity-60")}
        >
          {state === "unchanged" && <p className="text-second">{t("none")}</p>}
          {state === "wrong" && <p className="text-second">{t("wrong")}</p>}
          {state === "failed" && <p className="text-second">{t("failed")}</p>}
          {state === "known" && effect && (
            <ul className="flex flex-col gap-2.5">
              <li>
                {t("running", { count: effect.running })} {t("future")}
              </li>
              {told.map((what) => (
                <li
                  key={what}
                  className={
                    effect[what] > 0 ? "-mx-2.5 rounded-control bg-warn-soft px-2.5 py-2 font-medium" : "text-second"
                  }
                >
                  {t(what, { count: effect[what] })}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
    </section>
  );
}
