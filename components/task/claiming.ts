"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { errorCodeOf } from "../../lib/client/errors";
import { changes, useChange } from "../../lib/client/mutations";
import { dropPlan, sendPlan } from "../../lib/client/plan";
import { meQuery, useMe } from "../../lib/client/session";
import type { TaskView } from "../../lib/domain/views";
import type { Refusal } from "../../lib/i18n/error-sentence";
import { formatInstant } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useTimeZone } from "../ui/now";
import { showToast } from "../ui/toast";
import { useLiveTask } from "./live";

/** Where a visitor signs in, to come back with the task claimed. Works without JavaScript. */
export function signInToClaim(number: number): string {
  return `/sign-in?next=${encodeURIComponent(`/t/${number}`)}&claim=${number}`;
}

/**
 * Claims the page's task. `claim` asks for a plan first where the project does; `claimWith` makes the claim with what was
 * said, or with nothing. A visitor signs in first, and the claim is made there.
 */
export function useClaiming() {
  const { task, setRefusal, setPlanning } = useLiveTask();
  const client = useQueryClient();
  const change = useChange();
  const sayClaimed = useClaimedToast();
  const [isBusy, setBusy] = useState(false);

  const claimWith = async (slot?: string, plan?: string) => {
    setBusy(true);
    try {
      const { person } = await client.ensureQueryData(meQuery);
      if (!person) return window.location.assign(signInToClaim(task.number));
      const { task: claimed } = await sendPlan(plan, (said) =>
        change.mutateAsync(changes.claim(task.number, person, slot, said)),
      );
      dropPlan(task.number);
      setPlanning(null);
      sayClaimed(claimed, person.login);
    } catch (error) {
      const code = errorCodeOf(error);
      if (code === "unauthenticated") return window.location.assign(signInToClaim(task.number));
      // The project has begun to ask for a plan since this page was made.
      if (code === "plan_required") setPlanning({ slot, isRequired: true });
      else {
        setPlanning(null);
        setRefusal({ ...refusalOf(error), slot });
      }
      // A refused claim means that the page was behind; the next look should be true.
      void client.invalidateQueries({ queryKey: ["task", task.number] });
    } finally {
      setBusy(false);
    }
  };

  const claim = async (slot?: string) => {
    if (task.rules.plan === "off") return claimWith(slot);
    setBusy(true);
    const me = await client.ensureQueryData(meQuery).catch(() => null);
    setBusy(false);
    // Who cannot be asked who they are hears why when they claim.
    if (me?.person) setPlanning({ slot, isRequired: task.rules.plan === "required" });
    else await claimWith(slot);
  };
  return { claim, claimWith, isBusy };
}

/** Where the sign-in page leaves what became of the claim that led there. */
const resultKey = "foothold.claim";

interface ClaimResult {
  number: number;
  result: "claimed" | "refused";
  error?: Refusal;
}

/** After signing in: says what became of the claim that led there, once. */
export function useClaimResult() {
  const { task, setRefusal, setPlanning } = useLiveTask();
  const login = useMe().data?.person?.login;
  const sayClaimed = useClaimedToast();
  useEffect(() => {
    if (!login) return;
    const left = takeResult(task.number);
    if (left?.result === "claimed") sayClaimed(task, login);
    if (left?.result !== "refused") return;
    if (left.error?.code === "plan_required") setPlanning({ isRequired: true });
    else setRefusal(left.error ?? { code: "internal" });
  }, [login, task, sayClaimed, setRefusal, setPlanning]);
}

function takeResult(number: number): ClaimResult | null {
  try {
    const result = JSON.parse(window.sessionStorage.getItem(resultKey) ?? "null") as ClaimResult | null;
    if (result?.number !== number) return null;
    window.sessionStorage.removeItem(resultKey);
    return result;
  } catch {
    // No storage, or not ours.
    return null;
  }
}

function refusalOf(error: unknown): Refusal {
  const code = errorCodeOf(error) ?? "internal";
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : undefined;
  return { code, data };
}

function useClaimedToast() {
  const t = useTranslations("task.claimed");
  const locale = useReaderLocale();
  const timeZone = useTimeZone();
  return useCallback(
    (task: TaskView, login: string) => {
      const slot = task.slotList.find((one) => one.holder?.person.login === login);
      const name = task.slotList.length > 1 ? slot?.name : null;
      const until = slot?.holder?.leaseEndsAt;
      const date = until && formatInstant(Date.parse(until), { locale, format: "date", now: Date.now(), timeZone });
      const title = name ? t("titleSlot", { name }) : t("title");
      showToast({ title, look: "success", ...(date ? { description: t("until", { date }) } : {}) });
    },
    [t, locale, timeZone],
  );
}
